import { toAppError, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Divider, Drawer, ErrorState, Group, GuardedButton, IconEye, IconShield, NotFound, RelativeTime, RowsSkeleton, Stack, StatusBadge, Text, useCan } from '#shared/ui/index.ts';
import { MemberDetailDocument, type MemberDetailQuery } from '../../gql/graphql.ts';
import { useViewAs } from '../roles/use-view-as.ts';
import { MemberPermissions } from './member-permissions.tsx';

interface MemberDrawerProps {
  /** Null while closed. */
  readonly memberId: string | null;
  readonly onClose: () => void;
}

/** One member: who they are, and what they may do and why. */
export function MemberDrawer({ memberId, onClose }: MemberDrawerProps) {
  const access = useCan('roles:read');
  const { data, error, refetch } = useQuery(MemberDetailDocument, { variables: { id: memberId ?? '', access }, skip: memberId === null });
  const t = useT('users');
  const member = data?.member;
  return (
    <Drawer opened={memberId !== null} onClose={onClose} title={member?.name ?? t('member.title')} size={560}>
      {error && !data ? <ErrorState error={toAppError(error)} title={t('member.failed')} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowsSkeleton rows={8} /> : null}
      {data && !member ? <NotFound text={t('member.gone')} /> : null}
      {member ? <MemberDetail member={member} /> : null}
    </Drawer>
  );
}

function MemberDetail({ member }: { readonly member: NonNullable<MemberDetailQuery['member']> }) {
  const t = useT('users');
  const viewAs = useViewAs();
  return (
    <Stack gap="md">
      <Stack gap={4}>
        <Text c="dimmed">{member.email}</Text>
        <Group gap="xs">
          <StatusBadge tone="neutral" icon={<IconShield size={13} aria-hidden />} label={member.customRole?.name ?? t(`role.${member.role}`)} />
          <Text size="sm" c="dimmed">{t('member.sessions', { count: member.openSessions })}</Text>
          <Text size="sm" c="dimmed">{t('members.lastActive')}: <RelativeTime at={member.lastActiveAt} none={t('members.never')} /></Text>
        </Group>
        {member.isViewer ? null : <Group><GuardedButton need="members:view-as" without="hide" variant="default" size="compact-sm" leftSection={<IconEye size={14} />} onClick={() => void viewAs({ memberId: member.id })}>{t('viewAs.open')}</GuardedButton></Group>}
      </Stack>
      <Divider />
      {member.grants && member.permissions ? <MemberPermissions member={{ ...member, grants: member.grants, permissions: member.permissions }} /> : <Text c="dimmed">{t('permissions.hidden')}</Text>}
    </Stack>
  );
}
