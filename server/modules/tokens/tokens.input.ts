import { z } from 'zod';
import { tokenPermissions } from '#shared/permissions/index.ts';

export const tokenKinds = ['personal', 'workspace'] as const;
/** Longest life of a token, days. */
export const MAX_TOKEN_DAYS = 366;
const given: ReadonlySet<string> = new Set(tokenPermissions);

export const createTokenInput = z.object({
  kind: z.enum(tokenKinds),
  name: z.string().trim().min(1).max(80),
  permissions: z.array(z.string().refine((permission) => given.has(permission), { params: { code: 'token-permission' } })).min(1).max(given.size).transform((all) => [...new Set(all)]),
  expiresInDays: z.number().int().refine((days) => days >= 1 && days <= MAX_TOKEN_DAYS, { params: { code: 'range', params: { min: 1, max: MAX_TOKEN_DAYS } } }),
});
