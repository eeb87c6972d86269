import { useState } from 'react';
import { outcomeOf, useMutation, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { catalogue, isRole, permissions, rank, roles } from '#shared/permissions/index.ts';
import { Button, FilePicker, FormDialog, IconUpload, Radio, SegmentedControl, Select, Stack, TextInput, Textarea, useCan, useForm, useShell } from '#shared/ui/index.ts';
import { type InvitationRowFragment, InviteMemberDocument, InviteSeveralDocument, type InvitedLineFragment, RoleNamesDocument } from '../../gql/graphql.ts';
import { endOf, isToCome } from '../members/lasting.ts';
import { everywhere } from '../members/scope-field.tsx';
import { InvitedDialog } from './invited-dialog.tsx';
import { type GivenGrant, InvitedGrants } from './invited-grants.tsx';
import { InvitedReport } from './invited-report.tsx';

interface InviteDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

const terms = ['24', '72', '168', '720'] as const;
const usualTerm = '72';
const longestMessage = 1000;
const blank = { many: 'one', email: '', list: '', role: 'editor', grants: [] as readonly GivenGrant[], message: '', hours: usualTerm as string };

type Done = { readonly one: InvitationRowFragment } | { readonly lines: readonly InvitedLineFragment[] };

/** A grant as the invitation carries it. */
function given({ permission, scope, end }: GivenGrant, timeZone: string) {
  const kind = catalogue[permission].narrowedTo;
  return { permission, scope: kind && scope !== everywhere ? { kind, id: scope } : null, expiresAt: endOf(end, timeZone) };
}

/** Invites one person or a list of them to a role; then offers the link, or says line by line what became of each. */
export function InviteDialog({ opened, onClose }: InviteDialogProps) {
  const t = useT('users');
  const { session } = useShell();
  const { timeZone } = session.workspace;
  const mayGrant = useCan('roles:manage');
  const readsRoles = useCan('roles:read');
  const { data } = useQuery(RoleNamesDocument, { skip: !readsRoles || !opened });
  const [invite] = useMutation(InviteMemberDocument, { refetchQueries: ['Invitations'] });
  const [inviteSeveral] = useMutation(InviteSeveralDocument, { refetchQueries: ['Invitations'] });
  const [done, setDone] = useState<Done | null>(null);
  const form = useForm({
    initial: blank,
    check: ({ many, email, list, grants }) => ({
      ...(many === 'many' ? (list.trim() ? {} : { list: t('invite.listMissing') }) : /^\S+@\S+$/.test(email.trim()) ? {} : { email: t('invite.emailInvalid') }),
      ...(grants.every(({ end }) => isToCome(end, timeZone)) ? {} : { grants: t('permissionDialog.untilMissing') }),
    }),
    submit: async ({ many, email, list, role, grants, message, hours }) => {
      const offer = { ...(isRole(role) ? { role } : { customRoleId: role }), grants: grants.map((grant) => given(grant, timeZone)), message: message.trim(), expiresInHours: Number(hours) };
      if (many === 'one') {
        const outcome = outcomeOf((await invite({ variables: { input: { email: email.trim(), ...offer } } })).data?.inviteMember);
        return outcome.ok ? { ok: true, value: { one: outcome.value } satisfies Done as Done } : outcome;
      }
      const outcome = outcomeOf((await inviteSeveral({ variables: { input: { list, ...offer } } })).data?.inviteSeveral);
      return outcome.ok ? { ok: true, value: { lines: outcome.value.lines } satisfies Done as Done } : outcome;
    },
    onDone: setDone,
  });
  const again = (): void => {
    setDone(null);
    form.reset(blank);
  };
  const close = (): void => {
    again();
    onClose();
  };
  if (done) return 'one' in done ? <InvitedDialog invitation={done.one} opened={opened} onClose={close} onAnother={again} /> : <InvitedReport lines={done.lines} opened={opened} onClose={close} onAnother={again} />;
  const presets = roles.filter((role) => rank[role] <= rank[session.role]).toSorted((a, b) => rank[a] - rank[b]);
  const own = data?.roles.filter((role) => !role.isPreset && rank[role.rank] <= rank[session.role]) ?? [];
  const givable = permissions.filter((permission) => session.permissions.has(permission));
  const takeFile = (file: File | undefined): void => void file?.text().then((text) => form.set('list', text));
  return (
    <FormDialog form={form} opened={opened} onClose={close} title={t('invite.title')} submitLabel={t(form.values.many === 'one' ? 'invite.submit' : 'invite.submitMany')} size={520}>
      <SegmentedControl aria-label={t('invite.howMany')} data={[{ value: 'one', label: t('invite.one') }, { value: 'many', label: t('invite.many') }]} value={form.values.many} onChange={(value) => form.set('many', value)} />
      {form.values.many === 'one' ? <TextInput label={t('invite.email')} type="email" autoComplete="off" data-autofocus {...form.field('email')} /> : (
        <Stack gap={6} align="flex-start">
          <Textarea w="100%" label={t('invite.list')} description={t('invite.listHint')} rows={6} spellCheck={false} {...form.field('list')} />
          <FilePicker accept=".csv,.txt,text/csv,text/plain" onFiles={([file]) => takeFile(file)}>{(open) => <Button variant="default" size="compact-sm" leftSection={<IconUpload size={14} />} onClick={open}>{t('invite.file')}</Button>}</FilePicker>
        </Stack>
      )}
      <Radio.Group {...form.field('role')} label={t('members.role')}>
        <Stack gap="sm" mt="xs">
          {presets.map((role) => <Radio key={role} value={role} label={t(`role.${role}`)} description={t(`roleText.${role}`)} />)}
          {own.map(({ id, name, description }) => <Radio key={id} value={id} label={name} description={description} />)}
        </Stack>
      </Radio.Group>
      {mayGrant ? <InvitedGrants value={form.values.grants} givable={givable} error={form.field('grants').error} onChange={(grants) => form.set('grants', grants)} /> : null}
      <Textarea label={t('invite.message')} rows={2} maxLength={longestMessage} {...form.field('message')} />
      <Select label={t('invite.expires')} data={terms.map((hours) => ({ value: hours as string, label: t(`invite.term.${hours}`) }))} allowDeselect={false} {...form.field('hours')} />
    </FormDialog>
  );
}
