import { useEffect, useEffectEvent, useState } from 'react';
import { toAppError } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Alert, Button, Center, EmptyState, IconFileText, RowsSkeleton, Text, VisuallyHidden, useErrorText } from '#shared/ui/index.ts';
import type { DocumentWithSectionsQuery } from '../../gql/graphql.ts';
import { DocumentSteps } from '../../parts/document-status.tsx';
import classes from './document-page.module.css';
import { SectionCard } from './section-card.tsx';

type Document = NonNullable<DocumentWithSectionsQuery['document']>;

interface SectionListProps {
  readonly document: Document;
  readonly sections: Document['sections'];
  /** The passage that a citation leads to. */
  readonly wanted: string | null;
  readonly onMore: () => Promise<unknown>;
}

/** Every section in reading order. Fetches on until the wanted one is there. */
export function SectionList({ document, sections, wanted, onMore }: SectionListProps) {
  const t = useT('knowledge');
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { hasNextPage, endCursor } = sections.pageInfo;
  const found = wanted !== null && sections.edges.some(({ node }) => node.id === wanted);
  const searching = wanted !== null && !found && hasNextPage && failure === null;

  const more = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await onMore();
    } catch (error) {
      setFailure(errorText(toAppError(error)));
    } finally {
      setBusy(false);
    }
  };
  const lookOn = useEffectEvent((): void => void more());
  // Once a page: the cursor moves with each.
  useEffect(() => {
    if (searching && endCursor !== undefined) lookOn();
  }, [searching, endCursor]);

  if (document.status !== 'ready' && sections.edges.length === 0) {
    return document.status === 'failed' ? null : (
      <section className={classes.process} role="status">
        <Text fw={500}>{t('document.underWay')}</Text>
        <DocumentSteps document={document} />
        <RowsSkeleton rows={3} />
      </section>
    );
  }
  if (sections.edges.length === 0) return <EmptyState drawing={<IconFileText size={26} stroke={1.5} />} title={t('document.noSections')} text={t('document.noSectionsText')} />;
  return (
    <section>
      <VisuallyHidden component="h2">{t('list.sections')}</VisuallyHidden>
      {wanted !== null && !found && !hasNextPage ? <Alert color="yellow" mb="md" title={t('document.passageGone')}>{t('document.passageGoneText')}</Alert> : null}
      {searching ? <Text size="sm" c="dimmed" mb="sm" role="status">{t('document.lookingForPassage')}</Text> : null}
      <ul className={classes.sections}>
        {sections.edges.map(({ node }, at) => (
          <SectionCard key={node.id} section={node} document={document} previous={sections.edges[at - 1]?.node ?? null} wanted={node.id === wanted} />
        ))}
      </ul>
      {failure ? <Alert color="red" mt="md" role="alert">{failure}</Alert> : null}
      {hasNextPage ? <Center mt="md"><Button variant="default" loading={busy} onClick={() => void more()}>{t('document.more', { count: sections.totalCount - sections.edges.length })}</Button></Center> : null}
    </section>
  );
}
