import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, streamText, type LanguageModel, type ModelMessage } from 'ai';
import type { ProviderFailure, ProviderSettings } from '../contract.ts';
import { ProviderError, providerFailure } from './failure.ts';

export { ProviderError } from './failure.ts';

/** Milliseconds to wait for a model: for its first word, between two, in all, and for a test of the settings. */
export interface ProviderTimeouts { readonly first: number; readonly between: number; readonly total: number; readonly test: number }
export const providerTimeouts: ProviderTimeouts = { first: 30_000, between: 20_000, total: 120_000, test: 20_000 };

// The SDK prints warnings about models to the console, which would be the server's log.
globalThis.AI_SDK_LOG_WARNINGS = false;

export interface Prompt { readonly instructions: string; readonly messages: readonly ModelMessage[] }
export interface Usage { readonly input: number; readonly output: number }
export type ModelEvent = { readonly type: 'text'; readonly text: string } | { readonly type: 'end'; readonly usage: Usage | null };

/**
 * Streams a model's answer: pieces of text, then one `end`. Throws
 * {@link ProviderError} when the provider fails, and the signal's reason when the
 * caller gave up.
 */
export async function* streamAnswer(provider: ProviderSettings, prompt: Prompt, signal: AbortSignal, timeouts: ProviderTimeouts = providerTimeouts): AsyncGenerator<ModelEvent> {
  signal.throwIfAborted();
  const watch = watchdog(signal, timeouts);
  let text = '';
  let usage: Usage | null = null;
  try {
    const { stream } = streamText({
      model: languageModel(provider), instructions: prompt.instructions, messages: [...prompt.messages], maxRetries: 0, abortSignal: watch.signal,
      // Errors come through the stream; the default would print them, with the request, to the console.
      onError: () => undefined,
    });
    for await (const part of stream) {
      if (part.type === 'error') throw part.error;
      if (part.type === 'abort') throw watch.signal.reason;
      if (part.type === 'text-delta' || part.type === 'reasoning-delta') watch.alive();
      if (part.type === 'text-delta' && part.text !== '') {
        text += part.text;
        yield { type: 'text', text: part.text };
      } else if (part.type === 'finish') {
        const { inputTokens, outputTokens } = part.totalUsage;
        usage = inputTokens === undefined || outputTokens === undefined ? null : { input: inputTokens, output: outputTokens };
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new ProviderError(watch.signal.aborted ? 'timeout' : providerFailure(error));
  } finally {
    // Reached too when the reader stops reading: the request must not go on being paid for.
    watch.stop();
  }
  signal.throwIfAborted();
  if (text.trim() === '') throw new ProviderError('bad-answer');
  yield { type: 'end', usage };
}

/** Asks for one short completion; see {@link AiService.testProvider}. */
export async function testProvider(provider: ProviderSettings, signal: AbortSignal, timeouts: ProviderTimeouts = providerTimeouts): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: ProviderFailure }> {
  const deadline = AbortSignal.timeout(timeouts.test);
  try {
    const { text, finishReason } = await generateText({ model: languageModel(provider), prompt: 'Reply with the single word OK.', maxRetries: 0, abortSignal: AbortSignal.any([signal, deadline]) });
    // A reasoning model may spend its allowance before the first visible word: that it answered is what was asked.
    return text.trim() !== '' || finishReason === 'length' ? { ok: true } : { ok: false, reason: 'bad-answer' };
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, reason: deadline.aborted ? 'timeout' : providerFailure(error) };
  }
}

function languageModel(provider: ProviderSettings): LanguageModel {
  if (!/^https?:\/\/[^\s]+$/i.test(provider.baseUrl)) throw new ProviderError('unreachable');
  return createOpenAICompatible({
    name: 'workspace', baseURL: provider.baseUrl.replace(/\/+$/, ''), apiKey: provider.apiKey, includeUsage: true,
    // A redirect would carry the key, and the visitor's words, to an address that nobody configured.
    fetch: (input, init) => fetch(input, { ...init, redirect: 'error' }),
  })(provider.model);
}

function watchdog(signal: AbortSignal, timeouts: ProviderTimeouts): { readonly signal: AbortSignal; alive(): void; stop(): void } {
  const controller = new AbortController();
  const expire = (): void => controller.abort(new DOMException('The model took too long.', 'TimeoutError'));
  const give = (): void => controller.abort(signal.reason);
  signal.addEventListener('abort', give, { once: true });
  const total = setTimeout(expire, timeouts.total);
  let next = setTimeout(expire, timeouts.first);
  return {
    signal: controller.signal,
    alive() {
      clearTimeout(next);
      next = setTimeout(expire, timeouts.between);
    },
    stop() {
      clearTimeout(total);
      clearTimeout(next);
      signal.removeEventListener('abort', give);
      controller.abort();
    },
  };
}
