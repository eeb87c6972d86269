import { useState } from 'react';
import { toAppError, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Button, type Column, DataTable, EmptyState, IconBan, IconLock, IconPlus, Menu, PageHeader, PageTabs, RelativeTime, StatusBadge, Text, useCan } from '#shared/ui/index.ts';
import { ApiTokensDocument, MyApiTokensDocument, type TokenRowFragment } from '../../gql/graphql.ts';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import { PermissionNames } from './permission-names.tsx';
import { RevokeTokenDialog } from './revoke-token-dialog.tsx';

/** Keys for programs: one's own, or for those who manage them everybody's. */
export default function TokensPage({ whose }: { readonly whose: 'mine' | 'all' }) {
  const t = useT('account');
  const manages = useCan('tokens:manage');
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<TokenRowFragment | null>(null);
  const isAll = whose === 'all';
  const mine = useQuery(MyApiTokensDocument, { skip: isAll });
  const all = useQuery(ApiTokensDocument, { skip: !isAll });
  const { data, error, loading, refetch } = isAll ? all : mine;
  const columns: readonly Column<TokenRowFragment>[] = [
    { id: 'name', header: t('tokens.name'), cell: ({ name, ending }) => <><Text span inherit fw={500}>{name}</Text> <Text span inherit c="dimmed" style={{ whiteSpace: 'nowrap' }}>…{ending}</Text></> },
    ...(isAll ? [
      { id: 'kind', header: t('tokens.kind'), width: 130, hideBelow: 'md' as const, cell: ({ kind }: TokenRowFragment) => t(`tokens.kinds.${kind}`) },
      { id: 'maker', header: t('tokens.maker'), width: 170, hideBelow: 'sm' as const, cell: ({ makerName }: TokenRowFragment) => makerName ?? '–' },
    ] : []),
    { id: 'permissions', header: t('tokens.permissions'), width: 200, hideBelow: isAll ? 'lg' : 'md', cell: ({ permissions }) => <PermissionNames ids={permissions} /> },
    { id: 'used', header: t('tokens.used'), width: 140, hideBelow: 'sm', cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} /> : <Text span inherit c="dimmed">{t('tokens.never')}</Text>) },
    { id: 'expires', header: t('tokens.expires'), width: 140, cell: ({ isExpired, expiresAt }) => (isExpired ? <StatusBadge tone="warning" label={t('tokens.expired')} /> : <RelativeTime at={expiresAt} />) },
  ];
  return (
    <>
      <PageHeader
        title={t('tokens.title')}
        purpose={t(isAll ? 'tokens.purposeAll' : 'tokens.purpose')}
        actions={<Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>{t('tokens.create')}</Button>}
        tabs={manages ? <PageTabs label={t('tokens.title')} tabs={[{ to: '/account/tokens', label: t('tokens.mine') }, { to: '/account/tokens/workspace', label: t('tokens.all') }]} /> : undefined}
      />
      <DataTable
        label={t('tokens.title')}
        columns={columns}
        rows={isAll ? all.data?.apiTokens : mine.data?.myApiTokens}
        loading={loading}
        error={error ? toAppError(error) : null}
        errorTitle={t('tokens.failed')}
        onRetry={() => void refetch().catch(() => undefined)}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        empty={<EmptyState drawing={<IconLock size={26} stroke={1.5} />} title={t('tokens.empty')} text={t('tokens.emptyText')} />}
        rowActions={(token) => <Menu.Item color="red" leftSection={<IconBan size={16} />} onClick={() => setRevoking(token)}>{t('revoke.open')}</Menu.Item>}
      />
      <CreateTokenDialog kind={isAll ? 'workspace' : 'personal'} opened={creating} offered={data?.apiTokenPermissions ?? []} onClose={() => setCreating(false)} />
      <RevokeTokenDialog token={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}
