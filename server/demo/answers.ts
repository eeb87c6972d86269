import type { TurnEvent } from '#ai/contract.ts';
import { asSystem, perform } from '../access/index.ts';
import { loadPassages } from '../modules/knowledge/index.ts';
import type { Platform } from '../platform/platform.ts';
import { AGENTS, type AgentName } from './agents.ts';
import { WORKSPACE } from './people.ts';
import { TOPICS } from './script.ts';

/** What an agent says to a question. */
export type Told = Pick<Extract<TurnEvent, { type: 'done' }>, 'text' | 'citations' | 'outcome' | 'trace'>;
export interface Answers { get(agent: AgentName, question: string): Told }

/** Questions asked of the AI service at the same time. */
const AT_ONCE = 4;

/** Asks the sample agents everything that the sample visitors ask, each question once: answers and citations are theirs. */
export async function askAll(platform: Platform): Promise<Answers> {
  const told = new Map<string, Told>();
  const nameOf = (agent: AgentName, question: string): string => `${agent}\n${question}`;
  const questions = new Map(TOPICS.flatMap(({ agent, openings, next }) => [...openings, ...next].map((question) => [nameOf(agent, question), { agent, question }] as const)));
  const waiting = [...questions.entries()];
  const loadSections = (ids: readonly string[]) => perform(asSystem(platform, WORKSPACE.id, 'demo.answers'), 'system', (unit) => loadPassages(unit, ids));
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, { agent, question }] = next;
      const turn = platform.ai.turn({ workspaceId: WORKSPACE.id, agent: AGENTS[agent].config, history: [], question, provider: null, loadSections }, new AbortController().signal);
      for await (const event of turn) if (event.type === 'done') told.set(name, event);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return {
    get(agent, question) {
      const answer = told.get(nameOf(agent, question));
      if (!answer) throw new Error('a sample question has no answer');
      return answer;
    },
  };
}
