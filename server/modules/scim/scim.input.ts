import { z } from 'zod';
import { ScimError } from './scim.errors.ts';
import { MOST_RESULTS, PATCH_OP } from './scim.schemas.ts';

const TEXT = 200;
const text = z.string().trim().max(TEXT);
// Some directories write booleans as words.
const truth = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'insensitive' })]);
const names = z.object({ givenName: text.nullish(), familyName: text.nullish(), formatted: text.nullish() });

/** A user as a directory sends one; attributes the product doesn't keep are left alone. */
const userShape = z.object({ userName: text.min(1), externalId: text.nullish(), name: names.nullish(), displayName: text.nullish(), active: truth.nullish() });

/** What the product keeps of a user. */
export interface UserChange { readonly externalId?: string | null; readonly givenName?: string; readonly familyName?: string; readonly displayName?: string; readonly active?: boolean; readonly userName?: string }
export type FullUser = Required<UserChange>;

// Attribute names are compared without regard to case (RFC 7643 § 2.1).
const KNOWN = ['schemas', 'userName', 'externalId', 'name', 'displayName', 'active', 'givenName', 'familyName', 'formatted', 'Operations', 'op', 'path', 'value', 'members'];
const known = new Map(KNOWN.map((name) => [name.toLowerCase(), name]));
const MOST_DEPTH = 6;
const canonical = (value: unknown, depth = 0): unknown => {
  if (Array.isArray(value)) return depth > MOST_DEPTH ? [] : value.map((item) => canonical(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return depth > MOST_DEPTH ? {} : Object.fromEntries(Object.entries(value).map(([name, inside]) => [known.get(name.toLowerCase()) ?? name, canonical(inside, depth + 1)]));
};

const parsed = <Shape extends z.ZodType>(shape: Shape, body: unknown): z.infer<Shape> => {
  const result = shape.safeParse(canonical(body));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ScimError(400, `${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'can’t be read'}`, 'invalidValue');
};

/** A whole user, of a creation or a replacement. */
export function readUser(body: unknown): FullUser {
  const { userName, externalId, name, displayName, active } = parsed(userShape, body);
  return { userName, externalId: externalId ?? null, givenName: name?.givenName ?? '', familyName: name?.familyName ?? '', displayName: displayName ?? name?.formatted ?? '', active: active ?? true };
}

const operationShape = z.object({ op: z.string().transform((op) => op.toLowerCase()).pipe(z.enum(['add', 'replace', 'remove'])), path: z.string().max(500).nullish(), value: z.unknown().optional() });
const patchShape = z.object({ schemas: z.array(z.string()).refine((given) => given.includes(PATCH_OP), `must hold ${PATCH_OP}`), Operations: z.array(operationShape).min(1).max(100) });
export type Operation = z.infer<typeof operationShape>;

export const readOperations = (body: unknown): readonly Operation[] => parsed(patchShape, body).Operations;

const changeShape = z.object({ userName: text.min(1).nullish(), externalId: text.nullish(), name: names.nullish(), displayName: text.nullish(), active: truth.nullish() });

const USER_PREFIX = /^urn:ietf:params:scim:schemas:core:2\.0:User:/i;
/** `name.givenName` as `{ name: { givenName } }`. */
const nested = (path: string, value: unknown): unknown => path.replace(USER_PREFIX, '').split('.').reduceRight<unknown>((inside, name) => ({ [name]: inside }), value);

/** What the operations of a PATCH change of what the product keeps; the last word counts. */
export function readUserPatch(body: unknown): UserChange {
  const change: { -readonly [Name in keyof UserChange]: UserChange[Name] } = {};
  for (const { op, path, value } of readOperations(body)) {
    if (op === 'remove' && !path) throw new ScimError(400, 'To remove something its path is needed.', 'noTarget');
    if (!path && (typeof value !== 'object' || value === null)) throw new ScimError(400, 'Without a path the value has to be an object.', 'invalidValue');
    const given = op === 'remove' ? nested(path ?? '', null) : path ? nested(path, value) : Object.assign({}, ...Object.entries(value as object).map(([name, inside]) => nested(name, inside)));
    const { userName, externalId, name, displayName, active } = parsed(changeShape, given);
    if (active === null) throw new ScimError(400, 'active can’t be removed.', 'mutability');
    if (active !== undefined) change.active = active;
    if (userName !== undefined && userName !== null) change.userName = userName;
    if (externalId !== undefined) change.externalId = externalId;
    if (displayName !== undefined) change.displayName = displayName ?? '';
    if (name?.formatted && displayName === undefined) change.displayName = name.formatted;
    if (name?.givenName !== undefined) change.givenName = name.givenName ?? '';
    if (name?.familyName !== undefined) change.familyName = name.familyName ?? '';
  }
  return change;
}

/** What a list is narrowed to. */
export interface UserFilter { readonly by: 'userName' | 'externalId' | 'id'; readonly value: string }
const FILTER = /^\s*([\w.$:]+)\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i;
const filterable = new Map<string, UserFilter['by']>([['username', 'userName'], ['emails.value', 'userName'], ['emails', 'userName'], ['externalid', 'externalId'], ['id', 'id']]);

/** @throws ScimError `invalidFilter` */
export function readFilter(filter: string | undefined, names: ReadonlyMap<string, string> = filterable): { readonly by: string; readonly value: string } | null {
  if (filter === undefined || filter.trim() === '') return null;
  const [, attribute = '', quoted = ''] = FILTER.exec(filter) ?? [];
  const by = names.get(attribute.replace(USER_PREFIX, '').toLowerCase());
  try {
    if (by) return { by, value: String(JSON.parse(quoted)) };
  } catch { /* said below */ }
  throw new ScimError(400, `Filters have the form <attribute> eq "<value>", with one of: ${[...new Set(names.values())].join(', ')}.`, 'invalidFilter');
}

const whole = (value: string | undefined, usual: number): number => {
  if (value === undefined) return usual;
  if (!/^-?\d{1,9}$/.test(value)) throw new ScimError(400, 'startIndex and count are whole numbers.', 'invalidValue');
  return Number(value);
};
/** Paging as RFC 7644 § 3.4.2.4 has it: what is below the least is the least. */
export const readPage = ({ startIndex, count }: { readonly startIndex?: string; readonly count?: string }) =>
  ({ startIndex: Math.max(1, whole(startIndex, 1)), count: Math.min(MOST_RESULTS, Math.max(0, whole(count, MOST_RESULTS))) });
