import { useState } from 'react';
import { outcomeOf, useMutation, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { FormDialog, Select, Text, useCan, useDebouncedValue, useForm, useShell } from '#shared/ui/index.ts';
import { type ConsoleBuildRowFragment, ConsolePeopleDocument, type ConsoleRowFragment, PinConsoleBuildDocument } from '../../gql/graphql.ts';
import { shortId } from './action.ts';

interface PinDialogProps {
  readonly remote: ConsoleRowFragment;
  readonly build: ConsoleBuildRowFragment;
  readonly onClose: () => void;
}

const settle = 200;

/** Gives one member, or oneself, a build of their own. */
export function PinDialog({ remote, build, onClose }: PinDialogProps) {
  const t = useT('settings');
  const { notify, session } = useShell();
  const seesMembers = useCan('members:read');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, settle);
  const { data } = useQuery(ConsolePeopleDocument, { variables: { search: search || null }, skip: !seesMembers });
  const [pin] = useMutation(PinConsoleBuildDocument);
  const oneself = { value: session.memberId, label: t('console.oneself', { name: session.person.name }) };
  const others = (data?.members.edges ?? []).map(({ node }) => ({ value: node.id, label: `${node.name} · ${node.email}` })).filter(({ value }) => value !== session.memberId);
  const form = useForm({
    initial: { memberId: session.memberId },
    submit: async ({ memberId }) => outcomeOf((await pin({ variables: { input: { remote: remote.id, memberId, buildId: build.buildId } } })).data?.pinConsoleBuild),
    onDone: ({ pins }, { memberId }) => {
      notify({ kind: 'success', text: t('console.done.pin', { area: remote.title, build: shortId(build.buildId), name: pins.find((one) => one.memberId === memberId)?.name ?? '' }) });
      onClose();
    },
  });
  return (
    <FormDialog form={form} opened onClose={onClose} title={t('console.ask.pin', { area: remote.title, build: shortId(build.buildId) })} submitLabel={t('console.confirm.pin')}>
      <Text c="dimmed">{t('console.consequence.pin')}</Text>
      <Select {...form.field('memberId')} label={t('console.member')} data={[oneself, ...others]} searchable={seesMembers} onSearchChange={setTyped} allowDeselect={false} />
    </FormDialog>
  );
}
