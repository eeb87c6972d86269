import { outcomeOf, useApolloClient, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { useShell } from '#shared/ui/index.ts';
import { UpdateWorkspaceDocument, WorkspaceSettingsDocument, type WorkspaceSettingsFragment } from '../gql/graphql.ts';
import { type VersionedForm, useVersionedForm } from './use-versioned-form.ts';

type Field = 'name' | 'locale' | 'timeZone' | 'retentionDays';

interface WorkspaceFormOptions<Name extends Field> {
  readonly workspace: WorkspaceSettingsFragment;
  /** The fields of this section; the others stay as they are. */
  readonly fields: readonly Name[];
  check?(values: Pick<WorkspaceSettingsFragment, Name>): Partial<Record<Name, string>>;
}

/** The form of one section of the workspace's settings. */
export function useWorkspaceForm<Name extends Field>({ workspace, fields, check }: WorkspaceFormOptions<Name>): VersionedForm<WorkspaceSettingsFragment, Pick<WorkspaceSettingsFragment, Name>> {
  const t = useT('settings');
  const { notify } = useShell();
  const client = useApolloClient();
  const [update] = useMutation(UpdateWorkspaceDocument);
  const valuesOf = (from: WorkspaceSettingsFragment) => Object.fromEntries(fields.map((field) => [field, from[field]])) as Pick<WorkspaceSettingsFragment, Name>;
  return useVersionedForm({
    entity: workspace,
    valuesOf,
    check,
    save: async (values, { name, locale, timeZone, retentionDays, version }) =>
      outcomeOf((await update({ variables: { input: { name, locale, timeZone, retentionDays, ...values, version } } })).data?.updateWorkspace),
    latest: async () => {
      const { data } = await client.query({ query: WorkspaceSettingsDocument, fetchPolicy: 'network-only' });
      return data?.workspace ?? workspace;
    },
    onSaved: () => notify({ kind: 'success', text: t('saved') }),
  });
}
