import { type FormEvent, useEffect, useState } from 'react';
import { toAppError, useQuery } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, EmptyState, ErrorState, IconSearch, MultiSelect, PageHeader, RowsSkeleton, Text, TextInput, VisuallyHidden, useSearchParams } from '#shared/ui/index.ts';
import { SearchKnowledgeDocument, TagsDocument } from '../../gql/graphql.ts';
import { KnowledgeTabs } from '../../parts/knowledge-tabs.tsx';
import { SearchHit } from './search-hit.tsx';
import classes from './search-page.module.css';

/** The test bench: what an agent would find for a question, and how well it fits. Question and tags are in the address. */
export default function SearchPage() {
  const t = useT('knowledge');
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const asked = params.get('q') ?? '';
  const tagIds = params.getAll('tag');
  const [question, setQuestion] = useState(asked);
  // The address changed by itself: back, forward, a link.
  useEffect(() => setQuestion(asked), [asked]);

  const { data: tagData } = useQuery(TagsDocument);
  const { data, previousData, loading, error, refetch } = useQuery(SearchKnowledgeDocument, {
    variables: { query: asked, tagIds: tagIds.length > 0 ? tagIds : null },
    skip: asked === '',
    // The knowledge may have changed since the same was asked.
    fetchPolicy: 'network-only',
  });
  const hits = asked === '' ? undefined : (data ?? previousData)?.searchKnowledge;
  const best = Math.max(...(hits ?? []).map(({ score }) => score), 0);

  const go = (q: string, tags: readonly string[]): void => {
    const next = new URLSearchParams();
    if (q) next.set('q', q);
    for (const tag of tags) next.append('tag', tag);
    setParams(next, { preventScrollReset: true });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const words = question.trim();
    if (words === asked && words !== '') void refetch();
    else go(words, tagIds);
  };

  return (
    <>
      <PageHeader title={t('search.title')} purpose={t('search.purpose')} tabs={<KnowledgeTabs />} />
      <form onSubmit={submit} className={classes.form} role="search">
        <TextInput
          className={classes.question}
          size="md"
          aria-label={t('search.question')}
          placeholder={t('search.placeholder')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
          maxLength={1000}
          autoFocus={asked === ''}
        />
        <MultiSelect
          className={classes.tags}
          size="md"
          aria-label={t('search.tags')}
          placeholder={tagIds.length === 0 ? t('search.allTags') : undefined}
          data={(tagData?.tags ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={tagIds}
          onChange={(tags) => go(asked, tags)}
          clearable
        />
        <Button type="submit" size="md" loading={loading && asked !== ''} disabled={question.trim() === ''}>{t('search.ask')}</Button>
      </form>
      {asked === '' ? <EmptyState drawing={<IconSearch size={26} stroke={1.5} />} title={t('search.start')} text={t('search.startText')} /> : null}
      {error && !hits ? <ErrorState error={toAppError(error)} title={t('search.failed')} onRetry={() => void refetch()} /> : null}
      {loading && !hits ? <RowsSkeleton rows={4} /> : null}
      {hits?.length === 0 && !loading ? (
        <EmptyState
          drawing={<IconSearch size={26} stroke={1.5} />}
          title={t('search.nothing')}
          text={tagIds.length > 0 ? t('search.nothingTagged', { question: asked }) : t('search.nothingText', { question: asked })}
          action={tagIds.length > 0 ? <Button variant="default" onClick={() => go(asked, [])}>{t('search.withoutTags')}</Button> : undefined}
        />
      ) : null}
      {hits && hits.length > 0 ? (
        <section aria-busy={loading}>
          <VisuallyHidden component="h2">{t('search.results')}</VisuallyHidden>
          <Text size="sm" c="dimmed" mb="sm" role="status">{t('search.count', { count: hits.length, number: format.number(hits.length) })}</Text>
          <ol className={classes.hits}>
            {hits.map((hit) => <SearchHit key={hit.section.id} hit={hit} best={best} />)}
          </ol>
        </section>
      ) : null}
    </>
  );
}
