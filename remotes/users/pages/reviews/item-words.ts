import { useFormat, useLocale, useT } from '#shared/i18n/index.ts';
import { catalogue, isPermission } from '#shared/permissions/index.ts';
import type { ReviewItemRowFragment } from '../../gql/graphql.ts';

/** How an entry of a review is put into words. */
export function useItemWords() {
  const t = useT('users');
  const locale = useLocale();
  const format = useFormat();
  const titleOf = (id: string): string => (isPermission(id) ? catalogue[id].title[locale] : id);
  const roleOf = ({ role, roleName }: ReviewItemRowFragment): string => roleName ?? (role ? t(`role.${role}`) : '');
  return {
    name: (item: ReviewItemRowFragment): string => item.name ?? t('reviews.everybody', { role: roleOf(item) }),
    what: (item: ReviewItemRowFragment): string => {
      if (item.kind === 'membership') return t('reviews.what.membership', { role: roleOf(item) });
      if (item.kind === 'token') return t('reviews.what.token', { name: item.tokenName ?? '', ending: item.tokenEnding ?? '' });
      const scope = item.scope ? ` ${t(`scope.on.${item.scope.kind}`, { name: item.scope.name ?? t('scope.hidden') })}` : '';
      return `${titleOf(item.permissions[0] ?? '')}${scope}`;
    },
    more: (item: ReviewItemRowFragment): string => [
      item.kind === 'token' ? format.list(item.permissions.map(titleOf)) : '',
      t('reviews.since', { date: format.date(item.since) }), item.expiresAt ? t('steps.until', { date: format.date(item.expiresAt) }) : '',
      item.givenBy ? t('reviews.givenBy', { name: item.givenBy }) : '', item.givenFor ? `“${item.givenFor}”` : '',
    ].filter(Boolean).join(' · '),
  };
}
