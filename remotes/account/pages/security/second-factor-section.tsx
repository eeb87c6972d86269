import { useState } from 'react';
import { requestOutcome } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Alert, Button, Dialog, FormDialog, Group, Link, PasswordInput, Stack, StatusBadge, Text, TextInput, notify, useForm } from '#shared/ui/index.ts';
import { Section } from '../../parts/account-frame.tsx';
import classes from '../../parts/account-frame.module.css';
import { type Account, useAccountChanged } from '../../parts/use-account.ts';

const few = 3;

/** The second step at sign-in: on or off, its backup codes, and who demands it. */
export function SecondFactorSection({ factor: { since, backupCodesLeft, demandedBy }, hasPassword }: { readonly factor: Account['secondFactor']; readonly hasPassword: boolean }) {
  const t = useT('account');
  const format = useFormat();
  const [open, setOpen] = useState<'codes' | 'off' | null>(null);
  const status = <StatusBadge tone={since ? 'positive' : 'neutral'} label={t(since ? 'secondFactor.on' : 'secondFactor.off')} />;
  return (
    <Section title={t('secondFactor.title')} text={since ? t(hasPassword ? 'secondFactor.since' : 'secondFactor.sinceAtCompany', { date: format.date(since) }) : t(hasPassword ? 'secondFactor.text' : 'secondFactor.textAtCompany')} aside={status}>
      {demandedBy.length > 0 ? <Text size="sm">{t('secondFactor.demanded', { workspaces: format.list([...demandedBy]), count: demandedBy.length })}</Text> : null}
      {since ? (
        <>
          {backupCodesLeft <= few ? <Alert color="yellow">{t('secondFactor.few', { count: backupCodesLeft })}</Alert> : <Text size="sm">{t('secondFactor.left', { count: backupCodesLeft })}</Text>}
          <Group>
            <Button variant="default" onClick={() => setOpen('codes')}>{t('secondFactor.newCodes')}</Button>
            <Button variant="default" color="red" onClick={() => setOpen('off')}>{t('secondFactor.turnOff')}</Button>
          </Group>
        </>
      ) : <Group><Button component={Link} to="/second-factor?next=/account/security">{t('secondFactor.setUp')}</Button></Group>}
      <ProvedDialog what="codes" hasPassword={hasPassword} opened={open === 'codes'} onClose={() => setOpen(null)} />
      <ProvedDialog what="off" hasPassword={hasPassword} opened={open === 'off'} onClose={() => setOpen(null)} />
    </Section>
  );
}

const blank = { password: '', code: '' };
const addresses = { codes: '/auth/account/backup-codes', off: '/auth/account/second-factor/off' } as const;

interface ProvedDialogProps { readonly what: keyof typeof addresses; readonly hasPassword: boolean; readonly opened: boolean; readonly onClose: () => void }

/** What needs code and, from who has one, password: new backup codes, and turning the second step off. */
function ProvedDialog({ what, hasPassword, opened, onClose }: ProvedDialogProps) {
  const t = useT('account');
  const changed = useAccountChanged();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const close = (): void => {
    setCodes(null);
    form.reset(blank);
    onClose();
  };
  const form = useForm({
    initial: blank,
    check: ({ password, code }) => ({ ...(password || !hasPassword ? {} : { password: t('password.missing') }), ...(code.trim() ? {} : { code: t('secondFactor.codeMissing') }) }),
    submit: ({ password, code }) => requestOutcome<{ backupCodes?: readonly string[] }>(addresses[what], { method: 'POST', body: { ...(hasPassword ? { password } : {}), code: code.trim() } }),
    onDone: ({ backupCodes }) => {
      void changed();
      if (backupCodes) return setCodes(backupCodes);
      notify({ kind: 'success', text: t('secondFactor.turnedOff') });
      close();
    },
  });
  if (codes) {
    return (
      <Dialog opened={opened} onClose={close} title={t('secondFactor.codesTitle')}>
        <Stack gap="md">
          <Text>{t('secondFactor.codesText')}</Text>
          <ul className={classes.codes} aria-label={t('secondFactor.codes')}>{codes.map((code) => <li key={code}>{code}</li>)}</ul>
          <Group justify="flex-end"><Button onClick={close}>{t('secondFactor.kept')}</Button></Group>
        </Stack>
      </Dialog>
    );
  }
  return (
    <FormDialog form={form} opened={opened} onClose={close} title={t(what === 'codes' ? 'secondFactor.newCodesTitle' : 'secondFactor.offTitle')} submitLabel={t(what === 'codes' ? 'secondFactor.newCodes' : 'secondFactor.turnOff')}>
      <Text>{t(what === 'codes' ? 'secondFactor.newCodesText' : hasPassword ? 'secondFactor.offText' : 'secondFactor.offTextAtCompany')}</Text>
      {hasPassword ? <PasswordInput label={t('passkeys.password')} autoComplete="current-password" data-autofocus visibilityToggleButtonProps={{ 'aria-label': t('password.show') }} {...form.field('password')} /> : null}
      <TextInput label={t('secondFactor.code')} description={t('secondFactor.codeHint')} autoComplete="one-time-code" maxLength={20} {...form.field('code')} />
    </FormDialog>
  );
}
