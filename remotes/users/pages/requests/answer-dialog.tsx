import { useEffect, useEffectEvent } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { catalogue, isPermission } from '#shared/permissions/index.ts';
import { Alert, FormDialog, Radio, Select, Stack, TextInput, useForm, useShell } from '#shared/ui/index.ts';
import { AnswerAccessRequestDocument, type RequestRowFragment } from '../../gql/graphql.ts';
import { endOf, lasting } from '../members/lasting.ts';

interface AnswerDialogProps {
  /** Null while closed. */
  readonly request: RequestRowFragment | null;
  readonly onClose: () => void;
}

const fresh = { answer: 'grant', lasts: 'forever', reason: '' };

/** Grants what somebody asked for, for a time or for good, or declines with a reason. They hear at once. */
export function AnswerDialog({ request, onClose }: AnswerDialogProps) {
  const t = useT('users');
  const locale = useLocale();
  const { notify } = useShell();
  const [answerRequest] = useMutation(AnswerAccessRequestDocument, { refetchQueries: ['OpenRequests'] });
  const form = useForm({
    initial: fresh,
    check: ({ answer, reason }) => (answer === 'decline' && !reason.trim() ? { reason: t('requests.reasonMissing') } : {}),
    submit: async ({ answer, lasts, reason }) => {
      const grant = answer === 'grant';
      return outcomeOf((await answerRequest({ variables: { input: { id: request?.id ?? '', grant, reason: reason.trim() || null, expiresAt: grant ? endOf(lasts) : null } } })).data?.answerAccessRequest);
    },
    onDone: ({ name, status }) => {
      notify({ kind: 'success', text: t(status === 'granted' ? 'requests.granted' : 'requests.declined', { name }) });
      onClose();
    },
  });
  const { reset } = form;
  const startOver = useEffectEvent((): void => reset(fresh));
  const id = request?.id;
  useEffect(() => {
    if (id) startOver();
  }, [id]);
  const definition = request && isPermission(request.permission) ? catalogue[request.permission] : null;
  const grants = form.values.answer === 'grant';
  return (
    <FormDialog form={form} opened={request !== null} onClose={onClose} title={t('requests.answerTitle', { name: request?.name ?? '', permission: definition?.title[locale] ?? '' })} submitLabel={t('requests.submit')}>
      {definition?.dangerous && grants ? <Alert color="yellow">{t('permissions.dangerous')}</Alert> : null}
      <Radio.Group {...form.field('answer')} label={definition?.description[locale]}>
        <Stack gap="sm" mt="xs">
          <Radio value="grant" label={t('requests.grant')} />
          <Radio value="decline" label={t('requests.decline')} />
        </Stack>
      </Radio.Group>
      {grants ? <Select label={t('permissionDialog.lasts')} data={lasting.map((value) => ({ value, label: value === 'forever' ? t('permissionDialog.forever') : t('permissionDialog.days', { count: Number(value) }) }))} {...form.field('lasts')} /> : null}
      <TextInput label={t('permissionDialog.reason')} description={t('requests.reasonHint')} maxLength={300} required={!grants} {...form.field('reason')} />
    </FormDialog>
  );
}
