import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { type GraphQLSchema, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import { makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Actor, ACCESS_CHANGED } from '../access/index.ts';
import { type Auth, SESSION_ENDED } from '../auth/index.ts';
import type { GraphContext } from '../graphql/context.ts';
import { MAX_TOKENS, limitRules } from '../graphql/limits.ts';
import { subscribeAfresh } from '../graphql/subscriptions.ts';
import type { Platform } from '../platform/platform.ts';
import { bearerToken, makeContext } from './request.ts';
import { isOwnOrigin } from './security.ts';

/** Close code of a socket whose session ended or whose person no longer belongs to the workspace. */
export const CLOSED_SIGNED_OUT = 4401;
const MAX_PAYLOAD = 65_536;
const PING_MS = 15_000;

interface Connection { readonly socket: WebSocket; readonly request: IncomingMessage; workspace: string | null; actor: Actor; readonly closed: AbortController }

const workspaceOf = (params: Readonly<Record<string, unknown>> | undefined): string | null => (typeof params?.['workspace'] === 'string' ? params['workspace'] : null);

/** Answers upgrades of one path on the shared HTTP server; other paths are left to their own. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** `GET /graphql` as WebSocket (`graphql-transport-ws`): subscriptions, for whom they are allowed at each event. */
export function graphqlSocket({ platform, auth, schema }: { platform: Platform; auth: Auth; schema: GraphQLSchema }): { upgrade: Upgrade; close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD, handleProtocols: (offered) => (offered.has('graphql-transport-ws') ? 'graphql-transport-ws' : false) });
  const connections = new Set<Connection>();

  const freshContext = async (connection: Connection): Promise<GraphContext> => {
    const base = await makeContext(platform, auth, connection.request.headers, connection.workspace);
    connection.actor = base.actor;
    return { ...base, signal: connection.closed.signal };
  };

  const protocol = makeServer<Record<string, unknown>, { connection: Connection }>({
    schema,
    async onConnect({ connectionParams, extra: { connection } }) {
      connection.workspace = workspaceOf(connectionParams);
      const { actor } = await freshContext(connection);
      return actor.kind !== 'anonymous';
    },
    onSubscribe(_context, _id, { query, variables, operationName }) {
      const document = parse(query, { maxTokens: MAX_TOKENS });
      const errors = validate(schema, document, [...specifiedRules, ...limitRules]);
      if (errors.length > 0) return errors;
      return { schema, document, variableValues: variables, operationName };
    },
    context: ({ extra }) => extra,
    subscribe: (args) => {
      const { connection } = args.contextValue as { connection: Connection };
      return subscribeAfresh({ schema, document: args.document, variableValues: args.variableValues, operationName: args.operationName }, () => freshContext(connection)) as never;
    },
    onOperation: (_context, _id, _message, args) => (getOperationAST(args.document, args.operationName)?.operation === 'subscription' ? undefined : Promise.reject(new Error('Queries and mutations go by HTTP.'))),
  });

  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const connection: Connection = { socket, request, workspace: null, actor: { kind: 'anonymous' }, closed: new AbortController() };
    connections.add(connection);
    let alive = true;
    const ping = setInterval(() => {
      if (!alive) socket.terminate();
      alive = false;
      socket.ping();
    }, PING_MS);
    socket.on('pong', () => { alive = true; });
    const closed = protocol.opened({
      protocol: socket.protocol,
      send: (data) => new Promise((resolve, reject) => { socket.send(data, (error) => (error ? reject(error) : resolve())); }),
      close: (code, reason) => { socket.close(code, reason); },
      onMessage: (heard) => { socket.on('message', (data) => { heard(String(data)).catch(() => socket.close(4400, 'bad message')); }); },
    }, { connection });
    socket.once('close', (code, reason) => {
      clearInterval(ping);
      connections.delete(connection);
      connection.closed.abort();
      void closed(code, String(reason));
    });
    socket.on('error', () => socket.terminate());
  });

  // Who may stay is asked of the database, not read from the notice: a forged or stale one closes nothing wrongly.
  const review = async (affected: (actor: Actor) => boolean): Promise<void> => {
    for (const connection of connections) {
      if (!affected(connection.actor)) continue;
      const { actor } = await freshContext(connection).catch(() => ({ actor: connection.actor }));
      if (actor.kind === 'anonymous' || (actor.kind === 'person' && !actor.secondFactorDue && connection.workspace !== null)) connection.socket.close(CLOSED_SIGNED_OUT, 'signed out');
    }
  };
  const personOf = (actor: Actor): string | null => (actor.kind === 'member' || actor.kind === 'person' ? actor.person.id : null);
  const stop = [
    platform.pubsub.listen(SESSION_ENDED, ({ personId }) => { void review((actor) => personOf(actor) === personId); }),
    platform.pubsub.listen(ACCESS_CHANGED, ({ personId, workspaceId }) => { void review((actor) => actor.kind === 'member' && actor.workspaceId === workspaceId && (personId === undefined || actor.person.id === personId)); }),
  ];

  return {
    upgrade(request, socket, head) {
      const { origin, host } = request.headers;
      if (origin === undefined ? bearerToken(request.headers) === null : !isOwnOrigin(origin, host, platform)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (opened) => { sockets.emit('connection', opened, request); });
    },
    close() {
      for (const end of stop) end();
      for (const { socket } of connections) socket.close(1001, 'the server is stopping');
      sockets.close();
    },
  };
}

/** Sends each upgrade to the socket that serves its path; others are refused. */
export function routeUpgrades(app: FastifyInstance, routes: Readonly<Record<string, Upgrade>>): void {
  app.server.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const upgrade = routes[path];
    if (upgrade) upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });
}
