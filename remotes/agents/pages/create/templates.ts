import type { Tone } from '../../gql/graphql.ts';

/** What can be started from. Words are in the message files, in the language of the person who creates the agent. */
export const templates = [
  { id: 'blank', tone: 'neutral' },
  { id: 'support', tone: 'friendly' },
  { id: 'advisor', tone: 'neutral' },
  { id: 'handbook', tone: 'concise' },
] as const satisfies readonly { id: string; tone: Tone }[];

export type TemplateId = (typeof templates)[number]['id'];
