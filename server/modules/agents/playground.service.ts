import { AiUnavailable, type AgentConfig, type TurnEvent, type TurnInput } from '#ai/contract.ts';
import { type Context, demandOn, isUuid, perform } from '../../access/index.ts';
import { NotFoundError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { loadPassages } from '../knowledge/index.ts';
import { providerFor } from '../secrets/index.ts';
import { playgroundInput } from './agents.input.ts';
import { findAgent } from './agents.store.ts';

/** What a visitor gets when the AI service is down. */
async function* fallback({ fallback: text }: AgentConfig, said: boolean): AsyncGenerator<TurnEvent> {
  if (!said) yield { type: 'text', text };
  yield { type: 'done', text, citations: [], outcome: 'fallback', trace: { retrieved: [], model: null, timings: { retrieve: 0, firstToken: null, total: 0 }, tokens: null, providerFailure: null } };
}

/**
 * Answers one question with the draft of an agent, as a visitor would be answered; nothing is kept. The asker sees
 * through it no more than themselves: passages are quoted from what their own permissions let them read.
 * @throws ValidationError | NotFoundError before anything is streamed
 */
export async function playground(context: Context, signal: AbortSignal, input: unknown): Promise<AsyncGenerator<TurnEvent>> {
  const { agentId, question, history } = validate(playgroundInput, input);
  const { platform } = context;
  const turn = await perform(context, 'agents:test', async (unit): Promise<TurnInput> => {
    const row = isUuid(agentId) ? await findAgent(unit.tx, unit.workspaceId, agentId) : undefined;
    if (!row) throw new NotFoundError('agent');
    demandOn(unit, 'agents:test', [agentId]);
    return {
      workspaceId: unit.workspaceId, agent: row.draft, history, question, provider: await providerFor(unit),
      loadSections: (ids) => perform(context, 'agents:test', (reading) => loadPassages(reading, ids)),
    };
  });
  return (async function* answer() {
    let said = false;
    try {
      for await (const event of platform.ai.turn(turn, signal)) {
        said = true;
        yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      // Its name alone: the message may repeat what was asked.
      if (!(error instanceof AiUnavailable)) platform.log.error({ error: { name: (error as Error).name, at: (error as Error).stack?.split('\n').slice(1, 6) } }, 'a turn in the playground failed');
      yield* fallback(turn.agent, said);
    }
  })();
}
