import { z } from 'zod';
import { type Permission, type Scope, catalogue, isPermission, roles } from '#shared/permissions/index.ts';
import { email, newPassword, personName, typedNameInput } from '../workspaces/index.ts';

const REASON_LENGTH = 300;

export const address = email.transform((text) => text.toLowerCase());

const permission = z.custom<Permission>((value) => typeof value === 'string' && isPermission(value), { params: { code: 'permission' } });
/** A moment that is still to come; null for never. */
export const end = z.date().nullish().transform((date) => date ?? null).refine((date) => date === null || date.getTime() > Date.now(), { params: { code: 'future' } });
export const reason = z.string().trim().max(REASON_LENGTH).nullish().transform((text) => text ?? '');

/** What a grant or revocation says, whoever's it is. A permission is narrowed only to the kind of object it is about. */
export const grantFields = {
  permission, choice: z.enum(['grant', 'revoke', 'inherit']),
  scope: z.object({ kind: z.enum(['agent', 'tag']), id: z.string() }).nullish().transform((scope) => scope ?? null),
  expiresAt: end, reason,
};
const fits = ({ permission: about, scope }: { permission: Permission; scope: Scope | null }): boolean => scope === null || catalogue[about].narrowedTo === scope.kind;
const unfit = { path: ['scope'], params: { code: 'scope' } };

export const permissionInput = z.object({ memberId: z.string(), ...grantFields }).refine(fits, unfit);
export const rolePermissionInput = z.object({ roleId: z.string(), ...grantFields }).refine(fits, unfit);

const TERM_HOURS = { min: 1, max: 720 };
const USUAL_HOURS = 72;
const MESSAGE_LENGTH = 1000;
const MOST_GRANTS = 50;
const LIST_LENGTH = 50_000;
const MOST_LINES = 200;
/** On which terms somebody is invited. */
const termsFields = {
  role: z.enum(roles).nullish().transform((role) => role ?? null), customRoleId: z.string().nullish().transform((id) => id ?? null),
  grants: z.array(z.object({ permission, scope: grantFields.scope, expiresAt: end }).refine(fits, unfit)).max(MOST_GRANTS).nullish().transform((grants) => grants ?? []),
  message: z.string().trim().max(MESSAGE_LENGTH).nullish().transform((text) => text ?? ''),
  expiresInHours: z.number().int().refine((hours) => hours >= TERM_HOURS.min && hours <= TERM_HOURS.max, { params: { code: 'range', params: TERM_HOURS } }).nullish().transform((hours) => hours ?? USUAL_HOURS),
};
const oneRole = ({ role, customRoleId }: { role: unknown; customRoleId: unknown }): boolean => (role === null) !== (customRoleId === null);
const whichRole = { path: ['role'], params: { code: 'required' } };
export type TermsInput = z.output<z.ZodObject<typeof termsFields>>;
export const inviteInput = z.object({ email: address, ...termsFields }).refine(oneRole, whichRole);
export const inviteSeveralInput = z.object({ list: z.string().trim().min(1).max(LIST_LENGTH), ...termsFields }).refine(oneRole, whichRole)
  .refine(({ list }) => list.split('\n').length <= MOST_LINES, { path: ['list'], params: { code: 'too-many-lines', params: { max: MOST_LINES } } });

export const changeRoleInput = z.object({
  memberId: z.string(), role: z.enum(roles).nullish().transform((role) => role ?? null), customRoleId: z.string().nullish().transform((id) => id ?? null),
}).refine(({ role, customRoleId }) => (role === null) !== (customRoleId === null), { path: ['role'], params: { code: 'required' } });

const MOST_AT_ONCE = 100;
export const severalInput = z.object({ memberIds: z.array(z.string()).min(1).max(MOST_AT_ONCE) });
export const severalRolesInput = severalInput.extend({ role: z.enum(roles).nullish().transform((role) => role ?? null), customRoleId: z.string().nullish().transform((id) => id ?? null) })
  .refine(({ role, customRoleId }) => (role === null) !== (customRoleId === null), { path: ['role'], params: { code: 'required' } });

export const offerInput = typedNameInput.extend({ memberId: z.string() });

export const searchInput = z.string().trim().max(200);

export const tokenInput = z.object({ token: z.string().min(1).max(100) });
export const newcomerInput = z.object({ name: personName, password: newPassword });
export const returningInput = z.object({ password: z.string().min(1).max(1000) });
