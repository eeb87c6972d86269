import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** Stands where a build's hash would be. */
export const DEVELOPMENT_BUILD = 'development';

const ofApp = new RegExp(`^/console/([a-z][a-z0-9-]*)/${DEVELOPMENT_BUILD}/`);

/** Where a request goes: to an app's dev server, or to the product. Waits until that one is up. */
export type Route = (app: string | undefined) => Promise<number>;

/**
 * The one address of development: it hands an app's files and hot updates to
 * the app's dev server and all else to the product, so that the console runs
 * under the same origin and policy as when it is built.
 */
export function openFront(port: number, route: Route): Promise<Server> {
  const server = createServer((request, response) => {
    pass(request, response).catch(() => refuse(response));
  });
  server.on('upgrade', (request, socket, head) => {
    upgrade(request, socket, head).catch(() => socket.destroy());
  });
  const target = ({ url = '/' }: IncomingMessage): Promise<number> => route(ofApp.exec(url)?.[1]);

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const upstream = ask({ host: '127.0.0.1', port: await target(request), method: request.method, path: request.url, headers: request.headers }, (answer) => {
      // A development build changes under the same name.
      const headers = ofApp.test(request.url ?? '') ? { ...answer.headers, 'cache-control': 'no-store' } : answer.headers;
      response.writeHead(answer.statusCode ?? 502, headers);
      answer.pipe(response);
    });
    upstream.on('error', () => refuse(response));
    response.on('close', () => upstream.destroy());
    request.pipe(upstream);
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const upstream = connect(await target(request), '127.0.0.1', () => {
      const headers = request.rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
      upstream.write(`${request.method} ${request.url} HTTP/1.1\r\n${headers}\r\n`);
      if (head.length > 0) upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    for (const [one, other] of [[socket, upstream], [upstream, socket]] as const) one.on('error', () => other.destroy()).on('close', () => other.destroy());
  }

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function refuse(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' }).end('The part that answers this is not running; see the terminal.\n');
}
