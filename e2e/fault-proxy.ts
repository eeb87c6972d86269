import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { type IncomingMessage, type Server, type ServerResponse, createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import path from 'node:path';
import type { Registry, RegistryRemote, RemoteFailureReport } from '#shared/contract/index.ts';

/** What is wrong with the files of every remote, or of one. */
export type Fault =
  | 'manifest 503' | 'manifest 404' | 'manifest html' | 'manifest hangs' | 'manifest garbage'
  | 'entry 404' | 'entry hangs' | 'entry throws'
  | 'chunk 404'
  | 'all hangs'
  | 'manifest forged' | 'entry forged' | 'chunk forged'
  | 'contract' | 'shared';

const built = path.resolve(import.meta.dirname, '../dist/console');
const file = /^\/console\/([a-z-]+)\/([0-9a-z]+)\/([\w./-]+)(?:\?try=\d+)?$/;
const integrityOf = (text: string): string => `sha384-${createHash('sha384').update(text).digest('base64')}`;

/** Id under which the proxy offers each remote's build a second time, as the one before. */
const previousBuild = '0123456789abcdef';

/**
 * Stands between a browser and the product and breaks the files of remotes. What
 * a fault changes on purpose (an entry that throws) has its integrity in the
 * registry; what it forges has not.
 */
export class FaultProxy {
  fault: Fault | null = null;
  /** The one remote that has the fault; null for all. */
  faulty: string | null = null;
  /** The registry offers a build to go back to. */
  hasPrevious = false;
  /** The registry answers 503. */
  registryDown = false;
  /** Ids of remotes that the registry says are switched off. */
  off: readonly string[] = [];
  readonly beacons: RemoteFailureReport[] = [];
  /** Addresses of remotes' files that were asked for, in order. */
  readonly asked: string[] = [];
  readonly #target: URL;
  readonly #server: Server;
  /** Address of a build's folder → what the proxy offers in its place. */
  readonly #builds = new Map<string, ReadonlyMap<string, string>>();

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((incoming, response) => void this.#answer(incoming, response));
    // The live connection goes through untouched.
    this.#server.on('upgrade', (incoming, socket, head) => {
      const onward = connect(Number(this.#target.port), this.#target.hostname, () => {
        const headers = Array.from({ length: incoming.rawHeaders.length / 2 }, (_, index) => `${incoming.rawHeaders[index * 2]}: ${incoming.rawHeaders[index * 2 + 1]}`);
        onward.write(`GET ${incoming.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
        onward.write(head);
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
  }

  static async before(target: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await new Promise<void>((resolve) => { proxy.#server.listen(0, '127.0.0.1', resolve); });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Everything well again, and nothing remembered. */
  repair(): void {
    this.fault = null;
    this.faulty = null;
    this.hasPrevious = false;
    this.registryDown = false;
    this.off = [];
    this.beacons.length = 0;
    this.asked.length = 0;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = incoming.url ?? '/';
    const [, app = '', buildId = '', name = ''] = file.exec(url) ?? [];
    if (app && app !== 'shell') {
      this.asked.push(url);
      return this.#answerFile(response, app, buildId, name);
    }
    const body = await bodyOf(incoming);
    if (url === '/console/beacon') this.beacons.push(JSON.parse(body.toString()) as RemoteFailureReport);
    if (url === '/console/registry.json' && this.registryDown) return void response.writeHead(503, { 'content-type': 'application/json' }).end('{}');
    const onward = request(new URL(url, this.#target), { method: incoming.method, headers: { ...incoming.headers, 'accept-encoding': 'identity' } }, (answer) => {
      const change = url === '/console/registry.json' ? this.#registryAnswer : (answer.headers['content-type'] ?? '').startsWith('text/html') ? this.#page : null;
      if (!change || answer.statusCode !== 200) {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        return;
      }
      void bodyOf(answer).then((text) => {
        const { 'content-length': _, ...headers } = answer.headers;
        response.writeHead(200, headers).end(change.call(this, text.toString()));
      });
    });
    onward.on('error', () => response.destroy());
    onward.end(body);
  }

  #registryAnswer(text: string): string {
    return JSON.stringify(this.#registry(JSON.parse(text) as Registry));
  }

  /** The page brings the registry along, and names the first files of the area at its address. */
  #page(html: string): string {
    return html
      .replace(/(<script type="application\/json" id="ahead">)(.*?)(<\/script>)/s, (whole, before: string, text: string, after: string) => {
        const ahead = JSON.parse(text) as { readonly registry: Registry | null };
        if (this.registryDown) return '';
        return ahead.registry ? `${before}${JSON.stringify({ ...ahead, registry: this.#registry(ahead.registry) }).replaceAll('<', '\\u003c')}${after}` : whole;
      })
      .replaceAll(/<link rel="preload" href="\/console\/([a-z-]+)\/[^>]*>\n/g, (link, app: string) => (this.off.includes(app) ? '' : link));
  }

  #registry(registry: Registry): Registry {
    return { ...registry, remotes: registry.remotes.map((remote) => this.#remote(remote)) };
  }

  #remote(remote: RegistryRemote): RegistryRemote {
    const { id } = remote.manifest;
    if (this.off.includes(id)) return { ...remote, access: 'off', entry: '', integrity: {} };
    const changed = new Map([...this.#filesOf(id, remote.buildId)].filter(([name, text]) => this.#onPurpose(name, text) !== text));
    const integrity = { ...remote.integrity };
    for (const [name, text] of changed) integrity[name] = integrityOf(this.#onPurpose(name, text));
    const previous = this.hasPrevious
      ? { buildId: previousBuild, entry: `/console/${id}/${previousBuild}/mf-manifest.json`, integrity: Object.fromEntries([...this.#previousOf(id, remote.buildId)].map(([name, text]) => [name, integrityOf(text)])) }
      : null;
    return { ...remote, integrity, previous, ...(this.fault === 'contract' ? { manifest: { ...remote.manifest, contract: 2 as never } } : {}) };
  }

  /** Changes that the registry knows of: the build itself is bad. */
  #onPurpose(name: string, text: string): string {
    if (this.fault === 'entry throws' && name === 'remote-entry.js') return 'throw new Error("broken on purpose");';
    if (this.fault === 'shared' && name === 'mf-manifest.json') return text.replaceAll(/"requiredVersion": *"\^\d+/g, '"requiredVersion":"^99');
    return text;
  }

  #answerFile(response: ServerResponse, app: string, buildId: string, name: string): void {
    const send = (status: number, text: string, type = typeOf(name)): void => void response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
    if (buildId === previousBuild) {
      const current = readdirSync(path.join(built, app)).includes('current.json') ? (JSON.parse(readFileSync(path.join(built, app, 'current.json'), 'utf8')) as { buildId: string }).buildId : '';
      const text = this.#previousOf(app, current).get(name);
      return text === undefined ? send(404, 'Not found', 'text/plain') : send(200, text);
    }
    const text = this.#filesOf(app, buildId).get(name);
    if (text === undefined) return send(404, 'Not found', 'text/plain');
    const part = name === 'mf-manifest.json' ? 'manifest' : name === 'remote-entry.js' ? 'entry' : 'chunk';
    const [broken, how] = this.fault?.split(' ') ?? [];
    if ((broken === part || broken === 'all') && (this.faulty ?? app) === app) {
      if (how === '503') return send(503, text);
      if (how === '404') return send(404, '{"error":{"code":"NOT_FOUND"}}', 'application/json');
      if (how === 'html') return send(200, '<!doctype html><title>Sign in</title>', 'text/html');
      if (how === 'garbage') return send(200, '\u0000{"metaData":', 'application/json');
      if (how === 'hangs') return;
      if (how === 'forged') return send(200, part === 'manifest' ? `${text} ` : `${text}/* forged */`);
    }
    send(200, this.#onPurpose(name, text));
  }

  #filesOf(app: string, buildId: string): ReadonlyMap<string, string> {
    const folder = path.join(built, app, buildId);
    const known = this.#builds.get(folder);
    if (known) return known;
    const names = readdirSync(folder).filter((name) => /\.(js|css|json)$/.test(name) && name !== 'build.json');
    const files = new Map(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
    this.#builds.set(folder, files);
    return files;
  }

  /** The same build under another name, as two builds of a remote have. */
  #previousOf(app: string, buildId: string): ReadonlyMap<string, string> {
    const files = this.#filesOf(app, buildId);
    const name = /"globalName": *"(\w+)"/.exec(files.get('mf-manifest.json') ?? '')?.[1] ?? '';
    return new Map([...files].map(([key, text]) => [key, text.replaceAll(name, `${name}_before`)]));
  }
}

const typeOf = (name: string): string => (name.endsWith('.js') ? 'text/javascript' : name.endsWith('.css') ? 'text/css' : 'application/json');

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
