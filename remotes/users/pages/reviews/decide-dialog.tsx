import { useEffect, useEffectEvent } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { FormDialog, Text, TextInput, useForm, useShell } from '#shared/ui/index.ts';
import { DecideAccessReviewItemsDocument, type ReviewItemRowFragment } from '../../gql/graphql.ts';
import { useItemWords } from './item-words.ts';

export interface Deciding { readonly decision: 'keep' | 'revoke'; readonly items: readonly ReviewItemRowFragment[] }

interface DecideDialogProps {
  readonly reviewId: string;
  /** Null while closed. */
  readonly deciding: Deciding | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const fresh = { reason: '' };

/** Keeps or revokes one entry or many, with the reason. What is revoked is gone at once. */
export function DecideDialog({ reviewId, deciding, onClose, onDone }: DecideDialogProps) {
  const t = useT('users');
  const words = useItemWords();
  const { notify } = useShell();
  const [decide] = useMutation(DecideAccessReviewItemsDocument, { refetchQueries: ['AccessReviewItems'] });
  const revokes = deciding?.decision === 'revoke';
  const items = deciding?.items ?? [];
  const form = useForm({
    initial: fresh,
    check: ({ reason }) => (revokes && !reason.trim() ? { reason: t('reviews.reasonMissing') } : {}),
    submit: async ({ reason }) => outcomeOf((await decide({ variables: { input: { reviewId, itemIds: items.map(({ id }) => id), decision: deciding?.decision ?? 'keep', reason: reason.trim() || null } } })).data?.decideAccessReviewItems),
    onDone: ({ items: done }) => {
      notify({ kind: 'success', text: t(revokes ? 'reviews.revoked' : 'reviews.kept', { count: done.length }) });
      onDone();
      onClose();
    },
  });
  const { reset } = form;
  const startOver = useEffectEvent((): void => reset(fresh));
  useEffect(() => {
    if (deciding) startOver();
  }, [deciding]);
  const [first] = items;
  const memberships = items.filter(({ kind }) => kind === 'membership').length;
  const title = items.length === 1 && first ? t(revokes ? 'reviews.revokeOne' : 'reviews.keepOne', { what: words.what(first), name: words.name(first) }) : t(revokes ? 'reviews.revokeMany' : 'reviews.keepMany', { count: items.length });
  return (
    <FormDialog form={form} opened={deciding !== null} onClose={onClose} title={title} submitLabel={t(revokes ? 'reviews.revoke' : 'reviews.keep')}>
      {revokes ? <Text size="sm">{t('reviews.revokeText')} {memberships > 0 ? t('reviews.revokeMembers', { count: memberships }) : null}</Text> : null}
      <TextInput label={t('permissionDialog.reason')} description={t(revokes ? 'reviews.reasonNeeded' : 'reviews.reasonHint')} maxLength={300} required={revokes} data-autofocus {...form.field('reason')} />
    </FormDialog>
  );
}
