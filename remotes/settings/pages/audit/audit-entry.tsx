import { useId, useState } from 'react';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Collapse, IconChevronDown, UnstyledButton } from '#shared/ui/index.ts';
import type { AuditRowFragment } from '../../gql/graphql.ts';
import classes from './audit.module.css';

/** The details as written, in lines; as they came when they can't be read. */
export function readable(details: string): string {
  try {
    const value: unknown = JSON.parse(details);
    const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    return isEmpty ? '' : JSON.stringify(value, null, 2);
  } catch {
    return details;
  }
}

/** One event: its sentence, and below it, on request, everything that was written down. */
export function AuditEntry({ event: { summary, action, details, sequence, hash } }: { readonly event: AuditRowFragment }) {
  const t = useT('settings');
  const format = useFormat();
  const id = useId();
  const [opened, setOpened] = useState(false);
  const written = readable(details);
  return (
    <div className={classes.entry}>
      <UnstyledButton className={classes.toggle} aria-expanded={opened} aria-controls={id} onClick={() => setOpened(!opened)}>
        <span>{summary}</span>
        <IconChevronDown size={16} className={classes.chevron} data-open={opened || undefined} aria-hidden />
      </UnstyledButton>
      <Collapse expanded={opened} id={id} transitionDuration={140}>
        <dl className={classes.details}>
          <dt>{t('audit.action')}</dt><dd><code>{action}</code></dd>
          <dt>{t('audit.sequence')}</dt><dd>{format.number(sequence)}</dd>
          <dt>{t('audit.hash')}</dt><dd><code>{hash}</code></dd>
          {written ? <><dt>{t('audit.details')}</dt><dd><pre>{written}</pre></dd></> : null}
        </dl>
      </Collapse>
    </div>
  );
}
