import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform/platform.ts';

/** `GET /health`: 200 while the record answers, 503 otherwise. */
export function healthRoutes(app: FastifyInstance, platform: Platform): void {
  app.get('/health', async (_request, reply) => {
    const database = await platform.database.appPool.query('select 1').then(() => 'up', () => 'down');
    return reply.code(database === 'up' ? 200 : 503).header('cache-control', 'no-store').send({ status: database === 'up' ? 'up' : 'down', parts: { database } });
  });
}
