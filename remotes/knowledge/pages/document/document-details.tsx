import { useFormat, useT } from '#shared/i18n/index.ts';
import { FileSize, RelativeTime } from '#shared/ui/index.ts';
import type { DocumentRowFragment } from '../../gql/graphql.ts';
import { useDocumentKind } from '../../parts/document-kind.ts';
import { DocumentState } from '../../parts/document-status.tsx';
import { TagList } from '../../parts/tag-list.tsx';
import classes from './document-page.module.css';

/** What a document is, beside its sections. */
export function DocumentDetails({ document }: { readonly document: DocumentRowFragment }) {
  const t = useT('knowledge');
  const format = useFormat();
  const kind = useDocumentKind();
  const language = kind.language(document.language);
  return (
    <aside className={classes.details} aria-label={t('details.title')}>
      <dl className={classes.facts}>
        <dt>{t('list.status')}</dt><dd><DocumentState document={document} /></dd>
        <dt>{t('details.format')}</dt><dd>{kind.format(document.format)}</dd>
        {language ? <><dt>{t('details.language')}</dt><dd>{language}</dd></> : null}
        <dt>{t('list.size')}</dt><dd><FileSize bytes={document.size} /></dd>
        <dt>{t('list.sections')}</dt><dd className="tabular">{format.number(document.sectionCount)}</dd>
        <dt>{t('list.added')}</dt><dd><RelativeTime at={document.createdAt} /></dd>
        {document.createdBy ? <><dt>{t('details.by')}</dt><dd>{document.createdBy}</dd></> : null}
        <dt>{t('details.changed')}</dt><dd><RelativeTime at={document.updatedAt} /></dd>
        <dt className={classes.wide}>{t('list.tagsColumn')}</dt>
        <dd className={classes.wide}>{document.tags.length > 0 ? <TagList tags={document.tags} /> : t('details.noTags')}</dd>
      </dl>
    </aside>
  );
}
