import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { FormDialog, NumberInput, Radio, Stack, useForm, useShell } from '#shared/ui/index.ts';
import { type AccessReviewSettingsQuery, UpdateAccessReviewSettingsDocument } from '../../gql/graphql.ts';

interface ReviewSettingsDialogProps {
  readonly settings: AccessReviewSettingsQuery['accessReviewSettings'];
  readonly opened: boolean;
  readonly onClose: () => void;
}

const LONGEST_DAYS = 90;

/** Whether a review begins by itself each quarter, and how long there is to answer. */
export function ReviewSettingsDialog({ settings, opened, onClose }: ReviewSettingsDialogProps) {
  const t = useT('users');
  const { notify } = useShell();
  const [update] = useMutation(UpdateAccessReviewSettingsDocument, { refetchQueries: ['AccessReviewSettings'] });
  const initial = { begins: settings.quarterly ? 'quarterly' : 'asked', answerDays: settings.answerDays as number | string };
  const form = useForm({
    initial,
    check: () => ({}),
    submit: async ({ begins, answerDays }) => outcomeOf((await update({ variables: { input: { quarterly: begins === 'quarterly', answerDays: Number(answerDays) } } })).data?.updateAccessReviewSettings),
    onDone: () => {
      notify({ kind: 'success', text: t('reviews.settings.saved') });
      onClose();
    },
  });
  return (
    <FormDialog form={form} opened={opened} onClose={onClose} title={t('reviews.settings.title')} submitLabel={t('permissionDialog.submit')}>
      <Radio.Group {...form.field('begins')} label={t('reviews.settings.begins')}>
        <Stack gap="sm" mt="xs">
          <Radio value="quarterly" label={t('reviews.settings.quarterly')} description={t('reviews.settings.quarterlyText')} />
          <Radio value="asked" label={t('reviews.settings.asked')} />
        </Stack>
      </Radio.Group>
      <NumberInput label={t('reviews.settings.days')} description={t('reviews.settings.daysText')} min={1} max={LONGEST_DAYS} allowDecimal={false} {...form.field('answerDays')} />
    </FormDialog>
  );
}
