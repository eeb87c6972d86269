import { ActionIcon, Menu, Skeleton, Text } from '@mantine/core';
import IconBookmarkPlus from '@tabler/icons-react/dist/esm/icons/IconBookmarkPlus.mjs';
import { useRef, useState } from 'react';
import { toAppError, useQuery } from '#shared/data/index.ts';
import { type MessageLoader, useT } from '#shared/i18n/index.ts';
import { IconBookmark, IconEdit, IconRefresh } from '../../icons.ts';
import { useErrorText } from '../../states.tsx';
import { SavedViewsDocument } from './gql/graphql.ts';
import { ManageViews, SaveView } from './saved-views-dialogs.tsx';
import type { SavedViewsProps } from './saved-views.tsx';
import { usePresentView } from './use-present-view.ts';

/** Texts of the menu and its dialogs: fetched with them. */
const words: MessageLoader = (locale) => (locale === 'it' ? import('./messages/it.json') : import('./messages/en.json')).then((file) => file.default);

/** As a filter that is set. */
const chosen = { borderColor: 'var(--mantine-primary-color-filled)', color: 'var(--isatis-accent-text)', background: 'var(--isatis-selected)' } as const;

/** The views that somebody saved of a list, the way to save the present one, and to look after them. It begins open: it is fetched when it is reached for. */
function SavedViewsMenu(props: SavedViewsProps) {
  const t = useT('views');
  const errorText = useErrorText();
  const [opened, setOpened] = useState(true);
  const button = useRef<HTMLButtonElement>(null);
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const { data, error, refetch } = useQuery(SavedViewsDocument, { variables: { list: props.list }, fetchPolicy: 'cache-and-network' });
  const { present, isPresent, apply } = usePresentView(props);
  const views = data?.savedViews.views;
  const shown = views?.find(isPresent);
  const again = (): void => void refetch().catch(() => undefined);
  const change = (open: boolean): void => {
    setOpened(open);
    // Another device may have saved one meanwhile.
    if (open) again();
  };
  const close = (): void => {
    setDialog(null);
    // The item that led to it is gone.
    setTimeout(() => button.current?.focus({ preventScroll: true }));
  };
  return (
    <>
      <Menu opened={opened} onChange={change} position="bottom-end" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon ref={button} size={34} variant="default" style={shown ? chosen : undefined} aria-label={shown ? `${t('title')}: ${shown.name}` : t('title')}><IconBookmark size={16} /></ActionIcon>
        </Menu.Target>
        <Menu.Dropdown mah={420} maw={320} style={{ overflowY: 'auto' }}>
          <Menu.Label>{t('title')}</Menu.Label>
          {views?.map((view) => <Menu.CheckboxItem key={view.id} checked={view === shown} closeMenuOnClick onChange={() => apply(view)}>{view.name}</Menu.CheckboxItem>)}
          {views?.length === 0 ? <Text size="sm" c="dimmed" px="sm" pb="xs">{t('none')}</Text> : null}
          {!views && !error ? <Skeleton height={34} radius="md" /> : null}
          {!views && error ? <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} closeMenuOnClick={false} onClick={again}>{t('failed')} {errorText(toAppError(error))} {t('again')}</Menu.Item> : null}
          <Menu.Divider />
          <Menu.Item leftSection={<IconBookmarkPlus size={16} aria-hidden />} onClick={() => setDialog('save')}>{t('saveOpen')}</Menu.Item>
          {views && views.length > 0 ? <Menu.Item leftSection={<IconEdit size={16} aria-hidden />} onClick={() => setDialog('manage')}>{t('manageOpen')}</Menu.Item> : null}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'save' ? <SaveView list={props.list} present={present} onClose={close} /> : null}
      {dialog === 'manage' ? <ManageViews list={props.list} views={views ?? []} present={present} isPresent={isPresent} onClose={close} /> : null}
    </>
  );
}

export default Object.assign(SavedViewsMenu, { words });
