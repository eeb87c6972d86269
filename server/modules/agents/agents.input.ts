import { z } from 'zod';

export const tones = ['neutral', 'friendly', 'formal', 'concise'] as const;
const MAX = { name: 60, goal: 500, instructions: 8000, fallback: 500, tags: 50 };

const uuid = z.string().toLowerCase().pipe(z.guid());
const config = z.object({
  name: z.string().trim().min(1).max(MAX.name),
  goal: z.string().trim().max(MAX.goal),
  instructions: z.string().trim().max(MAX.instructions),
  tone: z.enum(tones),
  tagIds: z.array(uuid).max(MAX.tags).transform((ids) => [...new Set(ids)]),
  fallback: z.string().trim().min(1).max(MAX.fallback),
});

export const createAgentInput = z.object({ id: uuid, config });
export const updateAgentInput = z.object({ id: z.string(), config, version: z.number().int() });

const MAX_QUESTION = 4000;
const MAX_HISTORY = 12;
/** An agent's answer may be longer than a question. */
const MAX_SAID = 20_000;
export const playgroundInput = z.object({
  agentId: z.string(),
  question: z.string().trim().min(1).max(MAX_QUESTION),
  history: z.array(z.object({ author: z.enum(['visitor', 'agent']), text: z.string().max(MAX_SAID) })).refine((said) => said.length <= MAX_HISTORY, { params: { code: 'too-many', params: { max: MAX_HISTORY } } }),
});
