import { useCallback, useEffect, useRef, useState } from 'react';
import { toAppError, useApolloClient, useLiveStatus } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { type AnswerCitation, type AnswerTrace, useErrorText } from '#shared/ui/index.ts';
import { type Outcome, PlaygroundDocument } from '../../../gql/graphql.ts';

/** One question and what became of it. */
export interface PlaygroundTurn {
  readonly id: number;
  readonly question: string;
  /** As far as it has come. */
  readonly text: string;
  readonly state: 'streaming' | 'done' | 'stopped' | 'failed';
  readonly citations: readonly AnswerCitation[];
  readonly outcome: Outcome | null;
  readonly trace: AnswerTrace | null;
  /** A sentence, when it failed. */
  readonly failure: string | null;
}

/** Earlier messages that are sent along, as the AI service takes them. */
const historyLength = 12;

/** A conversation with the saved draft of an agent. Nothing of it is kept. */
export function usePlayground(agentId: string) {
  const t = useT('agents');
  const client = useApolloClient();
  const errorText = useErrorText();
  const status = useLiveStatus();
  const [turns, setTurns] = useState<readonly PlaygroundTurn[]>([]);
  const running = useRef<{ readonly id: number; readonly stop: () => void } | null>(null);
  const count = useRef(0);

  const change = useCallback((id: number, edit: (turn: PlaygroundTurn) => Partial<PlaygroundTurn>): void => {
    setTurns((now) => now.map((turn) => (turn.id === id ? { ...turn, ...edit(turn) } : turn)));
  }, []);

  const end = useCallback((id: number, edit: (turn: PlaygroundTurn) => Partial<PlaygroundTurn>): void => {
    if (running.current?.id !== id) return;
    const { stop } = running.current;
    running.current = null;
    stop();
    change(id, edit);
  }, [change]);

  const ask = (question: string): void => {
    if (running.current) return;
    count.current += 1;
    const id = count.current;
    const history = turns
      .filter(({ state }) => state === 'done')
      .flatMap((turn) => [{ author: 'visitor' as const, text: turn.question }, { author: 'agent' as const, text: turn.text }])
      .slice(-historyLength);
    setTurns((now) => [...now, { id, question, text: '', state: 'streaming', citations: [], outcome: null, trace: null, failure: null }]);
    const failed = (error: unknown) => (): Partial<PlaygroundTurn> => ({ state: 'failed', failure: errorText(toAppError(error)) });
    // Registered first: an answer may come before `subscribe` returns.
    let unsubscribe = (): void => {};
    running.current = { id, stop: () => unsubscribe() };
    const subscription = client.subscribe({ query: PlaygroundDocument, variables: { agentId, question, history } }).subscribe({
      next: ({ data, error }) => {
        if (error) return end(id, failed(error));
        const event = data?.playground;
        if (event?.__typename === 'PlaygroundText') change(id, ({ text }) => ({ text: text + event.text }));
        if (event?.__typename === 'PlaygroundDone') {
          const { text, citations, outcome, trace } = event;
          end(id, () => ({ state: 'done', text, citations, outcome, trace }));
        }
      },
      error: (error: unknown) => end(id, failed(error)),
      complete: () => end(id, () => ({ state: 'failed', failure: t('playground.brokeOff') })),
    });
    unsubscribe = () => subscription.unsubscribe();
    if (running.current?.id !== id) unsubscribe();
  };

  const stop = (): void => {
    if (running.current) end(running.current.id, () => ({ state: 'stopped' }));
  };

  // When the line comes back the socket would ask again from the start: the words would double.
  useEffect(() => {
    if (status === 'lost' && running.current) end(running.current.id, () => ({ state: 'failed', failure: t('playground.lost') }));
  }, [status, end, t]);
  useEffect(() => () => running.current?.stop(), []);

  return {
    turns,
    streaming: turns.some(({ state }) => state === 'streaming'),
    ask,
    stop,
    clear: (): void => {
      running.current?.stop();
      running.current = null;
      setTurns([]);
    },
  };
}
