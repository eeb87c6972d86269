import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { useForm, useShell } from '#shared/ui/index.ts';
import { type AgentPartsFragment, UpdateAgentDocument } from '../../gql/graphql.ts';
import { type ConfigValues, inputOf, valuesOf } from '../../parts/config.ts';

interface AgentFormOptions {
  readonly agent: AgentPartsFragment;
  readonly refetch: () => Promise<AgentPartsFragment | null>;
}

/**
 * The draft being edited. Saving names the version that was read; when somebody
 * else was faster, what was typed stays and `theirs` is what they saved.
 */
export function useAgentForm({ agent, refetch }: AgentFormOptions) {
  const t = useT('agents');
  const { notify } = useShell();
  const [update] = useMutation(UpdateAgentDocument);
  const version = useRef(agent.version);
  const afterSave = useRef<(() => void) | null>(null);
  const [theirs, setTheirs] = useState<AgentPartsFragment | null>(null);

  const form = useForm({
    initial: valuesOf(agent.draft),
    check: ({ name }: ConfigValues) => (name.trim() === '' ? { name: t('config.nameNeeded') } : {}),
    submit: async (values) => {
      const { data } = await update({ variables: { input: { id: agent.id, version: version.current, config: inputOf(values) } } });
      const result = data?.updateAgent;
      if (result?.__typename === 'StaleError') setTheirs(await refetch());
      return outcomeOf(result);
    },
    onDone: (saved) => {
      version.current = saved.version;
      setTheirs(null);
      const next = afterSave.current;
      afterSave.current = null;
      if (next) next();
      else notify({ kind: 'success', text: t('editor.saved') });
    },
  });

  // Somebody else saved, and nothing is typed here: show theirs.
  const follow = useEffectEvent((): void => {
    if (agent.version === version.current) return;
    version.current = agent.version;
    form.reset(valuesOf(agent.draft));
  });
  useEffect(() => {
    if (agent.version > 0 && !form.dirty && !form.submitting) follow();
  }, [agent.version, form.dirty, form.submitting]);

  return {
    form,
    /** What somebody else saved meanwhile; null unless the last save met it. */
    theirs,
    /** The version that the form was read from. */
    version: (): number => version.current,
    /** What is on screen was published under a new version. */
    published: (next: number): void => { version.current = next; },
    /** Saves, then goes on; not at all when saving is refused. */
    saveThen: (next: () => void): void => {
      afterSave.current = next;
      form.submit();
    },
    keepMine: (): void => {
      if (theirs) version.current = theirs.version;
      setTheirs(null);
      form.submit();
    },
    takeTheirs: (): void => {
      if (!theirs) return;
      version.current = theirs.version;
      form.reset(valuesOf(theirs.draft));
      setTheirs(null);
    },
  };
}
