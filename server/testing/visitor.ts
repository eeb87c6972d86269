import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { ClientFrame, ServerFrame } from '#widget/protocol.ts';

type Of<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>;
export interface Identity { readonly visitorId: string | null; readonly visitorSecret: string | null; readonly conversationId: string | null }

/** A visitor's end of the real socket: sends frames, waits for frames. */
export class Visitor {
  readonly socket: WebSocket;
  readonly frames: ServerFrame[] = [];
  readonly #heard = new Set<() => void>();
  #read = 0;
  constructor(url: string, { host = 'https://shop.example', origin = url }: { host?: string; origin?: string } = {}) {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/widget/socket?${new URLSearchParams({ host })}`, { origin });
    this.socket.on('message', (data: Buffer) => {
      this.frames.push(JSON.parse(data.toString()) as ServerFrame);
      for (const heard of this.#heard) heard();
    });
    this.socket.on('close', () => { for (const heard of this.#heard) heard(); });
    this.socket.on('error', () => undefined);
  }

  async send(frame: ClientFrame | Record<string, unknown> | string): Promise<void> {
    if (this.socket.readyState === WebSocket.CONNECTING) await new Promise((resolve, reject) => { this.socket.once('open', resolve).once('error', reject); });
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** The next frame of a type that has not been waited for yet; frames before it are passed over. */
  async next<Type extends ServerFrame['type']>(type: Type): Promise<Of<Type>> {
    for (;;) {
      const index = this.frames.findIndex((frame, at) => at >= this.#read && frame.type === type);
      if (index >= 0) {
        this.#read = index + 1;
        return this.frames[index] as Of<Type>;
      }
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`closed while waiting for ${type}; heard ${JSON.stringify(this.frames.slice(this.#read))}`);
      await new Promise<void>((resolve) => {
        const heard = (): void => { this.#heard.delete(heard); resolve(); };
        this.#heard.add(heard);
      });
    }
  }

  async hello(agent: string, identity: Partial<Identity> = {}, locale = 'en'): Promise<Of<'welcome'>> {
    await this.send({ type: 'hello', agent, visitorId: null, visitorSecret: null, conversationId: null, locale, ...identity });
    return this.next('welcome');
  }

  /** Sends a message and waits for its answer. */
  async ask(text: string, clientId: string = randomUUID()): Promise<{ accepted: Of<'accepted'>; answer: Of<'answer'>['message'] }> {
    await this.send({ type: 'message', clientId, text });
    const accepted = await this.next('accepted');
    return { accepted, answer: (await this.next('answer')).message };
  }

  /** Ends the line as a broken network does. */
  vanish(): void {
    this.socket.terminate();
  }

  async closed(): Promise<number> {
    if (this.socket.readyState === WebSocket.CLOSED) return 1006;
    return new Promise((resolve) => { this.socket.once('close', resolve); });
  }
}
