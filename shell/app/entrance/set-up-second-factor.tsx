import { type ReactNode, useEffect, useState } from 'react';
import { requestJson, requestOutcome, useHttpQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Button, CopyField, FormSummary, Link, PasswordInput, Stack, Text, TextInput, useForm, useSearchParams } from '#shared/ui/index.ts';
import { BackupCodes } from './backup-codes.tsx';
import { Entrance } from './entrance.tsx';
import { QrCode } from './qr-code.tsx';
import { useEnter } from './use-enter.ts';

interface Offer { readonly uri: string; readonly secret: string }

interface SetUpProps {
  /** Why it is asked for; its own words without one. */
  readonly purpose?: string;
  readonly below?: ReactNode;
  /** The password was right: from here on the codes must come into sight, whatever the server says meanwhile. */
  readonly onBegun?: () => void;
  readonly onDone: () => void;
}

/** The page of its own: from the account, and back there. */
export default function SetUpSecondFactorPage() {
  const t = useT('shell');
  const enter = useEnter();
  const [params] = useSearchParams();
  const next = params.get('next');
  return <SetUpSecondFactor below={<Link to={next ?? '/account/security'}>{t('secondFactor.notNow')}</Link>} onDone={() => void enter(next ?? '/account/security')} />;
}

/** Three steps: the password, the app, the codes for when the app is lost. */
export function SetUpSecondFactor({ purpose, below, onBegun, onDone }: SetUpProps) {
  const t = useT('shell');
  const [offer, setOffer] = useState<Offer | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  useEffect(() => {
    document.title = `${t('secondFactor.title')} · Isatis`;
  }, [t]);
  const begun = (made: Offer): void => {
    onBegun?.();
    setOffer(made);
  };
  if (codes) {
    return (
      <Entrance title={t('secondFactor.codesTitle')} purpose={t('secondFactor.codesText')}>
        <BackupCodes codes={codes} />
        <Button onClick={onDone} fullWidth>{t('secondFactor.kept')}</Button>
      </Entrance>
    );
  }
  if (offer) return <Confirm offer={offer} below={below} onDone={setCodes} />;
  return <Begin purpose={purpose ?? t('secondFactor.purpose')} below={below} onDone={begun} />;
}

function Begin({ purpose, below, onDone }: { readonly purpose: string; readonly below: ReactNode; readonly onDone: (offer: Offer) => void }) {
  const t = useT('shell');
  const { data } = useHttpQuery({ queryKey: ['account'], queryFn: ({ signal }) => requestJson<{ readonly hasPassword: boolean }>('/auth/account', { signal }) });
  // Who comes through their company has none: that they came just now takes its place.
  const hasPassword = data?.hasPassword ?? true;
  const form = useForm({
    initial: { password: '' },
    check: ({ password }) => (password || !hasPassword ? {} : { password: t('entrance.required') }),
    submit: ({ password }) => requestOutcome<Offer>('/auth/account/second-factor', { method: 'POST', body: hasPassword ? { password } : {} }),
    onDone,
  });
  return (
    <Entrance title={t('secondFactor.title')} purpose={purpose} below={below}>
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          <FormSummary form={form} />
          {hasPassword ? <PasswordInput label={t('secondFactor.password')} autoComplete="current-password" autoFocus visibilityToggleButtonProps={{ 'aria-label': t('entrance.showPassword') }} {...form.field('password')} /> : null}
          <Button type="submit" loading={form.submitting} fullWidth>{t('signIn.continue')}</Button>
        </Stack>
      </form>
    </Entrance>
  );
}

function Confirm({ offer: { uri, secret }, below, onDone }: { readonly offer: Offer; readonly below: ReactNode; readonly onDone: (codes: readonly string[]) => void }) {
  const t = useT('shell');
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => (/^\d{3} ?\d{3}$/.test(code.trim()) ? {} : { code: t('secondFactor.sixDigits') }),
    submit: ({ code }) => requestOutcome<{ backupCodes: readonly string[] }>('/auth/account/second-factor/confirm', { method: 'POST', body: { code: code.trim() } }),
    onDone: ({ backupCodes }) => onDone(backupCodes),
  });
  return (
    <Entrance title={t('secondFactor.scanTitle')} purpose={t('secondFactor.scanText')} below={below}>
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          <FormSummary form={form} />
          <QrCode text={uri} label={t('secondFactor.qr')} />
          <CopyField label={t('secondFactor.secret')} value={secret} />
          <TextInput label={t('secondFactor.code')} autoComplete="one-time-code" inputMode="numeric" maxLength={7} autoFocus {...form.field('code')} />
          <Button type="submit" loading={form.submitting} fullWidth>{t('secondFactor.confirm')}</Button>
          <Text size="sm" c="dimmed">{t('secondFactor.clock')}</Text>
        </Stack>
      </form>
    </Entrance>
  );
}
