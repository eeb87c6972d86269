import { z } from 'zod';
import { type Permission, isPermission, permissions } from '#shared/permissions/index.ts';

const name = z.string().trim().min(1).max(60);
const description = z.string().trim().max(300).nullish().transform((text) => text ?? '');
const permission = z.custom<Permission>((value) => typeof value === 'string' && isPermission(value), { params: { code: 'permission' } });
/** Each once, in the order of the catalogue. */
const held = z.array(permission).transform((chosen) => permissions.filter((one) => chosen.includes(one)));

export const createRoleInput = z.object({ id: z.guid(), from: z.string(), name, description, permissions: held });
export const updateRoleInput = z.object({ id: z.string(), name, description, permissions: held, version: z.int() });
export const previewInput = z.object({ roleId: z.string(), permissions: held });
