import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../access/index.ts';
import type { Auth } from '../auth/index.ts';
import { sentence } from '../messages/index.ts';
import { InvitationClosedError, acceptInvitation, previewInvitation } from '../modules/members/index.ts';
import { NotFoundError } from '../platform/failure.ts';
import type { Platform } from '../platform/platform.ts';
import { answeringAnybody } from './anonymous.ts';
import { webHeaders } from './auth-routes.ts';
import { sendFailure } from './failures.ts';
import { makeContext } from './request.ts';

const LOOKS = { max: 30, timeWindow: '1 minute' };
const TRIES = { max: 10, timeWindow: '1 minute' };

const refuse = async (reply: FastifyReply, error: unknown, context: Context): Promise<FastifyReply> => {
  const { locale } = context;
  if (error instanceof InvitationClosedError) {
    const inviter = sentence(locale, 'invitation.someone');
    return reply.code(410).send({ error: { code: error.reason, message: sentence(locale, `invitation.${error.reason}`, { inviter }) } });
  }
  if (error instanceof NotFoundError) return reply.code(404).send({ error: { code: 'unknown', message: sentence(locale, 'invitation.unknown') } });
  return sendFailure(reply, error, context);
};

/** What the holder of an invitation's link may do with it. The token comes in the body: no log of addresses sees it. */
export function invitationRoutes(app: FastifyInstance, { platform, auth }: { platform: Platform; auth: Auth }): void {
  const answer = answeringAnybody(platform, refuse);

  /** Whose session the request came with; an API token is nobody's. */
  const personOf = async ({ headers }: FastifyRequest): Promise<string | null> => {
    const { actor } = await makeContext(platform, auth, { ...headers, authorization: undefined }, null);
    return actor.kind === 'member' || actor.kind === 'person' ? actor.person.id : null;
  };

  app.post('/auth/invitation/preview', { config: { rateLimit: LOOKS } }, answer(async (request, _reply, context) => {
    const { invitedBy, ...preview } = await previewInvitation(context, request.body, await personOf(request));
    return { ...preview, invitedBy: invitedBy ?? sentence(context.locale, 'former-member') };
  }));

  app.post('/auth/invitation/accept', { config: { rateLimit: TRIES } }, answer(async (request, reply, context) => {
    const { session, workspaceId } = await acceptInvitation(context, request.body, {
      signIn: (credentials) => auth.signIn(credentials, webHeaders(request)),
    }, await personOf(request));
    for (const cookie of session?.headers.getSetCookie() ?? []) reply.header('set-cookie', cookie);
    return { ok: true, workspaceId };
  }));
}
