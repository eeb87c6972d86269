import type { IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type ClientFrame, MAX_FRAME_BYTES, MAX_VISITOR_TEXT, type ServerFrame, type WidgetErrorCode } from '#widget/protocol.ts';
import { ACCESS_CHANGED } from '../access/index.ts';
import { readLocale, sentence } from '../messages/index.ts';
import { type TurnListener, type Turns, type Visit, createTurns, receiveMessage, reset, setFeedback, welcome } from '../modules/conversations/index.ts';
import { deletionOf } from '../modules/workspaces/index.ts';
import type { Platform } from '../platform/platform.ts';
import { isOwnOrigin } from './security.ts';
import type { Upgrade } from './socket.ts';
import { fitWelcome, readFrame, refuseText } from './widget-frames.ts';
import { Allowance, widgetLimits } from './widget-limits.ts';

interface Guest {
  readonly socket: WebSocket;
  readonly address: string;
  readonly channel: 'widget' | 'demo';
  locale: 'en' | 'it';
  /** null until the hello, and after a reset. */
  visit: Visit | null;
  conversationId: string | null;
  /** The message whose answer this socket waits for. */
  waitingFor: string | null;
  badFrames: number;
  alive: boolean;
}

const SHARED = 'all';

/** The address a request came from; behind a trusted proxy the one it names. */
const addressOf = ({ headers, socket }: IncomingMessage, platform: Platform): string => {
  const forwarded = headers['x-forwarded-for'];
  const first = (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(',', 1)[0]?.trim();
  return (platform.config.TRUST_PROXY && first) || socket.remoteAddress || 'unknown';
};

/** The chat on the product's own demo page says so by its host's origin; all others are customers' sites. */
const channelOf = ({ url, headers }: IncomingMessage, platform: Platform): 'widget' | 'demo' => {
  const host = new URL(url ?? '', 'http://localhost').searchParams.get('host');
  return host !== null && isOwnOrigin(host, headers.host, platform) ? 'demo' : 'widget';
};

/** `GET /widget/socket`: visitors' chats, by `widget/protocol.ts`. Any site's page may open one. */
export function widgetSocket(platform: Platform): { readonly upgrade: Upgrade; close(): Promise<void> } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  const turns: Turns = createTurns(platform);
  const guests = new Set<Guest>();
  const messagesFrom = new Allowance(widgetLimits.messagesPerAddress);
  const hellosFrom = new Allowance(widgetLimits.hellosPerAddress);

  const send = (guest: Guest, frame: ServerFrame): void => {
    if (guest.socket.readyState !== guest.socket.OPEN) return;
    if (guest.socket.bufferedAmount > widgetLimits.unread) return guest.socket.terminate();
    guest.socket.send(JSON.stringify(frame));
  };
  const refuse = (guest: Guest, code: WidgetErrorCode, clientId: string | null = null): void =>
    send(guest, { type: 'error', code, clientId, message: sentence(guest.locale, `widget.error.${code}`, { max: MAX_VISITOR_TEXT }) });

  const listenerOf = (guest: Guest): TurnListener => ({
    text: (messageId, text) => send(guest, { type: 'token', messageId, text }),
    answered(message) {
      guest.waitingFor = null;
      send(guest, { type: 'answer', message });
    },
    failed() {
      refuse(guest, 'unavailable', guest.waitingFor);
      guest.waitingFor = null;
    },
  });

  async function hello(guest: Guest, listener: TurnListener, frame: Extract<ClientFrame, { type: 'hello' }>): Promise<void> {
    if (!hellosFrom.take(guest.address)) return refuse(guest, 'too-many');
    turns.leave(listener);
    guest.locale = readLocale(frame.locale);
    guest.visit = null;
    const entry = await welcome(platform, { ...frame, locale: guest.locale, channel: guest.channel });
    if (typeof entry === 'string') return refuse(guest, entry);
    const { visit, agentName, secret, conversationId, messages, unanswered } = entry;
    guest.visit = visit;
    guest.conversationId = conversationId;
    send(guest, fitWelcome({ type: 'welcome', agentName, disclosure: sentence(guest.locale, 'widget.disclosure'), visitorId: visit.visitorId, visitorSecret: secret, conversationId, messages }));
    // Left unanswered by a lost line (then the turn still runs) or by a restart (then it starts now).
    if (conversationId !== null && unanswered) {
      guest.waitingFor = messages.at(-1)?.clientId ?? null;
      turns.follow(visit, conversationId, listener);
    }
  }

  async function message(guest: Guest, listener: TurnListener, allowance: Allowance, { clientId, text }: Extract<ClientFrame, { type: 'message' }>): Promise<void> {
    if (!guest.visit) return refuse(guest, 'bad-frame', clientId);
    const problem = refuseText(text);
    if (problem) return refuse(guest, problem, clientId);
    if (!allowance.take(SHARED) || !messagesFrom.take(guest.address)) return refuse(guest, 'too-many', clientId);
    const receipt = await receiveMessage(platform, guest.visit, { clientId, text });
    if (receipt.kind === 'not-published') return refuse(guest, 'not-published', clientId);
    guest.conversationId = receipt.conversationId;
    if (receipt.kind === 'busy') {
      // After a restart nobody is writing the answer that is due: whoever asks next starts it.
      turns.follow(guest.visit, receipt.conversationId, listener);
      return refuse(guest, 'busy', clientId);
    }
    send(guest, { type: 'accepted', clientId, messageId: receipt.messageId, conversationId: receipt.conversationId });
    if (receipt.answer) return send(guest, { type: 'answer', message: receipt.answer });
    guest.waitingFor = clientId;
    turns.follow(guest.visit, receipt.conversationId, listener);
  }

  async function heard(guest: Guest, listener: TurnListener, allowance: Allowance, frame: ClientFrame): Promise<void> {
    switch (frame.type) {
      case 'hello': return hello(guest, listener, frame);
      case 'message': return message(guest, listener, allowance, frame);
      case 'feedback': {
        const isOwn = guest.visit !== null && (await setFeedback(platform, guest.visit, frame.messageId, frame.value));
        return isOwn ? send(guest, { type: 'feedback', messageId: frame.messageId, value: frame.value }) : refuse(guest, 'bad-frame');
      }
      case 'stop':
        if (guest.conversationId !== null) turns.stop(guest.conversationId);
        return;
      case 'reset': {
        const { visit, conversationId } = guest;
        turns.leave(listener);
        if (conversationId !== null) turns.stop(conversationId);
        guest.visit = guest.conversationId = guest.waitingFor = null;
        if (visit) await reset(platform, visit);
        return;
      }
      case 'ping': send(guest, { type: 'pong' });
    }
  }

  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const guest: Guest = { socket, address: addressOf(request, platform), channel: channelOf(request, platform), locale: readLocale(request.headers['accept-language']), visit: null, conversationId: null, waitingFor: null, badFrames: 0, alive: true };
    guests.add(guest);
    const listener = listenerOf(guest);
    const frames = new Allowance(widgetLimits.frames);
    const messages = new Allowance(widgetLimits.messages);
    const late = setTimeout(() => { if (!guest.visit) socket.close(1008, 'no hello'); }, widgetLimits.helloWithin);
    const ping = setInterval(() => {
      if (!guest.alive) return socket.terminate();
      guest.alive = false;
      socket.ping();
    }, widgetLimits.pingEvery);
    socket.on('pong', () => { guest.alive = true; });
    // One frame after the other: a message waits for the hello before it.
    let queue = Promise.resolve();
    socket.on('message', (data, isBinary) => {
      guest.alive = true;
      if (!frames.take(SHARED)) return socket.close(1008, 'too many frames');
      const frame = isBinary ? null : readFrame(String(data));
      if (!frame) {
        refuse(guest, 'bad-frame');
        if ((guest.badFrames += 1) >= widgetLimits.badFrames) socket.close(1008, 'bad frames');
        return;
      }
      queue = queue.then(() => heard(guest, listener, messages, frame)).catch((error: unknown) => {
        // The name alone: a driver's message may repeat what was sent.
        platform.log.error({ part: 'widget', frame: frame.type, error: { name: error instanceof Error ? error.name : typeof error, code: (error as { code?: unknown }).code } }, 'a visitor’s frame failed');
        refuse(guest, 'unavailable', frame.type === 'message' ? frame.clientId : null);
      });
    });
    socket.once('close', () => {
      clearTimeout(late);
      clearInterval(ping);
      guests.delete(guest);
      turns.leave(listener);
    });
    socket.on('error', () => socket.terminate());
  });

  // A workspace that is being deleted answers nobody. Asked of the database, not read from the notice: a stale one closes nothing wrongly.
  const shutOut = async (workspaceId: string): Promise<void> => {
    const there = (): Guest[] => [...guests].filter(({ visit }) => visit?.workspaceId === workspaceId);
    if (there().length === 0 || (await deletionOf(platform, workspaceId)) === null) return;
    for (const guest of there()) {
      guest.visit = null;
      refuse(guest, 'not-published', guest.waitingFor);
      guest.socket.close(1008, 'closed');
    }
  };
  const stopListening = platform.pubsub.listen(ACCESS_CHANGED, ({ workspaceId }) => {
    shutOut(workspaceId).catch((error: unknown) => platform.log.warn({ part: 'widget', error: { name: error instanceof Error ? error.name : typeof error } }, 'could not ask whether a workspace is being deleted'));
  });

  return {
    upgrade(request, socket, head) {
      const address = addressOf(request, platform);
      const fromHere = [...guests].filter((guest) => guest.address === address).length;
      if (guests.size >= widgetLimits.sockets || fromHere >= widgetLimits.socketsPerAddress) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nretry-after: 30\r\nconnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (opened) => { sockets.emit('connection', opened, request); });
    },
    async close() {
      stopListening();
      for (const { socket } of guests) socket.close(1001, 'the server is stopping');
      sockets.close();
      await turns.close();
    },
  };
}
