import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../access/index.ts';
import { readLocale } from '../messages/index.ts';
import type { Platform } from '../platform/platform.ts';
import { sendFailure } from './failures.ts';

/** Somebody who isn't signed in, or doesn't come as who they are: in their language, with no right to anything. */
export const anonymousContext = (platform: Platform, request: FastifyRequest): Context =>
  ({ platform, actor: { kind: 'anonymous' }, locale: readLocale(request.headers['accept-language']) });

type Work = (request: FastifyRequest, reply: FastifyReply, context: Context) => Promise<unknown>;

/** Makes a handler that does its work for nobody in particular; nothing of it is cached. @param refuse how an error is answered */
export const answeringAnybody = (platform: Platform, refuse: typeof sendFailure = sendFailure) => (work: Work) => async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const context = anonymousContext(platform, request);
  reply.header('cache-control', 'no-store');
  try {
    return await work(request, reply, context);
  } catch (error) {
    return refuse(reply, error, context);
  }
};
