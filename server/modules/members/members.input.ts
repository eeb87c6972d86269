import { z } from 'zod';
import { isPermission, type Permission, roles } from '#shared/permissions/index.ts';
import { email, newPassword, personName } from '../workspaces/index.ts';

const REASON_LENGTH = 300;

export const inviteInput = z.object({ email: email.transform((address) => address.toLowerCase()), role: z.enum(roles) });

export const permissionInput = z.object({
  memberId: z.string(),
  permission: z.custom<Permission>((value) => typeof value === 'string' && isPermission(value), { params: { code: 'permission' } }),
  choice: z.enum(['grant', 'revoke', 'inherit']),
  expiresAt: z.date().nullish().transform((date) => date ?? null).refine((date) => date === null || date.getTime() > Date.now(), { params: { code: 'future' } }),
  reason: z.string().trim().max(REASON_LENGTH).nullish().transform((reason) => reason ?? ''),
});

export const searchInput = z.string().trim().max(200);

export const tokenInput = z.object({ token: z.string().min(1).max(100) });
export const newcomerInput = z.object({ name: personName, password: newPassword });
export const returningInput = z.object({ password: z.string().min(1).max(1000) });
