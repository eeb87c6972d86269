import { useT } from '#shared/i18n/index.ts';
import type { Role } from '#shared/permissions/index.ts';

interface Named { readonly isPreset: boolean; readonly rank: Role; readonly name: string }

/** What a role is called: presets in the reader's language, the workspace's own by the name they were given. */
export function useRoleName(): (role: Named) => string {
  const t = useT('users');
  return ({ isPreset, rank, name }) => (isPreset ? t(`role.${rank}`) : name);
}
