import { useMemo } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { Avatar, Badge, type Column, Group, RelativeTime, StatusBadge, type StatusTone, Text } from '#shared/ui/index.ts';
import { type ListedMember, type Presence, exceptionsOf, statusOf } from './member.ts';

const tones: Readonly<Record<Presence, StatusTone>> = { active: 'positive', idle: 'neutral', never: 'warning' };

/** Columns of the list of members. */
export function useMemberColumns(): readonly Column<ListedMember>[] {
  const t = useT('users');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('members.name'),
        sort: { ascending: 'name', descending: 'nameDescending' },
        text: ({ name }) => name,
        cell: ({ name, email, isViewer }) => (
          <Group gap="sm" wrap="nowrap">
            <Avatar size={28} radius="xl" color="indigo" name={name} aria-hidden />
            <span style={{ minWidth: 0 }}>
              <Text fw={500} span inherit>{name}</Text> {isViewer ? <Badge size="sm" color="gray">{t('members.you')}</Badge> : null}
              <Text size="sm" c="dimmed">{email}</Text>
            </span>
          </Group>
        ),
      },
      { id: 'role', text: ({ role, customRole }) => customRole?.name ?? t(`role.${role}`), header: t('members.role'), width: 160, cell: (member) => <MemberRole role={member.role} custom={member.customRole?.name} own={exceptionsOf(member)} /> },
      { id: 'status', header: t('members.status'), width: 125, hideBelow: 'sm', text: (member) => t(`memberStatus.${statusOf(member)}`), cell: (member) => <StatusBadge tone={tones[statusOf(member)]} label={t(`memberStatus.${statusOf(member)}`)} /> },
      { id: 'active', sort: { ascending: 'longestAway', descending: 'lastActive' }, text: ({ lastActiveAt }) => lastActiveAt ?? '', header: t('members.lastActive'), width: 130, hideBelow: 'sm', cell: ({ lastActiveAt }) => <RelativeTime at={lastActiveAt} none={t('members.never')} /> },
      { id: 'secondFactor', header: t('members.secondFactor'), width: 110, hideBelow: 'md', text: ({ hasSecondFactor }) => t(hasSecondFactor ? 'members.factorOn' : 'members.factorOff'), cell: ({ hasSecondFactor }) => <StatusBadge tone={hasSecondFactor ? 'positive' : 'neutral'} label={t(hasSecondFactor ? 'members.factorOn' : 'members.factorOff')} /> },
      { id: 'invitedBy', header: t('members.invitedBy'), width: 125, hideBelow: 'lg', text: ({ invitedBy }) => invitedBy ?? '', cell: ({ invitedBy }) => invitedBy ?? '–' },
      { id: 'joined', sort: { ascending: 'joined', descending: 'newest' }, text: ({ joinedAt }) => joinedAt, header: t('members.joined'), width: 130, hideBelow: 'lg', cell: ({ joinedAt }) => <RelativeTime at={joinedAt} /> },
    ],
    [t],
  );
}

function MemberRole({ role, custom, own }: { readonly role: ListedMember['role']; readonly custom?: string; readonly own: number }) {
  const t = useT('users');
  return <>{custom ?? t(`role.${role}`)}{own > 0 ? <Text span size="sm" c="dimmed"> · {t('members.ownGrants', { count: own })}</Text> : null}</>;
}
