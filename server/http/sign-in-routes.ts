import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Context } from '../access/index.ts';
import { type Auth, type Entered, MAX_PASSWORD, askForPasskey, askForReset, entryOf, signInByPasskey } from '../auth/index.ts';
import { sentence } from '../messages/index.ts';
import type { Platform } from '../platform/platform.ts';
import { validate } from '../platform/validate.ts';
import { answeringAnybody } from './anonymous.ts';
import { webHeaders } from './auth-routes.ts';
import { siteOf } from './security.ts';

const credentials = z.object({ email: z.string().trim().min(1).max(320), password: z.string().min(1).max(MAX_PASSWORD) });
const secondStep = z.object({ code: z.string().min(1).max(40) });

const refusals = { password: 'INVALID_EMAIL_OR_PASSWORD', wrong: 'WRONG_CODE', ended: 'CHALLENGE_ENDED', passkey: 'UNKNOWN_PASSKEY' } as const;

/** The steps of signing in, and asking for a new password. What they answer tells nobody whether an address has an account. */
export function signInRoutes(app: FastifyInstance, { platform, auth }: { platform: Platform; auth: Auth }): void {
  const answer = answeringAnybody(platform);
  const refuse = (reply: FastifyReply, { locale }: Context, why: keyof typeof refusals) => reply.code(401).send({ error: { code: refusals[why], message: sentence(locale, `sign-in.${why}`) } });
  const enter = (reply: FastifyReply, { step, cookies }: Entered) => {
    for (const cookie of cookies) reply.header('set-cookie', cookie);
    return { signedIn: step === 'in' };
  };

  app.post('/auth/sign-in/email', answer(async (request, reply, context) => {
    const entered = await auth.entrance.byPassword(validate(credentials, request.body), entryOf(webHeaders(request)));
    return entered ? enter(reply, entered) : refuse(reply, context, 'password');
  }));

  app.post('/auth/sign-in/code', answer(async (request, reply, context) => {
    const entered = await auth.entrance.byCode(validate(secondStep, request.body).code, entryOf(webHeaders(request)));
    return typeof entered === 'string' ? refuse(reply, context, entered) : enter(reply, entered);
  }));

  app.post('/auth/sign-in/passkey/options', { config: { rateLimit: { max: 30, timeWindow: '1 minute' } } }, answer(async (request, reply) => {
    const { options, cookie } = await askForPasskey(platform, auth.cookies, siteOf(platform, request));
    reply.header('set-cookie', cookie);
    return options;
  }));

  app.post('/auth/sign-in/passkey', answer(async (request, reply, context) => {
    const entered = await signInByPasskey(platform, auth.cookies, auth.entrance, siteOf(platform, request), entryOf(webHeaders(request)), request.body);
    return entered ? enter(reply, entered) : refuse(reply, context, 'passkey');
  }));

  app.post('/auth/request-password-reset', answer(async (request, _reply, { locale }) => {
    await askForReset(platform, request.body, { address: request.ip, locale });
    return { status: true };
  }));
}
