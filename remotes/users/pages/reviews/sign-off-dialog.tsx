import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { FormDialog, Text, Textarea, useForm, useShell } from '#shared/ui/index.ts';
import { type ReviewRowFragment, SignOffAccessReviewDocument } from '../../gql/graphql.ts';

interface SignOffDialogProps {
  readonly review: ReviewRowFragment;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Ends a review for good. */
export function SignOffDialog({ review, opened, onClose }: SignOffDialogProps) {
  const t = useT('users');
  const { notify } = useShell();
  const [signOff] = useMutation(SignOffAccessReviewDocument, { refetchQueries: ['AccessReviewItems'] });
  const form = useForm({
    initial: { note: '' },
    check: () => ({}),
    submit: async ({ note }) => outcomeOf((await signOff({ variables: { input: { reviewId: review.id, note: note.trim() || null } } })).data?.signOffAccessReview),
    onDone: () => {
      notify({ kind: 'success', text: t('reviews.signOff.done') });
      onClose();
    },
  });
  const { kept, revoked, ended } = review.counts;
  return (
    <FormDialog form={form} opened={opened} onClose={onClose} title={t('reviews.signOff.title')} submitLabel={t('reviews.signOff.submit')}>
      <Text size="sm">{t('reviews.signOff.text', { kept, revoked, ended })}</Text>
      <Textarea label={t('reviews.note')} description={t('reviews.signOff.noteHint')} maxLength={2000} autosize minRows={2} {...form.field('note')} />
    </FormDialog>
  );
}
