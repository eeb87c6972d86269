import type { Passage, ProviderFailure, ProviderSettings, TurnEvent, TurnInput, TurnTrace } from '../contract.ts';
import { ProviderError, providerTimeouts, streamAnswer, type ProviderTimeouts, type Usage } from '../providers/index.ts';
import type { RetrievalIndex } from '../retrieve/index.ts';
import type { Lexicon } from '../retrieve/lexicon.ts';
import { citedAnswer } from './cited-answer.ts';
import { weigh } from './evidence.ts';
import { backgroundOf } from './follow-up.ts';
import { guarded } from './guard.ts';
import { noAnswer, promptOf } from './prompt.ts';
import { pieces, quotedAnswer, type Answer } from './quoted-answer.ts';
import { selectQuotes } from './select.ts';
import { smallTalkReply } from './small-talk.ts';

export interface TurnParts {
  readonly index: Pick<RetrievalIndex, 'search' | 'rarity'>;
  readonly lexicon: Lexicon;
  readonly timeouts?: ProviderTimeouts;
  /** Told the reason alone, never what was sent or answered. */
  readonly onProviderFailure?: (reason: ProviderFailure) => void;
}

/** Hits asked of the index; the record may withhold some, the model is given the best of the rest. */
const retrieved = 12;
const shownToModel = 8;

interface Found { readonly passage: Passage; readonly score: number }

/** Answers one message: guard → retrieve → model or quotes → done. Throws the signal's reason when it is aborted. */
export async function* runTurn(raw: TurnInput, signal: AbortSignal, parts: TurnParts): AsyncGenerator<TurnEvent> {
  const started = performance.now();
  const since = (): number => Math.round(performance.now() - started);
  signal.throwIfAborted();
  const input = guarded(raw);
  const trace: { -readonly [key in keyof TurnTrace]: TurnTrace[key] } = { retrieved: [], model: null, timings: { retrieve: 0, firstToken: null, total: 0 }, tokens: null, providerFailure: null };
  const firstPiece = (): void => { if (trace.timings.firstToken === null) trace.timings = { ...trace.timings, firstToken: since() }; };
  const done = (answer: Answer, outcome: 'answered' | 'fallback'): TurnEvent => {
    trace.timings = { ...trace.timings, total: since() };
    return { type: 'done', ...answer, outcome, trace };
  };
  async function* say(answer: Answer, outcome: 'answered' | 'fallback'): AsyncGenerator<TurnEvent> {
    for (const text of pieces(answer.text)) {
      signal.throwIfAborted();
      firstPiece();
      yield { type: 'text', text };
    }
    yield done(answer, outcome);
  }
  const fallback: Answer = { text: input.agent.fallback, citations: [] };

  if (input.question === '') return yield* say(fallback, 'fallback');
  const chat = smallTalkReply(input.question, input.agent.name);
  const background = chat === null ? backgroundOf(input) : '';
  const found = chat === null ? await retrieve(input, background, parts.index, trace) : [];
  trace.timings = { ...trace.timings, retrieve: since() };
  signal.throwIfAborted();

  // Without passages a model has nothing to stand on, unless the talk so far is what it is asked about.
  const { provider } = input;
  let modelSpoke = false;
  if (provider !== null && (chat !== null || found.length > 0 || input.history.some(({ author }) => author === 'agent'))) {
    const passages = found.slice(0, shownToModel).map(({ passage }) => passage);
    try {
      const written = yield* fromModel(provider, input, passages, signal, parts, firstPiece, () => { modelSpoke = true; });
      trace.model = provider.model;
      trace.tokens = written.usage;
      if (written.text === null) return yield* say(fallback, 'fallback');
      yield done(await citedAnswer(written.text, passages, parts.lexicon), 'answered');
      return;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      trace.providerFailure = error.reason;
      parts.onProviderFailure?.(error.reason);
    }
  }

  if (chat !== null) return yield* finish({ text: chat, citations: [] }, 'answered');
  const quotes = found.length === 0 ? [] : selectQuotes(await weigh(input.question, background, found, parts.lexicon, (words) => parts.index.rarity(input.workspaceId, words)));
  signal.throwIfAborted();
  if (quotes.length === 0) return yield* finish(fallback, 'fallback');
  yield* finish(quotedAnswer(quotes), 'answered');

  /** After a model that broke off in the middle the pieces cannot be taken back: `done` replaces them. */
  async function* finish(answer: Answer, outcome: 'answered' | 'fallback'): AsyncGenerator<TurnEvent> {
    if (modelSpoke) yield done(answer, outcome);
    else yield* say(answer, outcome);
  }
}

async function retrieve(input: TurnInput, background: string, index: TurnParts['index'], trace: { retrieved: TurnTrace['retrieved'] }): Promise<Found[]> {
  const hits = await index.search(input.workspaceId, `${input.question} ${background}`.trim(), { tagIds: input.agent.tagIds, limit: retrieved });
  trace.retrieved = hits.map(({ sectionId, score }) => ({ sectionId, score }));
  if (hits.length === 0) return [];
  const passages = new Map((await input.loadSections(hits.map(({ sectionId }) => sectionId))).map((passage) => [passage.sectionId, passage]));
  return hits.flatMap(({ sectionId, score }) => {
    const passage = passages.get(sectionId);
    return passage === undefined ? [] : [{ passage, score }];
  });
}

/** Streams the model's words, held back only while they may still turn out to be {@link noAnswer}; text is null when they are. */
async function* fromModel(provider: ProviderSettings, input: TurnInput, passages: readonly Passage[], signal: AbortSignal, parts: TurnParts, firstPiece: () => void, onStart: () => void): AsyncGenerator<TurnEvent, { text: string | null; usage: Usage | null }> {
  let text = '';
  let held = true;
  let usage: Usage | null = null;
  for await (const event of streamAnswer(provider, promptOf(input, passages), signal, parts.timeouts ?? providerTimeouts)) {
    if (event.type === 'end') {
      usage = event.usage;
      continue;
    }
    text += event.text;
    const start = text.trimStart();
    if (held && noAnswer.startsWith(start.slice(0, noAnswer.length))) continue;
    firstPiece();
    onStart();
    yield { type: 'text', text: held ? start : event.text };
    held = false;
  }
  if (!held) return { text, usage };
  if (text.includes(noAnswer)) return { text: null, usage };
  yield { type: 'text', text };
  return { text, usage };
}
