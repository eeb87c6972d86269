import { useEffect, useEffectEvent } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { FormDialog, Select, TextInput, Textarea, useForm, useNavigate } from '#shared/ui/index.ts';
import { CreateRoleDocument, type RoleRowFragment } from '../../gql/graphql.ts';
import { useRoleName } from './role-name.ts';

interface CreateRoleDialogProps {
  readonly roles: readonly RoleRowFragment[];
  /** Which role the copy begins with. @default editor */
  readonly from?: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Makes a role as a copy of another; what it may do is changed on its own page. */
export function CreateRoleDialog({ roles, from = 'editor', opened, onClose }: CreateRoleDialogProps) {
  const t = useT('users');
  const nameOf = useRoleName();
  const navigate = useNavigate();
  const [create] = useMutation(CreateRoleDocument, { refetchQueries: ['Roles', 'RoleNames'] });
  const form = useForm({
    initial: { name: '', description: '', from },
    check: ({ name }) => (name.trim() ? {} : { name: t('roles.nameMissing') }),
    submit: async (values) => {
      const origin = roles.find(({ id }) => id === values.from);
      // Nobody hands out what they don't hold: of such a role the rest is copied.
      const permissions = origin?.permissions.filter((permission) => origin.viewerCanGive.includes(permission)) ?? [];
      return outcomeOf((await create({ variables: { input: { id: crypto.randomUUID(), from: values.from, name: values.name, description: values.description, permissions } } })).data?.createRole);
    },
    onDone: ({ id }) => {
      onClose();
      void navigate(`/users/roles/${id}`);
    },
  });
  const { reset } = form;
  const startOver = useEffectEvent((): void => reset({ name: '', description: '', from }));
  useEffect(() => {
    if (opened) startOver();
  }, [opened]);
  return (
    <FormDialog form={form} opened={opened} onClose={onClose} title={t('roles.createTitle')} submitLabel={t('roles.createSubmit')}>
      <TextInput label={t('roles.name')} maxLength={60} required {...form.field('name')} />
      <Textarea label={t('roles.description')} maxLength={300} autosize minRows={2} {...form.field('description')} />
      <Select label={t('roles.from')} description={t('roles.fromHint')} data={roles.map((role) => ({ value: role.id, label: nameOf(role) }))} {...form.field('from')} />
    </FormDialog>
  );
}
