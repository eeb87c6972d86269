import { useEffect, useState } from 'react';
import { useConnection, useMutation, useQuery, useSubscription } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ActionIcon, Drawer, IconBell, Tooltip, useLocation } from '#shared/ui/index.ts';
import { MarkNotificationsReadDocument, NotificationsChangedDocument, NotificationsDocument } from '../gql/graphql.ts';
import classes from './notifications.module.css';
import { NotificationList } from './notification-list.tsx';

const pageSize = 20;
const mostShown = 99;

/** The bell with its count, and behind it what the person was told. Follows live; refusals are no news here. */
export default function LiveBell({ size }: { readonly size: number }) {
  const t = useT('shell');
  const [opened, setOpened] = useState(false);
  const result = useQuery(NotificationsDocument, { variables: { first: pageSize } });
  const { refetch } = result;
  const list = useConnection(result, (data) => data.notifications);
  useSubscription(NotificationsChangedDocument, { onData: () => void refetch(), ignoreResults: true });
  const [mark] = useMutation(MarkNotificationsReadDocument, { onError: () => undefined, onCompleted: () => void refetch() });
  const read = (ids: string[] | null): void => void mark({ variables: { input: { ids } } });

  const { pathname } = useLocation();
  useEffect(() => setOpened(false), [pathname]);

  const unread = list.connection?.unreadCount ?? 0;
  const label = unread > 0 ? t('notifications.unread', { count: unread }) : t('notifications.title');
  return (
    <>
      <Tooltip label={label} position="right">
        <ActionIcon size={size} aria-label={label} className={classes.bell} onClick={() => setOpened(true)}>
          <IconBell size={18} aria-hidden />
          {unread > 0 ? <span className={classes.count} aria-hidden>{unread > mostShown ? `${mostShown}+` : unread}</span> : null}
        </ActionIcon>
      </Tooltip>
      <Drawer opened={opened} onClose={() => setOpened(false)} title={t('notifications.title')} size={420}>
        <NotificationList {...list} unread={unread} onRead={read} onFollow={() => setOpened(false)} />
      </Drawer>
    </>
  );
}
