import type { ServerFrame, WidgetMessage } from '../protocol.ts';
import { connect, timings } from './connection.ts';
import type { Timings } from './connection.ts';
import { emptyVisit } from './visit.ts';
import type { Outgoing, VisitStore } from './visit.ts';

export type Feedback = WidgetMessage['feedback'];

/** What the screen is drawn from. */
export interface ChatState {
  readonly connection: 'connecting' | 'online' | 'offline';
  readonly agentName: string | null;
  readonly disclosure: string | null;
  /** What the server has, oldest first. */
  readonly messages: readonly WidgetMessage[];
  /** What the visitor sent and has no answer yet, oldest first. */
  readonly outbox: readonly Outgoing[];
  /** The answer as far as it has come. */
  readonly stream: { readonly messageId: string; readonly text: string } | null;
  readonly stopping: boolean;
  /** The newest answer that came while the visitor was here; null at first, so that history isn't read aloud. */
  readonly news: WidgetMessage | null;
  /** A sentence from the server that belongs to no message. */
  readonly notice: string | null;
  /** The chat can't work here: the agent is unknown or not published. */
  readonly dead: boolean;
}

export interface ConversationOptions {
  readonly url: string;
  readonly agent: string;
  readonly locale: string;
  readonly store: VisitStore;
  /** Said when an answer doesn't come. */
  readonly noAnswer: string;
  readonly times?: Timings;
  readonly newId?: () => string;
  readonly onMessage?: (id: string) => void;
  readonly onAnswer?: (message: WidgetMessage) => void;
}

export interface Conversation {
  state(): ChatState;
  /** Calls `listener` after every change; the returned function ends that. */
  subscribe(listener: () => void): () => void;
  send(text: string): void;
  retry(clientId: string): void;
  /** Takes a message back that could not be sent, and returns its text. */
  takeBack(clientId: string): string;
  rate(messageId: string, value: Feedback): void;
  stop(): void;
  reset(): void;
  /** The network came or went: find out now rather than when the wait is over. */
  networkChanged(): void;
  close(): void;
}

const isPending = (item: Outgoing): boolean => item.status === 'sent' || item.status === 'stored';

/** The visitor's message was answered when an agent's message follows it. */
function isAnswered(messages: readonly WidgetMessage[], clientId: string): boolean {
  const asked = messages.findIndex((message) => message.clientId === clientId && message.author === 'visitor');
  return asked >= 0 && messages.slice(asked + 1).some((message) => message.author === 'agent');
}

/**
 * The visitor's side of `widget/protocol.ts`. A message stays in the outbox until it is answered and keeps its
 * `clientId`, so that after a lost connection it can be sent again and is yet stored once; one message is under
 * way at a time, so that answers come in the order of the questions.
 */
export function converse(options: ConversationOptions): Conversation {
  const { store, times = timings, newId = () => crypto.randomUUID() } = options;
  const listeners = new Set<() => void>();
  const ratings = new Map<string, Feedback>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The reset is sent; the pong that follows tells that the server has it. */
  let forgetting = false;
  let state: ChatState = {
    connection: 'connecting',
    agentName: null,
    disclosure: null,
    messages: [],
    // What was under way when the page was left is asked for again.
    outbox: store.read().outbox.map((item) => (isPending(item) ? { ...item, status: 'queued' } : item)),
    stream: null,
    stopping: false,
    news: null,
    notice: null,
    dead: false,
  };

  function set(change: Partial<ChatState>): void {
    state = { ...state, ...change };
    if (change.outbox) store.write({ outbox: change.outbox });
    for (const listener of listeners) listener();
  }
  const mark = (clientId: string, status: Outgoing['status'], reason?: string): void =>
    set({ outbox: state.outbox.map((item) => (item.clientId === clientId ? { ...item, status, reason } : item)) });
  const without = (clientId: string | undefined): readonly Outgoing[] => state.outbox.filter((item) => item.clientId !== clientId);

  function after(delay: number, run: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(run, delay);
  }

  /** Sends the next message when none is under way. */
  function pump(): void {
    const next = state.outbox.find((item) => item.status === 'queued');
    if (!next || state.connection !== 'online' || state.outbox.some(isPending)) return;
    if (connection.send({ type: 'message', clientId: next.clientId, text: next.text })) {
      mark(next.clientId, 'sent');
      expect(next.clientId);
    }
  }

  /** An answer is due for `clientId`; without a sign of it, the visitor can try again. */
  function expect(clientId: string): void {
    after(times.silence, () => {
      mark(clientId, 'failed', options.noAnswer);
      set({ stream: null, stopping: false });
      pump();
    });
  }

  function forgetNow(): void {
    forgetting = connection.send({ type: 'reset' }) && connection.send({ type: 'ping' });
  }

  function forgotten(): void {
    forgetting = false;
    store.write({ identity: emptyVisit.identity, forget: false });
  }

  function welcome(frame: Extract<ServerFrame, { type: 'welcome' }>): void {
    const { visitorId, visitorSecret, conversationId, agentName, disclosure } = frame;
    const names = { agentName, disclosure, notice: null };
    if (store.read().forget) {
      set(names);
      forgetNow();
      return;
    }
    store.write({ identity: { visitorId, visitorSecret, conversationId } });
    clearTimeout(timer);
    const last = frame.messages.at(-1);
    const missed = last?.author === 'agent' && state.outbox.some((item) => isAnswered(frame.messages, item.clientId)) ? last : null;
    set({
      ...names,
      news: missed ?? state.news,
      connection: 'online',
      messages: frame.messages.map((message) => ({ ...message, feedback: ratings.get(message.id) ?? message.feedback })),
      outbox: state.outbox
        .filter((item) => !isAnswered(frame.messages, item.clientId))
        .map((item) => (isPending(item) ? { ...item, status: 'queued' } : item)),
      stream: null,
      stopping: false,
    });
    if (missed) options.onAnswer?.(missed);
    for (const [messageId, value] of ratings) connection.send({ type: 'feedback', messageId, value });
    pump();
  }

  function accepted({ clientId, messageId, conversationId }: Extract<ServerFrame, { type: 'accepted' }>): void {
    const item = state.outbox.find((each) => each.clientId === clientId);
    store.write({ identity: { ...store.read().identity, conversationId } });
    if (!item) return;
    mark(clientId, 'stored');
    if (state.messages.some((message) => message.id === messageId)) return;
    const message: WidgetMessage = {
      id: messageId, clientId, author: 'visitor', text: item.text, citations: [], feedback: null, at: new Date().toISOString(),
    };
    set({ messages: [...state.messages, message] });
    options.onMessage?.(messageId);
  }

  function answer(message: WidgetMessage): void {
    clearTimeout(timer);
    const known = state.messages.some(({ id }) => id === message.id);
    const asked = state.outbox.find((item) => item.clientId === message.clientId) ?? state.outbox.find(isPending);
    set({
      messages: known ? state.messages.map((each) => (each.id === message.id ? message : each)) : [...state.messages, message],
      outbox: without(asked?.clientId),
      stream: null,
      stopping: false,
      news: known ? state.news : message,
    });
    if (!known) options.onAnswer?.(message);
    pump();
  }

  function failed({ code, message, clientId }: Extract<ServerFrame, { type: 'error' }>): void {
    if (code === 'unknown-agent' || code === 'not-published') {
      set({ notice: message, dead: true });
      connection.close();
      return;
    }
    const item = state.outbox.find((each) => each.clientId === clientId);
    if (!item) {
      set({ notice: message });
      return;
    }
    if (code === 'busy') {
      // An earlier answer is still being written, perhaps to the socket that was lost. This one was not stored: it waits
      // in line, so that the other's answer is not taken for its own.
      mark(item.clientId, 'queued');
      after(times.busy, pump);
      return;
    }
    clearTimeout(timer);
    mark(item.clientId, 'failed', message);
    set({ stream: null, stopping: false });
    pump();
  }

  const connection = connect(
    options.url,
    {
      hello: () => ({ type: 'hello', agent: options.agent, ...store.read().identity, locale: options.locale }),
      frame(frame) {
        // Until the server has forgotten the old visitor, nothing of theirs is shown.
        if (forgetting && frame.type !== 'pong') return;
        switch (frame.type) {
          case 'welcome':
            return welcome(frame);
          case 'accepted':
            return accepted(frame);
          case 'token': {
            const asked = state.outbox.find(isPending);
            if (!asked) return;
            const before = state.stream?.messageId === frame.messageId ? state.stream.text : '';
            expect(asked.clientId);
            return set({ stream: { messageId: frame.messageId, text: before + frame.text } });
          }
          case 'answer':
            return answer(frame.message);
          case 'feedback':
            if (ratings.has(frame.messageId) && ratings.get(frame.messageId) !== frame.value) return;
            ratings.delete(frame.messageId);
            return set({ messages: state.messages.map((each) => (each.id === frame.messageId ? { ...each, feedback: frame.value } : each)) });
          case 'error':
            return failed(frame);
          case 'pong':
            if (!forgetting) return;
            forgotten();
            connection.renew();
        }
      },
      lost(clean) {
        clearTimeout(timer);
        // A server that closes the socket upon the reset has heard it.
        if (forgetting && clean) forgotten();
        forgetting = false;
        set({
          connection: 'offline',
          outbox: state.outbox.map((item) => (isPending(item) ? { ...item, status: 'queued' } : item)),
          stopping: false,
        });
      },
    },
    times,
  );

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    send(text) {
      set({ outbox: [...state.outbox, { clientId: newId(), text, status: 'queued' }], notice: null });
      pump();
    },
    retry(clientId) {
      mark(clientId, 'queued');
      pump();
    },
    takeBack(clientId) {
      const text = state.outbox.find((item) => item.clientId === clientId)?.text ?? '';
      set({ outbox: without(clientId) });
      return text;
    },
    rate(messageId, value) {
      ratings.set(messageId, value);
      set({ messages: state.messages.map((each) => (each.id === messageId ? { ...each, feedback: value } : each)) });
      connection.send({ type: 'feedback', messageId, value });
    },
    stop() {
      if (connection.send({ type: 'stop' })) set({ stopping: true });
    },
    reset() {
      clearTimeout(timer);
      ratings.clear();
      // A visitor the server never heard of needs no forgetting there.
      store.write({ forget: store.read().identity.visitorId !== null, draft: '' });
      set({ messages: [], outbox: [], stream: null, stopping: false, news: null, notice: null, connection: state.connection === 'offline' ? 'offline' : 'connecting' });
      if (store.read().forget) forgetNow();
    },
    networkChanged() {
      if (state.connection === 'offline' || !navigator.onLine) connection.renew();
    },
    close() {
      clearTimeout(timer);
      connection.close();
    },
  };
}
