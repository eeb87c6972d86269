import type { AuditEvent } from '../../audit/index.ts';

/** Published when what a workspace is given changed; open consoles ask the registry again. */
export const CONSOLE_CHANGED = 'console-changed';

const SHOWN = 8;
const short = (buildId: string): string => buildId.slice(0, SHOWN);

const ofRemote = (action: string, remote: string, details: NonNullable<AuditEvent['details']> = {}): AuditEvent => ({ action: `console.${action}`, subject: { kind: 'remote', id: remote }, details: { remote, ...details } });

export const promoted = (remote: string, buildId: string, before: string): AuditEvent => ofRemote('promoted', remote, { build: short(buildId), buildId, before });
export const followed = (remote: string, buildId: string, before: string): AuditEvent => ofRemote('followed', remote, { build: short(buildId), buildId, before });
export const canarySet = (remote: string, buildId: string, share: number, roles: readonly string[]): AuditEvent =>
  ofRemote(roles.length > 0 ? 'canary-set-for-roles' : 'canary-set', remote, { build: short(buildId), buildId, share, roles });
export const canaryEnded = (remote: string, buildId: string): AuditEvent => ofRemote('canary-ended', remote, { build: short(buildId), buildId });
export const pinned = (remote: string, buildId: string, memberId: string): AuditEvent =>
  ({ action: 'console.pinned', subject: { kind: 'member', id: memberId }, details: { remote, build: short(buildId), buildId } });
export const unpinned = (remote: string, buildId: string, memberId: string): AuditEvent =>
  ({ action: 'console.unpinned', subject: { kind: 'member', id: memberId }, details: { remote, build: short(buildId), buildId } });
export const rolledBack = (remote: string, from: string, to: string): AuditEvent => ofRemote('rolled-back', remote, { from: short(from), build: short(to), fromBuildId: from, buildId: to });
export const switchedOff = (remote: string): AuditEvent => ofRemote('switched-off', remote);
export const switchedOn = (remote: string): AuditEvent => ofRemote('switched-on', remote);
export const overridden = (remote: string, address: string, endsAt: Date): AuditEvent => ofRemote('overridden', remote, { address, endsAt: endsAt.toISOString() });
export const overrideEnded = (remote: string, address: string): AuditEvent => ofRemote('override-ended', remote, { address });
export const overrideEndedFor = (remote: string, address: string, memberId: string): AuditEvent => ({ action: 'console.override-ended-for', subject: { kind: 'member', id: memberId }, details: { remote, address } });

/** By the product itself: `failures` of `tries` open consoles, against `otherFailures` of `otherTries` with the other build. */
export interface Judgement { readonly failures: number; readonly tries: number; readonly otherFailures: number; readonly otherTries: number }
export const takenBack = (remote: string, from: string, to: string, judgement: Judgement): AuditEvent =>
  ofRemote('taken-back', remote, { from: short(from), build: short(to), fromBuildId: from, buildId: to, ...judgement });
export const misfitEnded = (remote: string, buildId: string, operation: string): AuditEvent => ofRemote('misfit-ended', remote, { build: short(buildId), buildId, operation });
