import { z } from 'zod';
import { remoteFailureKinds } from '#shared/contract/registry.ts';
import { roles } from '#shared/permissions/index.ts';

const remote = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);
const buildId = z.string().regex(/^[0-9a-z]{8,64}$/);
const version = z.number().int().min(0);

/** What a browser tells of a build: that it came in, or how it failed. Says nothing of the person. */
export const beaconInput = z.object({
  remote,
  buildId: z.string().max(64),
  kind: z.enum(['loaded', ...remoteFailureKinds]),
  message: z.string().max(500).default(''),
  /** Where; counted only for somebody who is signed in and belongs there. */
  workspace: z.string().max(64).nullish(),
});

const FULL = 100;
const MOST_ROLES = 100;
export const promoteInput = z.object({ remote, buildId: buildId.nullish(), version });
export const canaryInput = z.object({
  remote, version, buildId: buildId.nullish(),
  share: z.number().int().refine((share) => share >= 0 && share <= FULL, { params: { code: 'range', params: { min: 0, max: FULL } } }),
  roles: z.array(z.union([z.enum(roles), z.uuid()])).max(MOST_ROLES).transform((chosen) => [...new Set(chosen)]),
});
export const pinInput = z.object({ remote, memberId: z.uuid(), buildId });
export const unpinInput = z.object({ remote, memberId: z.uuid() });
/** The address of a build's `mf-manifest.json`, as browsers write it; where it may be is the operator's matter. */
const manifestAddress = z.string().trim().max(500).refine((text) => {
  const url = URL.parse(text);
  return url !== null && url.href === text && url.username === '' && url.search === '' && url.hash === '' && url.pathname.endsWith('/mf-manifest.json');
}, { params: { code: 'override-address' } });
export const overrideInput = z.object({ remote: remote.refine((id) => id !== 'shell'), address: manifestAddress });
export const endOverridesInput = z.object({ remote: remote.nullish() });
export const endMemberOverrideInput = z.object({ remote, memberId: z.uuid() });
export const remoteInput = z.object({ remote, version });
export const switchInput = z.object({ remote, off: z.boolean(), version });
