import { useQuery, toAppError } from '#shared/data/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { type Role, catalogue, isPermission } from '#shared/permissions/index.ts';
import { Alert, Skeleton, Stack, Text, useErrorText } from '#shared/ui/index.ts';
import { MemberChangePreviewDocument, type MemberChangePreviewQuery } from '../../gql/graphql.ts';

type Preview = MemberChangePreviewQuery['memberChangePreview'][number];

interface ChangePreviewProps {
  readonly memberIds: readonly string[];
  /** What they are to become; null for removed. */
  readonly become: { readonly role?: Role; readonly customRoleId?: string } | null;
}

const namesShown = 6;

/** What a change means for each, before it is made: asked of the server, which decides it by the same rules. */
export function ChangePreview({ memberIds, become }: ChangePreviewProps) {
  const t = useT('users');
  const errorText = useErrorText();
  const { data, error } = useQuery(MemberChangePreviewDocument, { variables: { memberIds: [...memberIds], role: become?.role ?? null, customRoleId: become?.customRoleId ?? null }, fetchPolicy: 'network-only', skip: memberIds.length === 0 });
  if (error) return <Alert color="yellow" role="status">{errorText(toAppError(error))}</Alert>;
  if (!data) return <Skeleton height={20 * Math.min(memberIds.length + 1, 4)} />;
  return (
    <Stack gap={6} component="section" aria-label={t('preview.title')} mah={220} style={{ overflow: 'auto' }} tabIndex={0}>
      {data.memberChangePreview.map((preview) => <PreviewLine key={preview.memberId} preview={preview} alone={memberIds.length === 1} />)}
    </Stack>
  );
}

function PreviewLine({ preview: { name, loses, gains, grants, sessions, invitations, refusal }, alone }: { readonly preview: Preview; readonly alone: boolean }) {
  const t = useT('users');
  const titles = useTitles();
  const consequences = [
    loses && loses.length > 0 ? t('preview.loses', { count: loses.length, names: titles(loses) }) : null,
    gains && gains.length > 0 ? t('preview.gains', { count: gains.length, names: titles(gains) }) : null,
    grants > 0 ? t('preview.grants', { count: grants }) : null,
    sessions > 0 ? t('preview.sessions', { count: sessions }) : null,
    invitations > 0 ? t('preview.invitations', { count: invitations }) : null,
  ].filter((part) => part !== null);
  return (
    <Text size="sm" component="div">
      {alone ? null : <Text span fw={500} inherit>{name}: </Text>}
      {refusal ? <Text span inherit c="var(--isatis-negative)">{t('preview.refused', { reason: refusal })}</Text> : <Text span inherit c="dimmed">{consequences.length > 0 ? consequences.join(' ') : t('preview.nothing')}</Text>}
    </Text>
  );
}

/** Titles of permissions, the first few by name. */
function useTitles(): (permissions: readonly string[]) => string {
  const t = useT('users');
  const locale = useLocale();
  return (permissions) => {
    const names = permissions.filter(isPermission).map((permission) => catalogue[permission].title[locale]);
    return names.length > namesShown ? t('preview.andMore', { names: names.slice(0, namesShown).join(', '), count: names.length - namesShown }) : names.join(', ');
  };
}
