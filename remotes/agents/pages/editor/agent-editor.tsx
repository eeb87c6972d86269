import { useState } from 'react';
import { outcomeOf, useApolloClient, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ActionIcon, ConfirmDialog, Group, GuardedMenuItem, IconDots, IconTrash, Menu, PageHeader, Slot, useGuard, useNavigate, useSearchParams, useShell } from '#shared/ui/index.ts';
import { type AgentPartsFragment, DeleteAgentDocument } from '../../gql/graphql.ts';
import { AgentStatus } from '../../parts/agent-status.tsx';
import { type ConfigValues, valuesOf } from '../../parts/config.ts';
import classes from './agent-editor.module.css';
import { ConfigForm } from './form/config-form.tsx';
import { SectionNav } from './form/section-nav.tsx';
import { Playground } from './playground/playground.tsx';
import { ReleaseBar } from './release/release-bar.tsx';
import { SitePanel } from './site/site-panel.tsx';
import { EditorTabs, type TabId, tabIds } from './editor-tabs.tsx';
import { useAgentForm } from './use-agent-form.ts';
import { VersionsPanel } from './versions/versions-panel.tsx';

interface AgentEditorProps {
  readonly agent: AgentPartsFragment;
  readonly refetch: () => Promise<AgentPartsFragment | null>;
}

/** One agent: its draft, a playground for it, its releases, and the way onto a site. */
export function AgentEditor({ agent, refetch }: AgentEditorProps) {
  const t = useT('agents');
  const [params, setParams] = useSearchParams();
  const tab: TabId = tabIds.find((id) => id === params.get('tab')) ?? 'edit';
  const editing = useAgentForm({ agent, refetch });
  const { form } = editing;

  const restore = (values: ConfigValues): void => {
    for (const [field, value] of Object.entries(values)) form.set(field as keyof ConfigValues, value);
    setParams({}, { replace: true });
  };

  return (
    <>
      <PageHeader
        title={agent.draft.name}
        back={{ to: '/agents', label: t('editor.back') }}
        actions={<Group gap="sm" wrap="nowrap" justify="space-between"><AgentStatus agent={agent} /><Slot name="agent.actions" context={{ agentId: agent.id, agentName: agent.draft.name }} /><DeleteAgent agent={agent} /></Group>}
        tabs={<EditorTabs tab={tab} versions={agent.versions.length} />}
      />
      <ReleaseBar agent={agent} dirty={form.dirty} version={editing.version} onPublished={editing.published} refetch={refetch} />
      {/* Form and playground stay mounted: looking at the versions loses neither what is typed nor what was said. */}
      <div className={classes.columns} data-tab={tab} hidden={tab === 'versions' || tab === 'site'}>
        <SectionNav />
        <div className={classes.form}><ConfigForm agent={agent} editing={editing} /></div>
        <aside className={classes.playground} aria-label={t('playground.title')}>
          <Playground agent={agent} dirty={form.dirty} saving={form.submitting} saveThen={editing.saveThen} />
        </aside>
      </div>
      {tab === 'versions' ? <VersionsPanel agent={agent} onRestore={(version) => restore(valuesOf(version.config))} /> : null}
      {tab === 'site' ? <SitePanel agent={agent} /> : null}
    </>
  );
}

function DeleteAgent({ agent }: { readonly agent: AgentPartsFragment }) {
  const t = useT('agents');
  const navigate = useNavigate();
  const { notify } = useShell();
  const { cache } = useApolloClient();
  const [remove] = useMutation(DeleteAgentDocument);
  const [asking, setAsking] = useState(false);
  const guard = useGuard({ need: 'agents:delete', allowed: agent.viewerCanDelete });
  if (!guard.show) return null;
  const { name } = agent.draft;
  const count = agent.versions.length;
  return (
    <>
      <Menu>
        <Menu.Target><ActionIcon variant="default" size={34} aria-label={t('editor.actions', { name })}><IconDots size={18} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <GuardedMenuItem need="agents:delete" allowed={agent.viewerCanDelete} color="red" leftSection={<IconTrash size={16} />} onClick={() => setAsking(true)}>{t('delete.action')}</GuardedMenuItem>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('delete.title', { name })}
        consequence={agent.live ? t('delete.live', { count }) : t('delete.draft')}
        confirmLabel={t('delete.action')}
        typed={name}
        onConfirm={async () => {
          const outcome = outcomeOf((await remove({ variables: { input: { id: agent.id } } })).data?.deleteAgent);
          if (outcome.ok) {
            notify({ kind: 'success', text: t('delete.done', { name }) });
            await navigate('/agents', { replace: true });
            cache.evict({ id: cache.identify({ __typename: 'Agent', id: agent.id }) });
            cache.gc();
          }
          return outcome;
        }}
      />
    </>
  );
}
