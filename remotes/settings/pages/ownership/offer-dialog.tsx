import { useState } from 'react';
import { outcomeOf, useMutation, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { FormDialog, Select, Text, TextInput, useForm, useShell } from '#shared/ui/index.ts';
import { OfferOwnershipDocument, PossibleOwnersDocument } from '../../gql/graphql.ts';

interface OfferDialogProps {
  readonly workspace: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Who is to own the workspace, confirmed by its name. */
export function OfferDialog({ workspace, opened, onClose }: OfferDialogProps) {
  const t = useT('settings');
  const { notify } = useShell();
  const [search, setSearch] = useState('');
  const { data, previousData } = useQuery(PossibleOwnersDocument, { variables: { search: search || null }, skip: !opened });
  const [offer] = useMutation(OfferOwnershipDocument, { refetchQueries: ['OwnershipSettings'], awaitRefetchQueries: true });
  const people = ((data ?? previousData)?.members.edges ?? []).map(({ node }) => node).filter(({ role }) => role !== 'owner');
  const form = useForm({
    initial: { memberId: null as string | null, name: '' },
    check: ({ memberId, name }) => ({ memberId: memberId ? undefined : t('ownership.chooseSomebody'), name: name.trim() === workspace.trim() ? undefined : t('ownership.typeName', { name: workspace }) }),
    submit: async ({ memberId, name }) => outcomeOf((await offer({ variables: { input: { memberId: memberId ?? '', name: name.trim() } } })).data?.offerOwnership),
    onDone: ({ to }) => {
      notify({ kind: 'success', text: t('ownership.offered', { name: to }) });
      form.reset({ memberId: null, name: '' });
      onClose();
    },
  });
  return (
    <FormDialog form={form} opened={opened} onClose={onClose} title={t('ownership.offerTitle', { name: workspace })} submitLabel={t('ownership.offerSubmit')}>
      <Text size="sm">{t('ownership.offerText')}</Text>
      <Select label={t('ownership.newOwner')} data={people.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` }))} searchable nothingFoundMessage={t('ownership.nobody')} onSearchChange={(text) => setSearch(text.includes(' · ') ? '' : text)} {...form.field('memberId')} />
      <TextInput label={t('ownership.typeName', { name: workspace })} autoComplete="off" {...form.field('name')} />
    </FormDialog>
  );
}
