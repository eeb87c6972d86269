import type { AgentConfigInput, AgentConfigPartsFragment, Tone } from '../gql/graphql.ts';

/** What the form holds: an agent's configuration with its tags by id. */
export interface ConfigValues {
  readonly name: string;
  readonly goal: string;
  readonly instructions: string;
  readonly tone: Tone;
  readonly tagIds: string[];
  readonly fallback: string;
}

export const tones: readonly Tone[] = ['neutral', 'friendly', 'formal', 'concise'];

/** Fields of a configuration in the order in which they are shown and compared. */
export const configFields = ['name', 'goal', 'tone', 'instructions', 'tags', 'fallback'] as const;
export type ConfigField = (typeof configFields)[number];

export const valuesOf = ({ name, goal, instructions, tone, tags, fallback }: AgentConfigPartsFragment): ConfigValues => ({
  name, goal, instructions, tone, fallback,
  tagIds: tags.map(({ id }) => id),
});

export const inputOf = ({ name, goal, instructions, tone, tagIds, fallback }: ConfigValues): AgentConfigInput => ({
  name: name.trim(),
  goal: goal.trim(),
  instructions: instructions.trim(),
  tone,
  tagIds,
  fallback: fallback.trim(),
});

const comparable = (config: AgentConfigPartsFragment, field: ConfigField): string =>
  field === 'tags' ? config.tags.map(({ id }) => id).sort().join() : config[field];

/** Fields in which two configurations differ; all of them when there is nothing to compare with. */
export const differingFields = (before: AgentConfigPartsFragment | null, after: AgentConfigPartsFragment): ConfigField[] =>
  configFields.filter((field) => before === null || comparable(before, field) !== comparable(after, field));

/** The server's names of changed fields, in our order. */
export const changedFields = (names: readonly string[]): ConfigField[] =>
  configFields.filter((field) => names.includes(field) || (field === 'tags' && names.includes('tagIds')));
