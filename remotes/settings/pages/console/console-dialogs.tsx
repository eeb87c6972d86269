import { type Outcome, outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ConfirmDialog, useShell } from '#shared/ui/index.ts';
import { PromoteConsoleBuildDocument, RollBackConsoleDocument, SetConsoleCanaryDocument, SwitchConsoleRemoteDocument, UnpinConsoleBuildDocument } from '../../gql/graphql.ts';
import { type ConfirmedAction, type ConsoleAction, shortId } from './action.ts';
import { CanaryDialog } from './canary-dialog.tsx';
import { PinDialog } from './pin-dialog.tsx';

interface ConsoleDialogsProps {
  /** Null while nothing is asked. */
  readonly action: ConsoleAction | null;
  readonly onClose: () => void;
}

/** The question that stands before each change, with who is affected. */
export function ConsoleDialogs({ action, onClose }: ConsoleDialogsProps) {
  if (action?.kind === 'canary') return <CanaryDialog remote={action.remote} build={action.build} onClose={onClose} />;
  if (action?.kind === 'pin') return <PinDialog remote={action.remote} build={action.build} onClose={onClose} />;
  return <ConfirmAction action={action} onClose={onClose} />;
}

const destroys: ReadonlySet<ConsoleAction['kind']> = new Set(['switchOff']);

function ConfirmAction({ action, onClose }: { readonly action: ConfirmedAction | null; readonly onClose: () => void }) {
  const t = useT('settings');
  const { notify } = useShell();
  const [promote] = useMutation(PromoteConsoleBuildDocument);
  const [setCanary] = useMutation(SetConsoleCanaryDocument);
  const [rollBack] = useMutation(RollBackConsoleDocument);
  const [switchRemote] = useMutation(SwitchConsoleRemoteDocument);
  const [unpin] = useMutation(UnpinConsoleBuildDocument);

  const run = async (asked: ConfirmedAction): Promise<Outcome<unknown>> => {
    const { id: remote, version } = asked.remote;
    switch (asked.kind) {
      case 'promote': return outcomeOf((await promote({ variables: { input: { remote, buildId: asked.build.buildId, version } } })).data?.promoteConsoleBuild);
      case 'follow': return outcomeOf((await promote({ variables: { input: { remote, version } } })).data?.promoteConsoleBuild);
      case 'rollBack': return outcomeOf((await rollBack({ variables: { input: { remote, version } } })).data?.rollBackConsole);
      case 'endCanary': return outcomeOf((await setCanary({ variables: { input: { remote, share: 0, roles: [], version } } })).data?.setConsoleCanary);
      case 'unpin': return outcomeOf((await unpin({ variables: { input: { remote, memberId: asked.pin.memberId } } })).data?.unpinConsoleBuild);
      case 'switchOff': case 'switchOn': return outcomeOf((await switchRemote({ variables: { input: { remote, off: asked.kind === 'switchOff', version } } })).data?.switchConsoleRemote);
    }
  };
  const confirm = async (): Promise<Outcome<unknown>> => {
    if (!action) throw new TypeError('There is nothing to confirm.');
    const outcome = await run(action);
    if (outcome.ok) notify({ kind: 'success', text: t(`console.done.${action.kind}`, wordsOf(action)) });
    return outcome;
  };
  const kind = action?.kind ?? 'promote';
  const words = action ? wordsOf(action) : {};
  return (
    <ConfirmDialog
      opened={action !== null} onClose={onClose} danger={destroys.has(kind)} onConfirm={confirm}
      title={t(`console.ask.${kind}`, words)} consequence={t(`console.consequence.${kind}`, words)} confirmLabel={t(`console.confirm.${kind}`)}
    />
  );
}

function wordsOf(action: ConfirmedAction) {
  const { remote } = action;
  const next = action.kind === 'promote' ? action.build : action.kind === 'rollBack' ? remote.previous : action.kind === 'follow' ? remote.builds.find(({ isShipped }) => isShipped) : action.kind === 'endCanary' ? remote.canary?.build : null;
  return {
    area: remote.title, count: action.kind === 'endCanary' ? (remote.canary?.people ?? 0) : remote.people, build: shortId(next?.buildId ?? ''), now: shortId(remote.stable.buildId),
    name: action.kind === 'unpin' ? action.pin.name : '',
  };
}
