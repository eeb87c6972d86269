import type { RemoteFailureReport, RemoteLoadReport } from '#shared/contract/index.ts';
import { activeWorkspace } from '../app/workspace-choice.ts';

/** A beacon carries no header, so the workspace stands in its body. */
function send(report: RemoteFailureReport | RemoteLoadReport): void {
  navigator.sendBeacon?.('/console/beacon', new Blob([JSON.stringify({ ...report, workspace: activeWorkspace.get() })], { type: 'application/json' }));
}

/** Tells the server that a remote failed here. Never fails itself, and outlives the page. */
export const reportRemoteFailure = (failure: RemoteFailureReport): void => send({ ...failure, message: failure.message.slice(0, 500) });

/** Tells the server that a build came in: without it nobody could tell a build that fails from one that nobody uses. */
export const reportRemoteLoaded = (remote: string, buildId: string): void => send({ remote, buildId, kind: 'loaded' });
