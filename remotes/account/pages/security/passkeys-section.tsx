import { useState } from 'react';
import { requestOutcome } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, FormDialog, PasswordInput, RelativeTime, Text, TextInput, notify, useForm } from '#shared/ui/index.ts';
import { Section } from '../../parts/account-frame.tsx';
import classes from '../../parts/account-frame.module.css';
import { type Account, type Passkey, useAccountChanged } from '../../parts/use-account.ts';
import { knowsPasskeys, makePasskey } from './passkey.ts';

/** Passkeys: listed, added, removed. */
export function PasskeysSection({ passkeys, hasPassword, onlyThrough }: Pick<Account, 'passkeys' | 'hasPassword' | 'onlyThrough'>) {
  const t = useT('account');
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const able = knowsPasskeys() && onlyThrough === null;
  const text = onlyThrough !== null ? t('passkeys.onlyThrough', { company: onlyThrough }) : t(able ? (hasPassword ? 'passkeys.text' : 'passkeys.textAtCompany') : 'passkeys.unable');
  return (
    <Section title={t('passkeys.title')} text={text} aside={able ? <Button variant="default" onClick={() => setAdding(true)}>{t('passkeys.add')}</Button> : undefined}>
      {passkeys.length > 0 ? (
        <ul className={classes.rows}>
          {passkeys.map((passkey) => (
            <li key={passkey.id} className={classes.row}>
              <div>
                <Text fw={500}>{passkey.name}</Text>
                <Text size="sm" c="dimmed">{t('passkeys.since', { date: format.date(passkey.createdAt) })} {passkey.lastUsedAt ? <>{t('passkeys.used')} <RelativeTime at={passkey.lastUsedAt} /></> : t('passkeys.unused')}</Text>
              </div>
              <Button variant="default" size="xs" aria-label={t('passkeys.removeTitle', { name: passkey.name })} onClick={() => setRemoving(passkey)}>{t('passkeys.remove')}</Button>
            </li>
          ))}
        </ul>
      ) : null}
      <AddPasskey hasPassword={hasPassword} opened={adding} onClose={() => setAdding(false)} />
      <RemovePasskey hasPassword={hasPassword} passkey={removing} onClose={() => setRemoving(null)} />
    </Section>
  );
}

const blank = { name: '', password: '' };

function AddPasskey({ hasPassword, opened, onClose }: { readonly hasPassword: boolean; readonly opened: boolean; readonly onClose: () => void }) {
  const t = useT('account');
  const changed = useAccountChanged();
  const close = (): void => {
    form.reset(blank);
    onClose();
  };
  const form = useForm({
    initial: blank,
    check: ({ name, password }) => ({ ...(name.trim() ? {} : { name: t('passkeys.nameMissing') }), ...(password || !hasPassword ? {} : { password: t('password.missing') }) }),
    submit: ({ name, password }) => makePasskey(name.trim(), hasPassword ? password : null, t('passkeys.turnedAway')),
    onDone: () => {
      notify({ kind: 'success', text: t('passkeys.added') });
      void changed();
      close();
    },
  });
  return (
    <FormDialog form={form} opened={opened} onClose={close} title={t('passkeys.addTitle')} submitLabel={t('passkeys.add')}>
      <TextInput label={t('passkeys.name')} description={t('passkeys.nameHint')} maxLength={80} data-autofocus {...form.field('name')} />
      {hasPassword ? <PasswordInput label={t('passkeys.password')} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('password.show') }} {...form.field('password')} /> : null}
    </FormDialog>
  );
}

function RemovePasskey({ hasPassword, passkey, onClose }: { readonly hasPassword: boolean; readonly passkey: Passkey | null; readonly onClose: () => void }) {
  const t = useT('account');
  const changed = useAccountChanged();
  const close = (): void => {
    form.reset({ password: '' });
    onClose();
  };
  const form = useForm({
    initial: { password: '' },
    check: ({ password }) => (password || !hasPassword ? {} : { password: t('password.missing') }),
    submit: ({ password }) => requestOutcome('/auth/account/passkeys/remove', { method: 'POST', body: { id: passkey?.id, ...(hasPassword ? { password } : {}) } }),
    onDone: () => {
      void changed();
      close();
    },
  });
  return (
    <FormDialog form={form} opened={passkey !== null} onClose={close} title={t('passkeys.removeTitle', { name: passkey?.name ?? '' })} submitLabel={t('passkeys.remove')}>
      <Text>{t('passkeys.removeText')}</Text>
      {hasPassword ? <PasswordInput label={t('passkeys.password')} autoComplete="current-password" data-autofocus visibilityToggleButtonProps={{ 'aria-label': t('password.show') }} {...form.field('password')} /> : null}
    </FormDialog>
  );
}
