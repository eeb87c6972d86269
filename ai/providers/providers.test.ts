import { describe, expect, it, vi } from 'vitest';
import type { ProviderFailure } from '../contract.ts';
import { startModelServer, type Reply } from '../testing/model-server.ts';
import { ProviderError, providerTimeouts, streamAnswer, testProvider, type ModelEvent, type ProviderTimeouts } from './index.ts';

const prompt = { instructions: 'Be kind.', messages: [{ role: 'user' as const, content: 'Hello?' }] };
const never = new AbortController().signal;

async function collect(events: AsyncIterable<ModelEvent>): Promise<ModelEvent[]> {
  const all: ModelEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

async function failureOf(answer: (reply: Reply) => void, timeouts: Partial<ProviderTimeouts> = {}): Promise<ProviderFailure> {
  await using server = await startModelServer(answer);
  const error = await collect(streamAnswer(server.settings(), prompt, never, { ...providerTimeouts, ...timeouts })).catch((thrown: unknown) => thrown);
  if (!(error instanceof ProviderError)) throw new Error(`not a provider error: ${String(error)}`);
  return error.reason;
}

describe('a model’s answer', () => {
  it('streams as it is written, with the tokens it cost', async () => {
    await using server = await startModelServer((reply) => { reply.piece('Good '); reply.piece('morning'); reply.finish({ prompt_tokens: 7, completion_tokens: 2 }); });
    expect(await collect(streamAnswer(server.settings({ baseUrl: `${server.settings().baseUrl}/` }), prompt, never))).toEqual([
      { type: 'text', text: 'Good ' }, { type: 'text', text: 'morning' }, { type: 'end', usage: { input: 7, output: 2 } },
    ]);
    expect(server.requests[0]).toMatchObject({ authorization: 'Bearer sk-test-key', body: { model: 'small-model', stream: true, messages: [{ role: 'system', content: 'Be kind.' }, { role: 'user', content: 'Hello?' }] } });
  });

  it('stops the request when the caller gives up', async () => {
    await using server = await startModelServer((reply) => reply.piece('One '));
    const controller = new AbortController();
    const stream = streamAnswer(server.settings(), prompt, controller.signal);
    expect((await stream.next()).value).toEqual({ type: 'text', text: 'One ' });
    controller.abort(new Error('The visitor left.'));
    await expect(stream.next()).rejects.toThrow('The visitor left.');
    await server.hungUp;
  });

  it('stops the request when the reader stops reading', async () => {
    await using server = await startModelServer((reply) => reply.piece('One '));
    for await (const event of streamAnswer(server.settings(), prompt, never)) if (event.type === 'text') break;
    await server.hungUp;
  });

  it.each<[string, number, unknown, ProviderFailure]>([
    ['a wrong key', 401, { error: { message: 'Incorrect API key provided' } }, 'unauthorized'],
    ['a key without access', 403, { error: { message: 'Forbidden' } }, 'unauthorized'],
    ['an unknown model', 404, { error: { message: 'The model `small-model` does not exist', code: 'model_not_found' } }, 'model-not-found'],
    ['an unknown model, said with 400', 400, { error: { message: 'model "small-model" not found' } }, 'model-not-found'],
    ['an address that is no API', 404, { detail: 'Not Found' }, 'unreachable'],
    ['too many requests', 429, { error: { message: 'Rate limit reached' } }, 'rate-limited'],
    ['a gateway without a server', 503, { error: { message: 'Unavailable' } }, 'unreachable'],
    ['a broken server', 500, { error: { message: 'Oops' } }, 'bad-answer'],
  ])('%s: %i is told apart', async (_, status, body, reason) => {
    expect(await failureOf((reply) => reply.json(status, body))).toBe(reason);
  });

  it('silence is a timeout: before the first word, and after it', async () => {
    expect(await failureOf(() => undefined, { first: 50 })).toBe('timeout');
    expect(await failureOf((reply) => reply.piece('One '), { between: 50 })).toBe('timeout');
  });

  it('nothing, or what is not an answer, is a bad answer', async () => {
    expect(await failureOf((reply) => reply.finish())).toBe('bad-answer');
    expect(await failureOf((reply) => reply.response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: {"choices": 7}\n\n'))).toBe('bad-answer');
  });

  it('a redirect is not followed: the key would go with it', async () => {
    await using elsewhere = await startModelServer((reply) => { reply.piece('stolen'); reply.finish(); });
    expect(await failureOf((reply) => reply.response.writeHead(307, { location: `${elsewhere.settings().baseUrl}/chat/completions` }).end())).toBe('unreachable');
    expect(elsewhere.requests).toEqual([]);
  });

  it('never prints the key, the prompt or the error', async () => {
    const printed = (['log', 'warn', 'error', 'info'] as const).map((method) => vi.spyOn(console, method));
    await failureOf((reply) => reply.json(500, { error: { message: 'sk-test-key' } }));
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  });
});

describe('testing the settings', () => {
  it('says that they work', async () => {
    await using server = await startModelServer((reply) => { reply.piece('OK'); reply.finish(); });
    expect(await testProvider(server.settings(), never)).toEqual({ ok: true });
  });

  it('says what is wrong', async () => {
    await using server = await startModelServer((reply) => (reply.request.body.model === 'slow' ? undefined : reply.json(401, { error: { message: 'no' } })));
    expect(await testProvider(server.settings(), never)).toEqual({ ok: false, reason: 'unauthorized' });
    expect(await testProvider(server.settings({ model: 'slow' }), never, { ...providerTimeouts, test: 50 })).toEqual({ ok: false, reason: 'timeout' });
    expect(await testProvider(server.settings({ baseUrl: 'http://127.0.0.1:1/v1' }), never)).toEqual({ ok: false, reason: 'unreachable' });
    expect(await testProvider(server.settings({ baseUrl: 'file:///etc/passwd' }), never)).toEqual({ ok: false, reason: 'unreachable' });
    expect(await testProvider(server.settings({ baseUrl: 'not an address' }), never)).toEqual({ ok: false, reason: 'unreachable' });
  });
});
