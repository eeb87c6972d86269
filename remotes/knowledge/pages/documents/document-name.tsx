import { useFormat, useT } from '#shared/i18n/index.ts';
import { IconFileText } from '#shared/ui/index.ts';
import type { DocumentRowFragment } from '../../gql/graphql.ts';
import { useDocumentKind } from '../../parts/document-kind.ts';
import classes from './documents-table.module.css';

const worthSaying = 60_000;

/** Name of a document; below it its kind and freshness, or why it failed. */
export function DocumentName({ document }: { readonly document: DocumentRowFragment }) {
  const t = useT('knowledge');
  const format = useFormat();
  const kind = useDocumentKind();
  const changed = new Date(document.updatedAt).getTime() - new Date(document.createdAt).getTime() > worthSaying;
  const facts = [kind.format(document.format), kind.language(document.language), changed ? t('list.changed', { when: format.relative(document.updatedAt) }) : null];
  return (
    <span className={classes.name}>
      <IconFileText size={20} stroke={1.5} aria-hidden className={classes.icon} />
      <span className={classes.words}>
        <span className={classes.title}>{document.name}</span>
        {document.status === 'failed' && document.failure
          ? <span className={classes.why}>{document.failure.message}</span>
          : <span className={classes.kind}>{facts.filter((fact) => fact).join(' · ')}</span>}
      </span>
    </span>
  );
}
