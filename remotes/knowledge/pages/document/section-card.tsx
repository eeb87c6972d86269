import { useEffect, useRef } from 'react';
import { outcomeOf, toAppError, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { GuardedButton, Group, IconEye, IconEyeOff, Markdown, StatusBadge, useErrorText, useShell } from '#shared/ui/index.ts';
import { type PassagePartsFragment, SetSectionHiddenDocument } from '../../gql/graphql.ts';
import classes from './document-page.module.css';

interface SectionCardProps {
  readonly section: PassagePartsFragment;
  readonly document: { readonly viewerCanUpdate: boolean };
  /** The section before; its headings aren't repeated. */
  readonly previous: PassagePartsFragment | null;
  /** The one that the address asks for. */
  readonly wanted: boolean;
}

export function SectionCard({ section, document, previous, wanted }: SectionCardProps) {
  const t = useT('knowledge');
  const card = useRef<HTMLLIElement>(null);
  const { id, headings, hidden, page, position, text } = section;
  const heading = headings.at(-1);
  const above = headings.slice(0, -1);
  const sameHeading = previous !== null && previous.headings.join('\n') === headings.join('\n');

  useEffect(() => {
    if (!wanted) return;
    card.current?.focus({ preventScroll: true });
    card.current?.scrollIntoView({ block: 'center' });
    // Markdown above takes its shape a moment later and moves everything below it.
    const settled = new ResizeObserver(() => card.current?.scrollIntoView({ block: 'center' }));
    const list = card.current?.parentElement;
    if (list) settled.observe(list);
    const stop = (): void => settled.disconnect();
    const reads = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const;
    for (const event of reads) window.addEventListener(event, stop, { once: true, passive: true });
    return () => {
      stop();
      for (const event of reads) window.removeEventListener(event, stop);
    };
  }, [wanted]);

  const where = [...above, page === null ? null : t('section.page', { page })].filter((part) => part !== null && part !== '');
  return (
    <li ref={card} id={`section-${id}`} tabIndex={-1} className={classes.section} data-wanted={wanted || undefined} data-hidden={hidden || undefined} aria-current={wanted ? 'true' : undefined}>
      <div className={classes.bar}>
        <span className={classes.where}>{where.length > 0 ? where.join(' › ') : t('section.number', { number: position + 1 })}</span>
        <Group gap="xs" wrap="nowrap">
          {wanted ? <StatusBadge tone="accent" label={t('section.cited')} /> : null}
          {hidden ? <StatusBadge tone="neutral" label={t('section.hidden')} icon={<IconEyeOff size={13} aria-hidden />} /> : null}
          <HideButton section={section} allowed={document.viewerCanUpdate} />
        </Group>
      </div>
      {heading && !sameHeading ? <h3 className={classes.heading}>{heading}</h3> : null}
      <div className={classes.text}><Markdown text={text} /></div>
    </li>
  );
}

function HideButton({ section: { id, hidden, headings, position }, allowed }: { readonly section: PassagePartsFragment; readonly allowed: boolean }) {
  const t = useT('knowledge');
  const { notify } = useShell();
  const errorText = useErrorText();
  const [setHidden] = useMutation(SetSectionHiddenDocument);
  const name = headings.at(-1) ?? t('section.number', { number: position + 1 });

  const toggle = async (): Promise<void> => {
    const next = !hidden;
    try {
      const { data } = await setHidden({
        variables: { input: { sectionId: id, hidden: next } },
        optimisticResponse: { __typename: 'Mutation', setSectionHidden: { __typename: 'Section', id, hidden: next } },
      });
      const outcome = outcomeOf(data?.setSectionHidden);
      if (!outcome.ok) notify({ kind: 'error', text: outcome.message });
    } catch (error) {
      notify({ kind: 'error', text: errorText(toAppError(error)) });
    }
  };

  return (
    <GuardedButton
      need="knowledge:update"
      allowed={allowed}
      size="compact-sm"
      variant="subtle"
      color="gray"
      leftSection={hidden ? <IconEye size={14} /> : <IconEyeOff size={14} />}
      aria-label={t(hidden ? 'section.showOne' : 'section.hideOne', { name })}
      onClick={() => void toggle()}
    >
      {t(hidden ? 'section.show' : 'section.hide')}
    </GuardedButton>
  );
}
