import { useFormat, useLocale, useT } from '#shared/i18n/index.ts';
import { catalogue, isPermission } from '#shared/permissions/index.ts';
import { Text, Tooltip } from '#shared/ui/index.ts';

/** What a token was given: the first by name, the others by number; all of them where the pointer or the focus rests. */
export function PermissionNames({ ids }: { readonly ids: readonly string[] }) {
  const t = useT('account');
  const locale = useLocale();
  const format = useFormat();
  const names = ids.filter(isPermission).map((id) => catalogue[id].title[locale]);
  const [first = '–', ...others] = names;
  if (others.length === 0) return <Text span inherit>{first}</Text>;
  return <Tooltip label={format.list(names)}><Text span inherit tabIndex={0}>{t('tokens.andOthers', { first, count: others.length })}</Text></Tooltip>;
}
