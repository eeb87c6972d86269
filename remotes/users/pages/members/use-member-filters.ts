import { useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { roles } from '#shared/permissions/index.ts';
import { type FilterDefinition, useCan } from '#shared/ui/index.ts';
import { RoleNamesDocument } from '../../gql/graphql.ts';

/** What the list of members is narrowed by; roles of the workspace's own and grants for those who may see them. */
export function useMemberFilters(): readonly FilterDefinition[] {
  const t = useT('users');
  const access = useCan('roles:read');
  const { data } = useQuery(RoleNamesDocument, { skip: !access });
  const own = data?.roles.filter(({ isPreset }) => !isPreset) ?? [];
  return [
    { id: 'role', label: t('members.role'), multiple: true, options: [...roles.map((role) => ({ value: role as string, label: t(`role.${role}`) })), ...own.map(({ id, name }) => ({ value: id, label: name }))] },
    { id: 'status', label: t('members.status'), multiple: true, options: (['active', 'idle', 'never'] as const).map((value) => ({ value, label: t(`memberStatus.${value}`) })) },
    ...(access ? [{ id: 'grants', label: t('members.grants'), options: [{ value: 'own', label: t('members.withGrants') }, { value: 'none', label: t('members.withoutGrants') }] }] : []),
  ];
}
