import { randomUUID } from 'node:crypto';
import type { Locale } from '#shared/contract/manifest.ts';
import type { Passage, TurnEvent } from '#ai/contract.ts';
import { perform } from '../../access/index.ts';
import { sentence } from '../../messages/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { loadPassages } from '../knowledge/index.ts';
import { type Answer, type Question, loadQuestion, storeAnswer } from './answers.service.ts';
import { type Visit, type VisitorMessage, asVisitor } from './visits.service.ts';

/** Somebody who watches an answer being written. */
export interface TurnListener {
  /** A piece to append; the first one after listening holds all that was said before. */
  text(messageId: string, text: string): void;
  answered(message: VisitorMessage): void;
  /** It could not be stored, or nobody is live to answer; the question stays, and is answered at the next chance. */
  failed(): void;
}

/** The answers being written by this process, one a conversation. They don't depend on anybody listening. */
export interface Turns {
  /** Answers the message a conversation ends with, or joins the answer that is under way. */
  follow(visit: Visit, conversationId: string, listener: TurnListener): void;
  /** Stops listening; the turn goes on. */
  leave(listener: TurnListener): void;
  isRunning(conversationId: string): boolean;
  /** Ends the answer; what was said so far is stored. */
  stop(conversationId: string): void;
  /** Ends all; questions stay unanswered until the next start. */
  close(): Promise<void>;
}

/** A turn that takes longer is given up for the agent's fallback. */
const DEADLINE_MS = 120_000;

type Ending = 'stopped' | 'closing' | 'deadline';
interface RunningTurn { readonly answerId: string; text: string; readonly listeners: Set<TurnListener>; readonly ending: AbortController; over: Promise<void> }

/** The events of a turn until it is aborted, even if the service that makes them doesn't listen to the signal. */
async function* until(events: AsyncIterable<TurnEvent>, signal: AbortSignal): AsyncGenerator<TurnEvent> {
  const iterator = events[Symbol.asyncIterator]();
  const aborted = new Promise<never>((_resolve, reject) => { signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true }); });
  aborted.catch(() => undefined);
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await Promise.race([iterator.next(), aborted]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a service that hangs must not hold the answer back.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

/** What was said when the turn ended before it was done. */
const cutShort = (ending: Ending | null, said: string, question: Question, locale: Locale): Pick<Answer, 'text' | 'outcome'> =>
  ending === 'stopped' ? { text: said.trim() || sentence(locale, 'widget.stopped'), outcome: null } : { text: question.agent.fallback, outcome: 'fallback' };

export function createTurns(platform: Platform): Turns {
  const running = new Map<string, RunningTurn>();
  const endingOf = ({ ending }: RunningTurn): Ending | null => (ending.signal.aborted ? (ending.signal.reason as Ending) : null);
  const tell = (turn: RunningTurn, say: (listener: TurnListener) => void): void => { for (const listener of turn.listeners) say(listener); };

  /** The error's name and place, never its message: that may repeat what a visitor wrote. */
  const report = (error: unknown, what: string): void => {
    const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: '' };
    platform.log.warn({ part: 'turn', error: { name, at: stack?.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 6) } }, what);
  };

  async function speak(turn: RunningTurn, visit: Visit, question: Question): Promise<Pick<Answer, 'text' | 'citations' | 'outcome' | 'trace'>> {
    const { signal } = turn.ending;
    const loadSections = (ids: readonly string[]): Promise<readonly Passage[]> => perform(asVisitor(platform, visit), 'visitor', (unit) => loadPassages(unit, ids));
    const { agent, history, provider, text } = question;
    try {
      for await (const event of until(platform.ai.turn({ workspaceId: visit.workspaceId, agent, history, question: text, provider, loadSections }, signal), signal)) {
        if (event.type === 'done') return event;
        turn.text += event.text;
        tell(turn, (listener) => listener.text(turn.answerId, event.text));
      }
      throw new Error('the turn ended without an answer');
    } catch (error) {
      const ending = endingOf(turn);
      if (ending !== 'stopped' && ending !== 'closing') report(error, 'a turn failed; the visitor was given the agent’s fallback');
      return { ...cutShort(ending, turn.text, question, visit.locale), citations: [], trace: null };
    }
  }

  async function run(turn: RunningTurn, visit: Visit, conversationId: string): Promise<void> {
    const began = performance.now();
    const end = (): void => { if (running.get(conversationId) === turn) running.delete(conversationId); };
    const deadline = setTimeout(() => turn.ending.abort('deadline' satisfies Ending), DEADLINE_MS);
    try {
      const due = await loadQuestion(platform, visit, conversationId);
      if (!due || 'answer' in due) {
        end();
        // Whoever was told of no answer a moment ago, and comes to follow when it is stored, is given it.
        return tell(turn, (listener) => (due ? listener.answered(due.answer) : listener.failed()));
      }
      const { question } = due;
      const said = await speak(turn, visit, question);
      if (endingOf(turn) === 'closing') return;
      const stored = await storeAnswer(platform, visit, conversationId, { ...said, id: turn.answerId, position: question.position, responseMs: performance.now() - began });
      end();
      tell(turn, (listener) => (stored ? listener.answered(stored) : listener.failed()));
    } catch (error) {
      report(error, 'an answer could not be stored; its question is answered at the next chance');
      end();
      tell(turn, (listener) => listener.failed());
    } finally {
      clearTimeout(deadline);
      end();
    }
  }

  return {
    follow(visit, conversationId, listener) {
      const known = running.get(conversationId);
      if (known) {
        if (known.listeners.has(listener)) return;
        known.listeners.add(listener);
        if (known.text !== '') listener.text(known.answerId, known.text);
        return;
      }
      const turn: RunningTurn = { answerId: randomUUID(), text: '', listeners: new Set([listener]), ending: new AbortController(), over: Promise.resolve() };
      running.set(conversationId, turn);
      turn.over = run(turn, visit, conversationId);
    },
    leave(listener) {
      for (const { listeners } of running.values()) listeners.delete(listener);
    },
    isRunning: (conversationId) => running.has(conversationId),
    stop: (conversationId) => running.get(conversationId)?.ending.abort('stopped' satisfies Ending),
    async close() {
      const turns = [...running.values()];
      for (const { ending } of turns) ending.abort('closing' satisfies Ending);
      await Promise.allSettled(turns.map(({ over }) => over));
    },
  };
}
