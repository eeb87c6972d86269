import { Suspense, lazy, useState } from 'react';
import { useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { IconChevronDown, IconLogout, IconPlus, Mark, Menu, Text, UnstyledButton, VisuallyHidden, useShell } from '#shared/ui/index.ts';
import { MyWorkspacesDocument } from '../gql/graphql.ts';
import { enterWorkspace } from './enter-workspace.ts';
import classes from './workspace-switcher.module.css';

const CreateWorkspaceDialog = lazy(() => import('./create-workspace-dialog.tsx'));
const LeaveWorkspaceDialog = lazy(() => import('./leave-workspace-dialog.tsx'));

/** The workspace worked in: the way to the others, to a new one, and out of it. */
export function WorkspaceSwitcher({ narrow = false }: { readonly narrow?: boolean }) {
  const t = useT('shell');
  const { session: { workspace } } = useShell();
  const [opened, setOpened] = useState(false);
  const [dialog, setDialog] = useState<'create' | 'leave' | null>(null);
  const [ever, setEver] = useState<ReadonlySet<string>>(new Set());
  const show = (which: 'create' | 'leave'): void => {
    setEver((now) => new Set([...now, which]));
    setDialog(which);
  };
  const close = (): void => setDialog(null);
  return (
    <>
      <Menu position="bottom-start" width={232} opened={opened} onChange={setOpened}>
        <Menu.Target>
          <UnstyledButton className={classes.target} data-narrow={narrow || undefined} title={workspace.name}>
            <span className={classes.mark}><Mark size={22} /></span>
            {narrow ? null : <Text fw={600} truncate className={classes.name} component="span">{workspace.name}</Text>}
            <VisuallyHidden>{narrow ? t('workspaces.switchFrom', { name: workspace.name }) : t('workspaces.switch')}</VisuallyHidden>
            {narrow ? null : <IconChevronDown size={14} className={classes.chevron} aria-hidden />}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('workspaces.mine')}</Menu.Label>
          {opened ? <Choices current={workspace} /> : null}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => show('create')}>{t('workspaces.create')}</Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => show('leave')}>{t('workspaces.leave', { name: workspace.name })}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {ever.has('create') ? <CreateWorkspaceDialog opened={dialog === 'create'} onClose={close} /> : null}
        {ever.has('leave') ? <LeaveWorkspaceDialog opened={dialog === 'leave'} onClose={close} /> : null}
      </Suspense>
    </>
  );
}

/** Asked for when the menu opens; until then, and if it fails, the one that is open stands alone. */
function Choices({ current }: { readonly current: { readonly id: string; readonly name: string } }) {
  const t = useT('shell');
  const { data } = useQuery(MyWorkspacesDocument, { fetchPolicy: 'cache-and-network' });
  const mine = data?.viewer?.memberships.map(({ role, customRole, workspace }) => ({ ...workspace, role: customRole ?? t(`role.${role}`) })) ?? [{ ...current, role: null, deletesAt: null }];
  return mine.map(({ id, name, role, deletesAt }) => (
    <Menu.RadioItem key={id} value={id} checked={id === current.id} onChange={() => { if (id !== current.id) enterWorkspace(id); }} closeMenuOnClick>
      <Text size="sm" truncate>{name}</Text>
      {role === null ? null : <Text size="xs" c="dimmed" truncate>{deletesAt ? t('workspaces.beingDeleted') : role}</Text>}
    </Menu.RadioItem>
  ));
}
