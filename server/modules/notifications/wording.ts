import type { Locale } from '#shared/contract/manifest.ts';
import { catalogue, isPermission, isRole } from '#shared/permissions/index.ts';
import { sentence } from '../../messages/index.ts';

/** What a sentence is filled with: ids of permissions and roles become their names in the reader's language. */
export function parametersOf(locale: Locale, details: Readonly<Record<string, string | number>>, count: number): Readonly<Record<string, string | number>> {
  const { permission, role } = details;
  return {
    ...details, count,
    ...(typeof permission === 'string' && isPermission(permission) ? { permission: catalogue[permission].title[locale] } : {}),
    ...(typeof role === 'string' && isRole(role) ? { role: sentence(locale, `role.${role}`) } : {}),
  };
}
