import { useMemo, useState } from 'react';
import { useConnection, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { catalogue, isPermission } from '#shared/permissions/index.ts';
import { Button, type Column, DataTable, EmptyState, Group, RelativeTime, StatusBadge, Text, useListState, useShell } from '#shared/ui/index.ts';
import { type AccessReviewItemKind, AccessReviewItemsDocument, type ReviewItemRowFragment, type ReviewRowFragment } from '../../gql/graphql.ts';
import { DecideDialog, type Deciding } from './decide-dialog.tsx';
import { useItemWords } from './item-words.ts';
import classes from './reviews.module.css';

const pageSize = 50;
const mostAtOnce = 100;
const kinds: readonly AccessReviewItemKind[] = ['membership', 'grant', 'token'];
const tones = { keep: 'positive', revoke: 'negative', ended: 'neutral', nobodyElse: 'neutral' } as const;

/** The entries of a review, to be kept or revoked, one or many. */
export function ReviewItems({ review }: { readonly review: ReviewRowFragment }) {
  const t = useT('users');
  const words = useItemWords();
  const { locale } = useShell();
  const state = useListState({ filters: ['kind', 'state'] });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const result = useQuery(AccessReviewItemsDocument, {
    variables: { reviewId: review.id, kinds: (state.filters['kind'] ?? []).filter((kind): kind is AccessReviewItemKind => (kinds as readonly string[]).includes(kind)), undecided: state.filters['state']?.includes('undecided') ?? false, search: state.search || null, first: pageSize },
    fetchPolicy: 'cache-and-network',
  });
  const list = useConnection(result, (data) => data.accessReviewItems, state);
  const isOpen = review.status === 'open';
  const decidable = (item: ReviewItemRowFragment): boolean => isOpen && !item.isAboutViewer && (item.decision === null || item.decision === 'keep');
  const shown = list.rows?.filter(decidable) ?? [];
  const picked = shown.filter(({ id }) => chosen.has(id)).slice(0, mostAtOnce);
  const toggle = (id: string): void => setChosen((before) => {
    const next = new Set(before);
    if (!next.delete(id)) next.add(id);
    return next;
  });
  const waiting = shown.filter(({ decision }) => decision === null);
  const columns: readonly Column<ReviewItemRowFragment>[] = [
    {
      id: 'who', header: t('members.name'), text: words.name,
      cell: (item) => (
        <span className={classes.who}>
          {decidable(item) ? <input type="checkbox" checked={chosen.has(item.id)} onChange={() => toggle(item.id)} aria-label={t('reviews.select', { what: words.what(item), name: words.name(item) })} /> : isOpen ? <span /> : null}
          <span className={classes.name}>{words.name(item)}{item.email ? <span className={classes.faint}>{item.email}</span> : null}</span>
        </span>
      ),
    },
    { id: 'what', header: t('reviews.what.title'), width: '30%', text: words.what, cell: (item) => <>{words.what(item)}<span className={classes.faint}>{words.more(item)}</span></> },
    { id: 'used', header: t('reviews.lastUse'), width: 150, hideBelow: 'sm', text: ({ lastUsedAt }) => lastUsedAt, cell: ({ recordsUse, lastUsedAt }) => (recordsUse ? <RelativeTime at={lastUsedAt} none={t('members.never')} /> : <Text span size="sm" c="dimmed">{t('reviews.notRecorded')}</Text>) },
    { id: 'decision', header: t('reviews.decision'), width: 220, text: ({ decision }) => (decision ? t(`reviews.decisions.${decision}`) : null), cell: (item) => <Decision item={item} decidable={decidable(item)} isOpen={isOpen} onDecide={(decision) => setDeciding({ decision, items: [item] })} name={words.name(item)} what={words.what(item)} /> },
  ];
  const cannot = useMemo(() => picked.find(({ viewerCanRevoke }) => !viewerCanRevoke), [picked]);
  const missing = cannot && isPermission(cannot.revokingNeeds) ? t('reviews.revokingNeeds', { permission: catalogue[cannot.revokingNeeds].title[locale] }) : null;
  return (
    <>
      <DataTable
        {...list} label={t('reviews.entries')} columns={columns} rowKey={({ id }) => id} state={state} search={{ placeholder: t('reviews.search') }} errorTitle={t('reviews.itemsFailed')}
        filters={[
          { id: 'kind', label: t('reviews.kind'), multiple: true, options: kinds.map((kind) => ({ value: kind, label: t(`reviews.kinds.${kind}`) })) },
          ...(isOpen ? [{ id: 'state', label: t('reviews.decision'), options: [{ value: 'undecided', label: t('reviews.waits') }] }] : []),
        ]}
        empty={<EmptyState title={t('reviews.noEntries')} />}
      />
      {isOpen && shown.length > 0 ? (
        <div className={classes.choose} role="group" aria-label={t('reviews.chosen')}>
          <Text size="sm" role="status" className="tabular">{t('reviews.chosenCount', { count: picked.length })}</Text>
          <Button size="compact-sm" variant="subtle" onClick={() => setChosen(new Set(picked.length > 0 ? [] : waiting.map(({ id }) => id)))}>{picked.length > 0 ? t('reviews.chooseNone') : t('reviews.chooseWaiting', { count: waiting.length })}</Button>
          <Group gap="xs" ml="auto">
            {missing ? <Text size="sm" c="dimmed">{missing}</Text> : null}
            <Button size="compact-md" variant="default" disabled={picked.length === 0} onClick={() => setDeciding({ decision: 'keep', items: picked })}>{t('reviews.keepOpen')}</Button>
            <Button size="compact-md" variant="default" color="red" disabled={picked.length === 0 || missing !== null} onClick={() => setDeciding({ decision: 'revoke', items: picked })}>{t('reviews.revokeOpen')}</Button>
          </Group>
        </div>
      ) : null}
      <DecideDialog reviewId={review.id} deciding={deciding} onClose={() => setDeciding(null)} onDone={() => setChosen(new Set())} />
    </>
  );
}

interface DecisionProps {
  readonly item: ReviewItemRowFragment;
  readonly decidable: boolean;
  readonly isOpen: boolean;
  readonly onDecide: (decision: 'keep' | 'revoke') => void;
  readonly name: string;
  readonly what: string;
}

function Decision({ item, decidable, isOpen, onDecide, name, what }: DecisionProps) {
  const t = useT('users');
  const { decision, reason, decidedBy, isAboutViewer, viewerCanRevoke } = item;
  if (decision === null && isAboutViewer && isOpen) return <Text size="sm" c="dimmed">{t('reviews.aboutYou')}</Text>;
  return (
    <Group gap={6}>
      {decision ? <StatusBadge tone={tones[decision]} label={t(`reviews.decisions.${decision}`)} /> : null}
      {decidable && decision === null ? <Button size="compact-sm" variant="default" aria-label={t('reviews.keepOne', { what, name })} onClick={() => onDecide('keep')}>{t('reviews.keepOpen')}</Button> : null}
      {decidable && viewerCanRevoke ? <Button size="compact-sm" variant="default" color="red" aria-label={t('reviews.revokeOne', { what, name })} onClick={() => onDecide('revoke')}>{t('reviews.revokeOpen')}</Button> : null}
      {decision && (decidedBy || reason) ? <span className={classes.faint}>{[decidedBy, reason ? `“${reason}”` : ''].filter(Boolean).join(': ')}</span> : null}
    </Group>
  );
}
