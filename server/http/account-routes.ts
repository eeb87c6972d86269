import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { UnauthenticatedError } from '../access/index.ts';
import {
  type Auth, MAX_PASSWORD, type SignedIn, addPasskey, beginSecondFactor, bindingCompany, changeName, changePassword, confirmSecondFactor, demandProof, endSecondFactor, hasPassword, listPasskeys, listSessions,
  offerPasskey, removePasskey, renewBackupCodes, secondFactorOf, signOutElsewhere, whoHolds,
} from '../auth/index.ts';
import { NotFoundError } from '../platform/failure.ts';
import type { Platform } from '../platform/platform.ts';
import { validate } from '../platform/validate.ts';
import { anonymousContext } from './anonymous.ts';
import { sendFailure } from './failures.ts';
import { sessionToken } from './request.ts';
import { siteOf } from './security.ts';

// Left out by who has none.
const password = z.string().min(1).max(MAX_PASSWORD).optional();
const code = z.string().min(1).max(40);
const withPassword = z.object({ password });
const withCode = z.object({ code });
const withBoth = z.object({ password, code });
const sessionInput = z.object({ id: z.guid().nullable() });
const passkeyInput = z.object({ id: z.guid(), password });

const LIMIT = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } };

/**
 * What somebody who is signed in does to their own account. It belongs to no workspace: reached also by who may not enter
 * one yet, and never with an API token.
 */
export function accountRoutes(app: FastifyInstance, { platform, auth }: { platform: Platform; auth: Auth }): void {
  const answer = (work: (who: SignedIn, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) => async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'no-store');
    try {
      const who = await whoHolds(platform, sessionToken(request.headers, auth));
      if (!who) throw new UnauthenticatedError('signed out');
      return await work(who, request, reply);
    } catch (error) {
      return sendFailure(reply, error, anonymousContext(platform, request));
    }
  };
  const demand = (who: SignedIn, given: { readonly password?: string | undefined }) => demandProof(platform, auth.entrance, who, given.password);

  app.get('/auth/account', answer(async (who) => {
    const [secondFactor, passkeys, itsPassword, company] = await Promise.all([secondFactorOf(platform, who.personId), listPasskeys(platform, who.personId), hasPassword(platform, who.personId), bindingCompany(platform.database.authPool, who.personId)]);
    return { name: who.name, email: who.email, hasPassword: itsPassword, onlyThrough: company, secondFactor, passkeys };
  }));
  app.post('/auth/account/name', LIMIT, answer((who, { body }) => changeName(platform, who, body)));
  app.post('/auth/account/password', LIMIT, answer((who, { body }) => changePassword(platform, auth.entrance, who, body)));

  app.get('/auth/account/sessions', answer(async (who) => ({ sessions: await listSessions(platform, who) })));
  app.post('/auth/account/sessions/end', LIMIT, answer(async (who, { body }) => {
    const { id } = validate(sessionInput, body);
    const ended = await signOutElsewhere(platform, who, id);
    if (id !== null && ended === 0) throw new NotFoundError('session');
    return { ended };
  }));

  app.post('/auth/account/second-factor', LIMIT, answer(async (who, { body }) => {
    await demand(who, validate(withPassword, body));
    return beginSecondFactor(platform, who.personId, who.email);
  }));
  app.post('/auth/account/second-factor/confirm', LIMIT, answer(async (who, { body }) => ({ backupCodes: await confirmSecondFactor(platform, who.personId, validate(withCode, body).code) })));
  app.post('/auth/account/second-factor/off', LIMIT, answer(async (who, { body }) => {
    const given = validate(withBoth, body);
    await demand(who, given);
    await endSecondFactor(platform, who.personId, given.code);
    return { ok: true };
  }));
  app.post('/auth/account/backup-codes', LIMIT, answer(async (who, { body }) => {
    const given = validate(withBoth, body);
    await demand(who, given);
    return { backupCodes: await renewBackupCodes(platform, who.personId, given.code) };
  }));

  app.post('/auth/account/passkeys/options', LIMIT, answer(async (who, request, reply) => {
    await demand(who, validate(withPassword, request.body));
    const { options, cookie } = await offerPasskey(platform, auth.cookies, who, siteOf(platform, request));
    reply.header('set-cookie', cookie);
    return options;
  }));
  app.post('/auth/account/passkeys', LIMIT, answer(async (who, request) => {
    await addPasskey(platform, auth.cookies, who, siteOf(platform, request), request.headers.cookie, request.body);
    return { ok: true };
  }));
  app.post('/auth/account/passkeys/remove', LIMIT, answer(async (who, { body }) => {
    const given = validate(passkeyInput, body);
    await demand(who, given);
    await removePasskey(platform, who, given.id);
    return { ok: true };
  }));
}
