import { useEffect, useRef, useState } from 'react';
import { requestOutcome } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Anchor, Button, FormSummary, Stack, TextInput, useForm } from '#shared/ui/index.ts';
import { Entrance } from './entrance.tsx';

interface SecondStepProps {
  readonly onDone: () => void;
  /** Begin with the password again; `why` is what there is to be said about it. */
  readonly onBack: (why: string | null) => void;
}

/** After the password: the code of the app, or one of the backup codes. */
export function SecondStep({ onDone, onBack }: SecondStepProps) {
  const t = useT('shell');
  const [kind, setKind] = useState<'app' | 'backup'>('app');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), [kind]);
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => (code.trim() ? {} : { code: t('entrance.required') }),
    submit: async ({ code }) => {
      const outcome = await requestOutcome('/auth/sign-in/code', { method: 'POST', body: { code: code.trim() } });
      if (!outcome.ok && outcome.code === 'CHALLENGE_ENDED') onBack(outcome.message);
      return outcome;
    },
    onDone,
  });
  return (
    <Entrance title={t('secondStep.title')} purpose={t(`secondStep.${kind}`)} below={<Anchor component="button" type="button" onClick={() => onBack(null)}>{t('secondStep.back')}</Anchor>}>
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          <FormSummary form={form} />
          <TextInput ref={input} label={t(`secondStep.${kind}Code`)} autoComplete="one-time-code" inputMode={kind === 'app' ? 'numeric' : 'text'} spellCheck={false} maxLength={20} {...form.field('code')} />
          <Button type="submit" loading={form.submitting} fullWidth>{t('signIn.submit')}</Button>
          <Anchor component="button" type="button" size="sm" onClick={() => setKind(kind === 'app' ? 'backup' : 'app')}>{t(kind === 'app' ? 'secondStep.useBackup' : 'secondStep.useApp')}</Anchor>
        </Stack>
      </form>
    </Entrance>
  );
}
