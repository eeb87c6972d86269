import { useEffect, useEffectEvent } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { catalogue, isPermission } from '#shared/permissions/index.ts';
import { Alert, FormDialog, Radio, Stack, TextInput, useForm, useShell } from '#shared/ui/index.ts';
import { AnswerAccessRequestDocument, type RequestRowFragment } from '../../gql/graphql.ts';
import { EndField } from '../members/end-field.tsx';
import { endOf, isToCome, noEnd } from '../members/lasting.ts';

interface AnswerDialogProps {
  /** Null while closed. */
  readonly request: RequestRowFragment | null;
  readonly onClose: () => void;
}

const fresh = { answer: 'grant', end: noEnd, reason: '' };

/** Grants what somebody asked for, for a time or for good, or declines with a reason. They hear at once. */
export function AnswerDialog({ request, onClose }: AnswerDialogProps) {
  const t = useT('users');
  const locale = useLocale();
  const { notify, session: { workspace: { timeZone } } } = useShell();
  const [answerRequest] = useMutation(AnswerAccessRequestDocument, { refetchQueries: ['OpenRequests'] });
  const form = useForm({
    initial: fresh,
    check: ({ answer, end, reason }) => ({ ...(answer === 'decline' && !reason.trim() ? { reason: t('requests.reasonMissing') } : {}), ...(answer === 'grant' && !isToCome(end, timeZone) ? { end: t('permissionDialog.untilMissing') } : {}) }),
    submit: async ({ answer, end, reason }) => {
      const grant = answer === 'grant';
      return outcomeOf((await answerRequest({ variables: { input: { id: request?.id ?? '', grant, reason: reason.trim() || null, expiresAt: grant ? endOf(end, timeZone) : null } } })).data?.answerAccessRequest);
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
      {grants ? <EndField value={form.values.end} error={form.field('end').error} onChange={(end) => form.set('end', end)} /> : null}
      <TextInput label={t('permissionDialog.reason')} description={t('requests.reasonHint')} maxLength={300} required={!grants} {...form.field('reason')} />
    </FormDialog>
  );
}
