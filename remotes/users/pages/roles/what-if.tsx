import { useQuery } from '#shared/data/index.ts';
import { useFormat, useLocale, useT } from '#shared/i18n/index.ts';
import { catalogue, isPermission } from '#shared/permissions/index.ts';
import { Skeleton, Stack, Text, Title, useDebouncedValue } from '#shared/ui/index.ts';
import { type RoleRowFragment, RolePreviewDocument } from '../../gql/graphql.ts';
import classes from './roles.module.css';

interface WhatIfProps {
  readonly role: RoleRowFragment;
  /** As they stand in the form. */
  readonly permissions: readonly string[];
}

const pauseMs = 250;

/** Before saving: who would gain and who would lose what. */
export function WhatIf({ role, permissions }: WhatIfProps) {
  const t = useT('users');
  const locale = useLocale();
  const format = useFormat();
  const [asked] = useDebouncedValue(permissions, pauseMs);
  const unchanged = asked.length === role.permissions.length && asked.every((permission) => role.permissions.includes(permission));
  const { data, previousData } = useQuery(RolePreviewDocument, { variables: { roleId: role.id, permissions: [...asked] }, skip: unchanged || role.memberCount === 0, fetchPolicy: 'network-only' });
  const answer = (data ?? previousData)?.rolePreview;
  const preview = answer?.__typename === 'RolePreview' ? answer : null;
  const named = (ids: readonly string[]): string => format.list(ids.filter(isPermission).map((permission) => catalogue[permission].title[locale]));
  return (
    <aside className={classes.aside} aria-labelledby="what-if">
      <Stack gap="sm" aria-live="polite">
        <Title order={2} id="what-if">{t('whatIf.title')}</Title>
        {role.memberCount === 0 ? <Text size="sm" c="dimmed">{t('whatIf.nobody')}</Text> : null}
        {role.memberCount > 0 && unchanged ? <Text size="sm" c="dimmed">{t('whatIf.nothing', { count: role.memberCount })}</Text> : null}
        {role.memberCount > 0 && !unchanged && !answer ? <Skeleton height={60} /> : null}
        {!unchanged && answer && answer.__typename !== 'RolePreview' ? <Text size="sm">{answer.message}</Text> : null}
        {!unchanged && preview ? (
          <>
            <Text size="sm">{preview.gaining + preview.losing === 0 ? t('whatIf.noEffect') : `${t('whatIf.gaining', { count: preview.gaining })} ${t('whatIf.losing', { count: preview.losing })}`}</Text>
            <ul className={classes.people}>
              {preview.people.map(({ memberId, name, gained, lost }) => (
                <li key={memberId}>
                  <strong>{name}</strong>
                  {gained.length > 0 ? <div>{t('whatIf.gains', { permissions: named(gained) })}</div> : null}
                  {lost.length > 0 ? <div>{t('whatIf.loses', { permissions: named(lost) })}</div> : null}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </Stack>
    </aside>
  );
}
