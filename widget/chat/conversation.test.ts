import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { WebSocket as ServerSocket } from 'ws';
import type { ClientFrame, ServerFrame, WidgetMessage } from '../protocol.ts';
import { converse } from './conversation.ts';
import type { ChatState, Conversation } from './conversation.ts';
import { visitStore } from './visit.ts';
import type { StorageLike } from './visit.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** One visitor's socket as the server sees it: what was said, in order, and a way to answer. */
interface Line {
  next<Type extends ClientFrame['type']>(type: Type): Promise<Extract<ClientFrame, { type: Type }>>;
  say(...frames: readonly ServerFrame[]): void;
  socket: ServerSocket;
}

function lineOf(socket: ServerSocket): Line {
  const heard: ClientFrame[] = [];
  let wake = (): void => {};
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)) as ClientFrame);
    wake();
  });
  return {
    socket,
    async next(type) {
      if (heard.length === 0) await new Promise<void>((resolve) => { wake = resolve; });
      const frame = heard.shift();
      expect(frame?.type).toBe(type);
      return frame as never;
    },
    say: (...frames) => frames.forEach((frame) => socket.send(JSON.stringify(frame))),
  };
}

async function listen(): Promise<{ url: string; line: () => Promise<Line> }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const lines: Line[] = [];
  let wake = (): void => {};
  server.on('connection', (socket) => {
    lines.push(lineOf(socket));
    wake();
  });
  await once(server, 'listening');
  closers.push(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async line() {
      if (lines.length === 0) await new Promise<void>((resolve) => { wake = resolve; });
      return lines.shift() as Line;
    },
  };
}

function memory(): StorageLike {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) };
}

const quick = { heartbeat: 60_000, patience: 60_000, silence: 60_000, busy: 1, backoff: () => 1 };

interface Visit { local?: StorageLike; session?: StorageLike; times?: Partial<typeof quick> }

function visit(url: string, { local = memory(), session = memory(), times }: Visit = {}): Conversation {
  let made = 0;
  const conversation = converse({
    url, agent: 'pk_1', locale: 'en', noAnswer: 'No answer came.', times: { ...quick, ...times }, newId: () => `c${++made}`,
    store: visitStore('pk_1', () => local, () => session),
  });
  closers.push(conversation.close);
  return conversation;
}

/** Resolves as soon as the state is so. */
function until(conversation: Conversation, so: (state: ChatState) => boolean): Promise<ChatState> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!so(conversation.state())) return;
      stop();
      resolve(conversation.state());
    };
    const stop = conversation.subscribe(look);
    look();
  });
}

const welcome = (messages: readonly WidgetMessage[] = [], visitorId = 'v1'): ServerFrame => ({
  type: 'welcome', agentName: 'Aria', disclosure: 'I am an AI.', visitorId, visitorSecret: 'secret', conversationId: null, messages,
});
const question = (id: string, clientId: string, text: string): WidgetMessage => ({ id, clientId, author: 'visitor', text, citations: [], feedback: null, at: '2026-01-01T00:00:00Z' });
const answer = (id: string, text: string): WidgetMessage => ({ id, clientId: null, author: 'agent', text, citations: [], feedback: null, at: '2026-01-01T00:00:01Z' });
const accepted = (clientId: string, messageId: string): ServerFrame => ({ type: 'accepted', clientId, messageId, conversationId: 'k1' });

async function welcomed(server: Awaited<ReturnType<typeof listen>>, messages: readonly WidgetMessage[] = []): Promise<Line> {
  const line = await server.line();
  await line.next('hello');
  line.say(welcome(messages));
  return line;
}

test('a message typed before the connection is there is sent after the welcome, and its answer streams in', async () => {
  const server = await listen();
  const chat = visit(server.url);
  chat.send('Hello?');
  expect(chat.state().outbox).toMatchObject([{ text: 'Hello?', status: 'queued' }]);

  const line = await server.line();
  expect(await line.next('hello')).toEqual({ type: 'hello', agent: 'pk_1', visitorId: null, visitorSecret: null, conversationId: null, locale: 'en' });
  line.say(welcome());
  expect(await line.next('message')).toEqual({ type: 'message', clientId: 'c1', text: 'Hello?' });
  line.say(accepted('c1', 'm1'), { type: 'token', messageId: 'm2', text: 'Good ' }, { type: 'token', messageId: 'm2', text: 'day' });
  await until(chat, ({ stream }) => stream?.text === 'Good day');
  line.say({ type: 'answer', message: answer('m2', 'Good day.') });
  const { messages, outbox, stream, news, disclosure } = await until(chat, (state) => state.messages.length === 2);
  expect({ texts: messages.map(({ text }) => text), outbox, stream, news: news?.id, disclosure }).toEqual({
    texts: ['Hello?', 'Good day.'], outbox: [], stream: null, news: 'm2', disclosure: 'I am an AI.',
  });
});

test('a message whose acceptance was lost is sent again under the same id and shown once', async () => {
  const server = await listen();
  const chat = visit(server.url);
  chat.send('Once');
  const first = await welcomed(server);
  await first.next('message');
  first.socket.terminate();
  await until(chat, ({ connection }) => connection === 'offline');

  // The server had stored it, and is still without an answer.
  const second = await welcomed(server, [question('m1', 'c1', 'Once')]);
  expect(await second.next('message')).toMatchObject({ clientId: 'c1' });
  second.say(accepted('c1', 'm1'), { type: 'answer', message: answer('m2', 'Here.') });
  const { messages } = await until(chat, ({ outbox }) => outbox.length === 0);
  expect(messages.map(({ id }) => id)).toEqual(['m1', 'm2']);
});

test('an answer that was written while the line was down comes with the welcome and nothing is sent again', async () => {
  const server = await listen();
  const chat = visit(server.url);
  chat.send('Once');
  const first = await welcomed(server);
  await first.next('message');
  first.say(accepted('c1', 'm1'));
  await until(chat, ({ messages }) => messages.length === 1);
  first.socket.terminate();
  await welcomed(server, [question('m1', 'c1', 'Once'), answer('m2', 'Here.')]).then(async (second) => {
    const { news } = await until(chat, ({ outbox }) => outbox.length === 0);
    expect(news?.id).toBe('m2');
    chat.rate('m2', 'up');
    // The next thing the server hears is the thumb: no message came before it.
    expect(await second.next('feedback')).toEqual({ type: 'feedback', messageId: 'm2', value: 'up' });
  });
});

test('messages go one at a time, in the order they were typed', async () => {
  const server = await listen();
  const chat = visit(server.url);
  chat.send('First');
  chat.send('Second');
  const line = await welcomed(server);
  expect(await line.next('message')).toMatchObject({ text: 'First' });
  line.say(accepted('c1', 'm1'));
  await until(chat, ({ messages }) => messages.length === 1);
  expect(chat.state().outbox.map(({ status }) => status)).toEqual(['stored', 'queued']);
  line.say({ type: 'answer', message: answer('m2', 'One.') });
  expect(await line.next('message')).toMatchObject({ text: 'Second' });
});

test('what was under way when the page was left goes on in the next page of the tab', async () => {
  const server = await listen();
  const [local, session] = [memory(), memory()];
  const before = visit(server.url, { local, session });
  before.send('Still here');
  await (await welcomed(server)).next('message');
  before.close();

  const after = visit(server.url, { local, session });
  expect(after.state().outbox).toMatchObject([{ clientId: 'c1', text: 'Still here', status: 'queued' }]);
  const line = await server.line();
  expect(await line.next('hello')).toMatchObject({ visitorId: 'v1', visitorSecret: 'secret' });
  line.say(welcome());
  expect(await line.next('message')).toMatchObject({ clientId: 'c1', text: 'Still here' });
});

test('a message the server is too busy for is sent again', async () => {
  const server = await listen();
  const chat = visit(server.url);
  chat.send('Hello');
  const line = await welcomed(server);
  await line.next('message');
  line.say({ type: 'error', code: 'busy', message: 'One moment.', clientId: 'c1' });
  expect(await line.next('message')).toMatchObject({ clientId: 'c1' });
});

test('an answer that was due before doesn’t take the place of one the server was too busy for', async () => {
  const server = await listen();
  const chat = visit(server.url);
  chat.send('Hello');
  const line = await welcomed(server);
  await line.next('message');
  line.say({ type: 'error', code: 'busy', message: 'One moment.', clientId: 'c1' });
  line.say({ type: 'answer', message: answer('m2', 'To what was asked before.') });
  expect(await line.next('message')).toMatchObject({ clientId: 'c1', text: 'Hello' });
  expect(chat.state().messages.map(({ id }) => id)).toEqual(['m2']);
});

test('a refused message says why, can be tried again, and can be taken back', async () => {
  const server = await listen();
  const chat = visit(server.url);
  chat.send('Hello');
  const line = await welcomed(server);
  await line.next('message');
  line.say({ type: 'error', code: 'too-many', message: 'Wait a minute.', clientId: 'c1' });
  await until(chat, ({ outbox }) => outbox[0]?.reason === 'Wait a minute.');
  chat.retry('c1');
  expect(await line.next('message')).toMatchObject({ clientId: 'c1' });
  line.say({ type: 'error', code: 'too-many', message: 'Wait a minute.', clientId: 'c1' });
  await until(chat, ({ outbox }) => outbox[0]?.status === 'failed');
  expect(chat.takeBack('c1')).toBe('Hello');
  expect(chat.state().outbox).toEqual([]);
});

test('an answer that never comes is said, and the next message goes out', async () => {
  const server = await listen();
  const chat = visit(server.url, { times: { silence: 1 } });
  chat.send('First');
  chat.send('Second');
  const line = await welcomed(server);
  await line.next('message');
  const { outbox } = await until(chat, (state) => state.outbox[0]?.status === 'failed');
  expect(outbox[0]?.reason).toBe('No answer came.');
  expect(await line.next('message')).toMatchObject({ text: 'Second' });
});

test('a thumb given offline reaches the server later', async () => {
  const server = await listen();
  const chat = visit(server.url);
  const first = await welcomed(server, [answer('m1', 'Here.')]);
  await until(chat, ({ connection }) => connection === 'online');
  first.socket.terminate();
  await until(chat, ({ connection }) => connection === 'offline');
  chat.rate('m1', 'down');
  const second = await welcomed(server, [answer('m1', 'Here.')]);
  expect(await second.next('feedback')).toEqual({ type: 'feedback', messageId: 'm1', value: 'down' });
  expect(chat.state().messages[0]?.feedback).toBe('down');
});

test('forgetting clears the screen at once and comes back as somebody new', async () => {
  const server = await listen();
  const chat = visit(server.url);
  const line = await welcomed(server, [answer('m1', 'Here.')]);
  await until(chat, ({ connection }) => connection === 'online');
  chat.reset();
  expect(chat.state().messages).toEqual([]);
  await line.next('reset');
  await line.next('ping');
  // An old message that crosses the reset isn't shown.
  line.say({ type: 'answer', message: answer('m9', 'Late.') }, { type: 'pong' });
  const next = await server.line();
  expect(await next.next('hello')).toMatchObject({ visitorId: null, visitorSecret: null, conversationId: null });
  next.say(welcome([], 'v2'));
  await until(chat, ({ connection }) => connection === 'online');
  expect(chat.state().messages).toEqual([]);
});

test('a reset asked for offline is made up for before anything is shown', async () => {
  const server = await listen();
  const chat = visit(server.url);
  const first = await welcomed(server, [answer('m1', 'Here.')]);
  await until(chat, ({ connection }) => connection === 'online');
  first.socket.terminate();
  await until(chat, ({ connection }) => connection === 'offline');
  chat.reset();
  const second = await server.line();
  expect(await second.next('hello')).toMatchObject({ visitorId: 'v1' });
  second.say(welcome([answer('m1', 'Here.')]));
  await second.next('reset');
  expect(chat.state().messages).toEqual([]);
  await second.next('ping');
  second.socket.close(1000);
  const third = await server.line();
  expect(await third.next('hello')).toMatchObject({ visitorId: null });
});

test('a socket that gives no sign of life is given up', async () => {
  const server = await listen();
  visit(server.url, { times: { heartbeat: 1, patience: 200 } });
  const line = await welcomed(server);
  await line.next('ping');
  const next = await server.line();
  await next.next('hello');
});

test('an unknown agent ends it: no further connection', async () => {
  const server = await listen();
  const chat = visit(server.url);
  const line = await server.line();
  await line.next('hello');
  line.say({ type: 'error', code: 'unknown-agent', message: 'There is no such chat.', clientId: null });
  const { notice } = await until(chat, ({ dead }) => dead);
  expect(notice).toBe('There is no such chat.');
  await once(line.socket, 'close');
});

test('frames that make no sense are passed over', async () => {
  const server = await listen();
  const chat = visit(server.url);
  const line = await welcomed(server);
  for (const junk of ['{', '[]', 'null', '{"type":"surprise"}', '7']) line.socket.send(junk);
  line.say({ type: 'answer', message: answer('m1', 'Still well.') });
  const { messages } = await until(chat, (state) => state.messages.length > 0);
  expect(messages[0]?.text).toBe('Still well.');
});

test('a browser that blocks storage still chats', async () => {
  const server = await listen();
  const blocked = (): never => {
    throw new DOMException('denied', 'SecurityError');
  };
  const chat = converse({ url: server.url, agent: 'pk_1', locale: 'en', noAnswer: '', times: quick, store: visitStore('pk_1', blocked, blocked) });
  closers.push(chat.close);
  chat.send('Hello');
  const first = await welcomed(server);
  await first.next('message');
  first.socket.terminate();
  const second = await server.line();
  expect(await second.next('hello')).toMatchObject({ visitorId: 'v1' });
});
