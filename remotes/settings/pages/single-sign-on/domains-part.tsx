import { useState } from 'react';
import { outcomeOf, toAppError, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Alert, Button, ConfirmDialog, CopyField, FormDialog, Group, IconPlus, StatusBadge, Text, TextInput, useDisclosure, useErrorText, useForm, useShell } from '#shared/ui/index.ts';
import { AddSsoDomainDocument, RemoveSsoDomainDocument, type SsoDomainRowFragment, VerifySsoDomainDocument } from '../../gql/graphql.ts';
import { Part } from './part.tsx';
import classes from './single-sign-on.module.css';

const again = { refetchQueries: ['SingleSignOn'], awaitRefetchQueries: true };

/** The workspace's mail domains, and how each is proved. */
export function DomainsPart({ domains }: { readonly domains: readonly SsoDomainRowFragment[] }) {
  const t = useT('settings');
  const [adding, dialog] = useDisclosure(false);
  return (
    <Part title={t('sso.domains')} purpose={t('sso.domainsPurpose')} action={<Button variant="default" leftSection={<IconPlus size={16} />} onClick={dialog.open}>{t('sso.addDomain')}</Button>}>
      {domains.length > 0 ? <ul className={classes.rows}>{domains.map((domain) => <DomainRow key={domain.id} domain={domain} />)}</ul> : <Text mt="sm" c="dimmed">{t('sso.noDomains')}</Text>}
      <AddDomain opened={adding} onClose={dialog.close} />
    </Part>
  );
}

function AddDomain({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const t = useT('settings');
  const [add] = useMutation(AddSsoDomainDocument, again);
  const form = useForm({
    initial: { domain: '' },
    check: ({ domain }) => (domain.trim() ? {} : { domain: t('sso.domainMissing') }),
    submit: async ({ domain }) => outcomeOf((await add({ variables: { input: { domain } } })).data?.addSsoDomain),
    onDone: () => {
      form.reset({ domain: '' });
      onClose();
    },
  });
  return (
    <FormDialog form={form} opened={opened} onClose={onClose} title={t('sso.addDomainTitle')} submitLabel={t('sso.addDomain')}>
      <TextInput label={t('sso.domain')} description={t('sso.domainHint')} placeholder="example.org" autoComplete="off" spellCheck={false} data-autofocus {...form.field('domain')} />
    </FormDialog>
  );
}

function DomainRow({ domain: { id, domain, verifiedAt, recordName, recordValue } }: { readonly domain: SsoDomainRowFragment }) {
  const t = useT('settings');
  const errorText = useErrorText();
  const { notify } = useShell();
  const [verify, { loading }] = useMutation(VerifySsoDomainDocument, again);
  const [removeDomain] = useMutation(RemoveSsoDomainDocument, again);
  const [removing, dialog] = useDisclosure(false);
  const [problem, setProblem] = useState<string | null>(null);
  const look = async (): Promise<void> => {
    setProblem(null);
    try {
      const outcome = outcomeOf((await verify({ variables: { input: { id } } })).data?.verifySsoDomain);
      if (outcome.ok) notify({ kind: 'success', text: t('sso.verifiedNow', { domain }) });
      else setProblem(outcome.message);
    } catch (error) {
      setProblem(errorText(toAppError(error)));
    }
  };
  const remove = async () => outcomeOf((await removeDomain({ variables: { input: { id } } })).data?.removeSsoDomain);
  return (
    <li className={classes.row}>
      <Group justify="space-between" gap="sm">
        <Group gap="sm"><Text fw={500}>{domain}</Text><StatusBadge tone={verifiedAt ? 'positive' : 'warning'} label={t(verifiedAt ? 'sso.verified' : 'sso.unverified')} /></Group>
        <Group gap="xs">
          {verifiedAt ? null : <Button size="compact-sm" variant="default" loading={loading} onClick={() => void look()} aria-label={t('sso.verifyNamed', { domain })}>{t('sso.verify')}</Button>}
          <Button size="compact-sm" variant="subtle" color="red" onClick={dialog.open} aria-label={t('sso.removeDomainNamed', { domain })}>{t('sso.remove')}</Button>
        </Group>
      </Group>
      {verifiedAt ? null : (
        <>
          <Text size="sm" c="dimmed">{t('sso.recordText')}</Text>
          <CopyField label={t('sso.recordName')} value={recordName} />
          <CopyField label={t('sso.recordValue')} value={recordValue} />
        </>
      )}
      <div role="status">{problem ? <Alert color="yellow">{problem}</Alert> : null}</div>
      <ConfirmDialog opened={removing} onClose={dialog.close} title={t('sso.removeDomainTitle', { domain })} consequence={t('sso.removeDomainText')} confirmLabel={t('sso.removeIt')} onConfirm={remove} />
    </li>
  );
}
