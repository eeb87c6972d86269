import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Context, asDirectory } from '../access/index.ts';
import * as scim from '../modules/scim/index.ts';
import { workspaceOfScimToken } from '../modules/sso/index.ts';
import { RuleError, ValidationError, isUniqueViolation } from '../platform/failure.ts';
import type { Platform } from '../platform/platform.ts';
import { bearerToken } from './request.ts';

const MEDIA_TYPE = 'application/scim+json';
/** Directories send a request a person, and all of them at once when they begin. */
const REQUESTS = { max: 1500, timeWindow: '1 minute' };

type Query = Readonly<Record<string, string>>;
type Answer = readonly [status: number, body: unknown];

const send = (reply: FastifyReply, status: number, body: unknown): FastifyReply =>
  reply.code(status).header('cache-control', 'no-store').type(`${MEDIA_TYPE}; charset=utf-8`).send(body === null ? '' : JSON.stringify(body));

/** SCIM 2.0 (RFC 7643, 7644) for a workspace's directory, which shows the key made in the settings. */
export function scimRoutes(app: FastifyInstance, platform: Platform): void {
  app.register(async (inside) => {
    inside.addContentTypeParser(MEDIA_TYPE, { parseAs: 'string' }, inside.getDefaultJsonParser('error', 'error'));
    inside.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
      if (error instanceof scim.ScimError) return send(reply, error.status, scim.scimErrorBody(error.status, error.message, error.scimType));
      if (error instanceof RuleError || error instanceof ValidationError) return send(reply, 400, scim.scimErrorBody(400, 'This can’t be done.', 'invalidValue'));
      // Two requests about one person at the same moment.
      if (isUniqueViolation(error)) return send(reply, 409, scim.scimErrorBody(409, 'This user was created at the same moment.', 'uniqueness'));
      const status = error.statusCode ?? 500;
      if (status < 500) return send(reply, status, scim.scimErrorBody(status, error.message, status === 400 ? 'invalidSyntax' : null));
      platform.log.error({ part: 'scim', error: { name: error.name, message: error.message, stack: error.stack } }, 'unexpected error');
      return send(reply, 500, scim.scimErrorBody(500, 'Something went wrong in Isatis. Its log says what.'));
    });
    inside.setNotFoundHandler((_request, reply) => send(reply, 404, scim.scimErrorBody(404, 'There is nothing at this address.')));

    const answer = (work: (context: Context, request: FastifyRequest<{ Params: { id: string }; Querystring: Query }>) => Promise<Answer>) => async (request: FastifyRequest, reply: FastifyReply) => {
      const token = bearerToken(request.headers);
      const workspaceId = token === null ? null : await workspaceOfScimToken(platform, token);
      if (workspaceId === null) return send(reply.header('www-authenticate', 'Bearer'), 401, scim.scimErrorBody(401, 'Send the key made in the settings of the workspace as a bearer token.'));
      const [status, body] = await work(asDirectory(platform, workspaceId, 'scim'), request as FastifyRequest<{ Params: { id: string }; Querystring: Query }>);
      const location = (body as { meta?: { location?: string } } | null)?.meta?.location;
      if (status === 201 && location) reply.header('location', location);
      return send(reply, status, body);
    };
    const options = { config: { rateLimit: REQUESTS } };
    const base = (): string => `${platform.publicUrl()}/scim/v2`;
    const one = <Item extends { readonly id: string }>(items: readonly Item[], id: string): Item => {
      const found = items.find((item) => item.id === id);
      if (!found) throw new scim.ScimError(404, 'There is nothing at this address.');
      return found;
    };

    inside.get('/ServiceProviderConfig', options, answer(async () => [200, scim.serviceProviderConfig(base())]));
    inside.get('/ResourceTypes', options, answer(async () => [200, scim.listResponse(scim.resourceTypes(base()))]));
    inside.get('/ResourceTypes/:id', options, answer(async (_context, { params }) => [200, one(scim.resourceTypes(base()), params.id)]));
    inside.get('/Schemas', options, answer(async () => [200, scim.listResponse(scim.schemas(base()))]));
    inside.get('/Schemas/:id', options, answer(async (_context, { params }) => [200, one(scim.schemas(base()), params.id)]));

    inside.get('/Users', options, answer(async (context, { query }) => [200, await scim.listUsers(context, query)]));
    inside.post('/Users', options, answer(async (context, { body }) => [201, await scim.createUser(context, body)]));
    inside.get('/Users/:id', options, answer(async (context, { params }) => [200, await scim.getUser(context, params.id)]));
    inside.put('/Users/:id', options, answer(async (context, { params, body }) => [200, await scim.replaceUser(context, params.id, body)]));
    inside.patch('/Users/:id', options, answer(async (context, { params, body }) => [200, await scim.patchUser(context, params.id, body)]));
    inside.delete('/Users/:id', options, answer(async (context, { params }) => {
      await scim.deleteUser(context, params.id);
      return [204, null];
    }));

    inside.get('/Groups', options, answer(async (context, { query }) => [200, await scim.listGroups(context, query)]));
    inside.post('/Groups', options, answer(async (context, { body }) => [201, await scim.createGroup(context, body)]));
    inside.get('/Groups/:id', options, answer(async (context, { params }) => [200, await scim.getGroup(context, params.id)]));
    inside.put('/Groups/:id', options, answer(async (context, { params, body }) => [200, await scim.replaceGroup(context, params.id, body)]));
    inside.patch('/Groups/:id', options, answer(async (context, { params, body }) => [200, await scim.patchGroup(context, params.id, body)]));
    inside.delete('/Groups/:id', options, answer(async () => { throw new scim.ScimError(403, 'Groups are the roles of the workspace and stay.'); }));
  }, { prefix: '/scim/v2' });
}
