import type { FastifyInstance } from 'fastify';
import type { Auth } from '../auth/index.ts';
import { type ExportFormat, exportAttestation } from '../modules/reviews/index.ts';
import type { Platform } from '../platform/platform.ts';
import { sendFailure } from './failures.ts';
import { attachment } from './knowledge-routes.ts';
import { makeContext, wantedWorkspace } from './request.ts';

const EXPORTS = { max: 20, timeWindow: '1 minute' };

/** What a signed-off access review attests, as a file; see `docs/http.md`. */
export function reviewRoutes(app: FastifyInstance, { platform, auth }: { platform: Platform; auth: Auth }): void {
  for (const format of ['pdf', 'csv'] as const satisfies readonly ExportFormat[]) {
    app.get<{ Params: { id: string } }>(`/access-reviews/:id/attestation.${format}`, { config: { rateLimit: EXPORTS } }, async (request, reply) => {
      const context = await makeContext(platform, auth, request.headers, wantedWorkspace(request.headers));
      reply.header('cache-control', 'private, no-store');
      try {
        const { name, type, bytes } = await exportAttestation(context, request.params.id, format);
        return await reply.header('content-disposition', attachment(name)).type(type).send(bytes);
      } catch (error) {
        return sendFailure(reply, error, context);
      }
    });
  }
}
