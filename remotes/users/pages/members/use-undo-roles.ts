import { outcomeOf, toAppError, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { useCan, useErrorText, useShell } from '#shared/ui/index.ts';
import { ChangeMemberRolesDocument } from '../../gql/graphql.ts';
import type { ListedMember } from './member.ts';

/** Gives members back the roles they had: changes like any other, decided and written down by the server. */
export function useUndoRoles(): (before: readonly ListedMember[]) => Promise<void> {
  const t = useT('users');
  const { notify } = useShell();
  const access = useCan('roles:read');
  const errorText = useErrorText();
  const [changeRoles] = useMutation(ChangeMemberRolesDocument);
  return async (before) => {
    try {
      const refused: string[] = [];
      for (const [role, members] of Map.groupBy(before, ({ role: preset, customRole }) => customRole?.id ?? preset)) {
        const [first] = members;
        const input = { memberIds: members.map(({ id }) => id), ...(first?.customRole ? { customRoleId: role } : { role: first?.role }) };
        const outcome = outcomeOf((await changeRoles({ variables: { input, access: access && before.length === 1 } })).data?.changeMemberRoles);
        refused.push(...(outcome.ok ? outcome.value.refused.map(({ message }) => message) : [outcome.message]));
      }
      notify(refused.length > 0 ? { kind: 'error', text: t('several.refused', { count: refused.length, reason: refused[0] ?? '' }) } : { kind: 'success', text: t('changeRole.undone', { count: before.length }) });
    } catch (error) {
      notify({ kind: 'error', text: errorText(toAppError(error)) });
    }
  };
}
