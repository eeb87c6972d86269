import type { AppError } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import {
  Button, EmptyState, ErrorState, Group, type Icon, IconAlertTriangle, IconBell, IconCircleCheck, IconLock, IconRocket, IconShieldCheck, IconThumbDown, IconUserPlus, IconUsers, Link, RelativeTime, RowsSkeleton, Stack, Text, VisuallyHidden,
} from '#shared/ui/index.ts';
import type { NotificationKind, NotificationRowFragment } from '../gql/graphql.ts';
import classes from './notifications.module.css';

const icons: Readonly<Record<NotificationKind, Icon>> = {
  document_ready: IconCircleCheck,
  document_failed: IconAlertTriangle,
  agent_published: IconRocket,
  feedback_down: IconThumbDown,
  permission_granted: IconShieldCheck,
  permission_revoked: IconLock,
  role_changed: IconUsers,
  member_joined: IconUserPlus,
  ownership_offered: IconShieldCheck,
  ownership_accepted: IconShieldCheck,
  ownership_declined: IconLock,
  workspace_closed: IconAlertTriangle,
  access_asked: IconShieldCheck,
  access_given: IconShieldCheck,
  access_refused: IconLock,
  review_started: IconShieldCheck,
  review_due: IconShieldCheck,
  review_overdue: IconAlertTriangle,
};

interface NotificationListProps {
  readonly rows: readonly NotificationRowFragment[] | undefined;
  readonly unread: number;
  readonly error: AppError | null;
  readonly onRetry: () => void;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly onMore: () => void;
  /** Marks some read; null for all. */
  readonly onRead: (ids: string[] | null) => void;
  readonly onFollow: () => void;
}

/** What the person was told, newest first. Following one reads it. */
export function NotificationList({ rows, unread, error, onRetry, hasMore, loadingMore, onMore, onRead, onFollow }: NotificationListProps) {
  const t = useT('shell');
  if (!rows) return error ? <ErrorState error={error} title={t('notifications.failed')} onRetry={onRetry} /> : <RowsSkeleton />;
  if (rows.length === 0) return <EmptyState drawing={<IconBell size={26} stroke={1.5} />} title={t('notifications.none')} text={t('notifications.noneText')} />;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">{t('notifications.unread', { count: unread })}</Text>
        {unread > 0 ? <Button variant="subtle" size="compact-sm" onClick={() => onRead(null)}>{t('notifications.readAll')}</Button> : null}
      </Group>
      <ul className={classes.list}>
        {rows.map(({ id, kind, text, path, createdAt, readAt }) => {
          const Icon = icons[kind];
          return (
            <li key={id}>
              <Link
                to={path}
                className={classes.row}
                data-unread={readAt === null || undefined}
                onClick={() => {
                  if (readAt === null) onRead([id]);
                  onFollow();
                }}
              >
                <Icon size={18} stroke={1.7} aria-hidden />
                <span className={classes.words}>
                  <span className={classes.text}>{text}{readAt === null ? <VisuallyHidden> ({t('notifications.new')})</VisuallyHidden> : null}</span>
                  <Text span size="xs" c="dimmed"><RelativeTime at={createdAt} /></Text>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      {hasMore ? <Button variant="default" size="compact-md" loading={loadingMore} onClick={onMore}>{t('notifications.more')}</Button> : null}
    </Stack>
  );
}
