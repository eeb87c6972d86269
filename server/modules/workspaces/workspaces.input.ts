import { z } from 'zod';
import { locales } from '#shared/contract/manifest.ts';
import { MAX_PASSWORD, MIN_PASSWORD } from '../../auth/index.ts';

const timeZones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);

export const workspaceName = z.string().trim().min(1).max(80);
export const timeZone = z.string().refine((zone) => timeZones.has(zone), { params: { code: 'time-zone' } });
const RETENTION = { min: 1, max: 3650 };

export const updateWorkspaceInput = z.object({
  name: workspaceName,
  locale: z.enum(locales),
  timeZone,
  retentionDays: z.number().int().refine((days) => days >= RETENTION.min && days <= RETENTION.max, { params: { code: 'range', params: RETENTION } }),
  version: z.number().int(),
});

export const createWorkspaceInput = z.object({ name: workspaceName, locale: z.enum(locales), timeZone });
/** The workspace's name, typed by who is about to lose it. */
export const typedNameInput = z.object({ name: z.string().trim().max(200) });

export const personName = z.string().trim().min(1).max(80);
export const email = z.string().trim().max(254).pipe(z.email());
export const newPassword = z.string().min(MIN_PASSWORD).max(MAX_PASSWORD);

export const setupInput = z.object({
  code: z.string().min(1).max(100), name: personName, email, password: newPassword, workspaceName, locale: z.enum(locales), timeZone,
});
