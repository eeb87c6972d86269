/** A small OpenAI-compatible server on a port of its own: real HTTP, real SSE. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderSettings } from '../contract.ts';

export interface ModelRequest { readonly authorization: string | undefined; readonly body: { readonly model: string; readonly stream?: boolean; readonly messages: readonly { readonly role: string; readonly content: string }[] } }
export interface Reply { readonly response: ServerResponse; readonly request: ModelRequest; piece(text: string): void; finish(usage?: { prompt_tokens: number; completion_tokens: number }): void; json(status: number, body: unknown): void }

export interface ModelServer {
  readonly requests: ModelRequest[];
  /** Resolves when a client hangs up before its answer was finished. */
  readonly hungUp: Promise<void>;
  settings(overrides?: Partial<ProviderSettings>): ProviderSettings;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startModelServer(answer: (reply: Reply) => void): Promise<ModelServer> {
  const requests: ModelRequest[] = [];
  const hangUp = Promise.withResolvers<void>();
  const server = createServer((incoming, response) => void respond(incoming, response));

  async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request: ModelRequest = { authorization: incoming.headers.authorization, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
    requests.push(request);
    response.on('close', () => { if (!response.writableEnded) hangUp.resolve(); });
    const base = { id: 'c1', created: 1, model: request.body.model };
    const event = (data: unknown): void => {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify(data)}\n\n`);
    };
    let whole = '';
    answer({
      response, request,
      json(status, body) { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)); },
      piece(text) {
        whole += text;
        if (request.body.stream === true) event({ ...base, object: 'chat.completion.chunk', choices: [{ index: 0, delta: { role: 'assistant', content: text }, finish_reason: null }] });
      },
      finish(usage = { prompt_tokens: 120, completion_tokens: 15 }) {
        const total = { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens };
        if (request.body.stream !== true) {
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ...base, object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content: whole }, finish_reason: 'stop' }], usage: total }));
          return;
        }
        event({ ...base, object: 'chat.completion.chunk', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
        event({ ...base, object: 'chat.completion.chunk', choices: [], usage: total });
        response.end('data: [DONE]\n\n');
      },
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    requests, hungUp: hangUp.promise,
    settings: (overrides) => ({ baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: 'sk-test-key', model: 'small-model', ...overrides }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
