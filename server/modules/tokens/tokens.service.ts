import type { z } from 'zod';
import { type Context, ForbiddenError, type MemberActor, type Unit, hashToken, holds, isUuid, makeToken, performAsMember, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { NotFoundError, RuleError, ValidationError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { TOKENS_CHANGED, tokenCreated, tokenRevoked } from './tokens.events.ts';
import { createTokenInput } from './tokens.input.ts';
import * as store from './tokens.store.ts';

const DAY_MS = 86_400_000;
const ENDING = 4;
/** Living tokens that one member may have. */
const MOST_EACH = 50;

/** The tokens that the viewer made for themselves. */
export const listMyTokens = (context: Context): Promise<store.TokenRow[]> =>
  read(context, 'member', ({ tx, workspaceId, actor }) => (actor.kind === 'member' ? store.listTokens(tx, workspaceId, actor.memberId) : Promise.resolve([])));

/** Everybody's tokens, of both kinds. */
export const listWorkspaceTokens = (context: Context): Promise<store.TokenRow[]> => read(context, 'tokens:manage', ({ tx, workspaceId }) => store.listTokens(tx, workspaceId));

/** A token is an answer to "who are you" that anybody may carry: it makes and ends none itself. */
const byThemselves = ({ actor }: Unit<MemberActor>): void => {
  if (actor.token) throw new RuleError('token-by-token');
};

/**
 * Makes a token. `secret` is shown now and never again.
 * @throws ForbiddenError for one of the workspace without `tokens:manage`
 * @throws ValidationError when it would hold what its maker doesn't
 */
export function createToken(context: Context, input: z.input<typeof createTokenInput>): Promise<{ readonly token: store.TokenRow; readonly secret: string }> {
  return performAsMember(context, 'member', async (unit) => {
    const { tx, workspaceId, actor } = unit;
    byThemselves(unit);
    const { kind, name, permissions, expiresInDays } = validate(createTokenInput, input);
    if (kind === 'workspace' && !holds(actor, 'tokens:manage')) throw new ForbiddenError('tokens:manage', workspaceId);
    if (permissions.some((permission) => !(actor.permissions as ReadonlySet<string>).has(permission))) throw new ValidationError([{ path: 'permissions', code: 'token-above' }]);
    if ((await store.countTokens(tx, workspaceId, actor.memberId)) >= MOST_EACH) throw new RuleError('token-too-many', { count: MOST_EACH });
    const secret = makeToken();
    const expiresAt = new Date(Date.now() + expiresInDays * DAY_MS);
    const id = await store.insertToken(tx, workspaceId, { kind, name, hash: hashToken(secret), ending: secret.slice(-ENDING), permissions, memberId: actor.memberId, userId: actor.person.id, expiresAt });
    const token = await found(unit, id);
    await record(unit, tokenCreated(token));
    await unit.publish(TOKENS_CHANGED);
    return { token, secret };
  });
}

/** Ends a token at once: one's own, or with `tokens:manage` anybody's. */
export const revokeToken = (context: Context, id: string): Promise<{ readonly id: string }> => performAsMember(context, 'member', (unit) => revokeTokenInUnit(unit, id));

/** {@link revokeToken} as a part of another use case. */
export async function revokeTokenInUnit(unit: Unit<MemberActor>, id: string): Promise<{ readonly id: string }> {
  byThemselves(unit);
  // Row-level security finds whatever is theirs to end, and nothing else.
  const token = await found(unit, id);
  await store.deleteToken(unit.tx, unit.workspaceId, id);
  await record(unit, tokenRevoked(token));
  await unit.publish(TOKENS_CHANGED);
  return { id };
}

async function found({ tx, workspaceId }: Unit, id: string): Promise<store.TokenRow> {
  const token = isUuid(id) ? await store.findToken(tx, workspaceId, id) : undefined;
  if (!token) throw new NotFoundError('token');
  return token;
}
