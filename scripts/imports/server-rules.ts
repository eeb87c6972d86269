import { isTest, within } from './edge.ts';
import type { Edge } from './edge.ts';
import type { Rule } from './rules.ts';

/**
 * Layers of the server: a file may use its own layer and those below. What lies
 * directly in `server/` starts things and may use all; settings and messages
 * lie beside the platform.
 */
const layers: Readonly<Record<string, number>> & { readonly platform: number } = { http: 5, graphql: 4, modules: 3, access: 2, audit: 2, auth: 2, platform: 1, messages: 1 };
/** Parts of one module: a file may use what is below; the index is the module's door. */
const parts: Readonly<Record<string, number>> = { graphql: 4, routes: 4, jobs: 4, service: 3, store: 2, events: 1, input: 1 };

function layerOf(path: string | null): number | undefined {
  if (path === null) return undefined;
  if (path === 'server/config.ts') return layers.platform;
  return layers[/^server\/([^/]+)\//.exec(path)?.[1] ?? ''];
}
const moduleOf = (path: string | null): string | undefined => (path === null ? undefined : /^server\/modules\/([^/]+)\//.exec(path)?.[1]);
/** `members.service.ts` is the service; so is `invite-member.service.ts` beside it. */
const partOf = (path: string | null): string | undefined => (path === null ? undefined : /\.([a-z]+)\.ts$/.exec(path)?.[1]);

/** The GraphQL fields of a module are built with the builder, which lies above it; the assembled schema is out of reach. */
const buildsFields = ({ from, to }: Edge): boolean => moduleOf(from) !== undefined && partOf(from) === 'graphql' && within(to, 'server/graphql') && to !== 'server/graphql/schema.ts';

const climbs = (edge: Edge): boolean => {
  const from = layerOf(edge.from);
  const to = layerOf(edge.to);
  return !isTest(edge.from) && from !== undefined && to !== undefined && to > from && !buildsFields(edge);
};

const climbsInModule = ({ from, to }: Edge): boolean => {
  if (isTest(from) || moduleOf(from) === undefined || moduleOf(from) !== moduleOf(to)) return false;
  const own = parts[partOf(from) ?? ''];
  const used = parts[partOf(to) ?? ''];
  return own !== undefined && used !== undefined && used > own;
};

export const serverRules: readonly Rule[] = [
  { id: 'server-layers', says: 'in the server: http → graphql → modules → access, audit, auth → platform', forbids: climbs },
  { id: 'server-tests-apart', says: 'server/testing is for tests', forbids: (edge) => within(edge.to, 'server/testing') && !isTest(edge.from) && !within(edge.from, 'e2e', 'bench', 'scripts') && edge.from.includes('/') },
  { id: 'module-door', says: 'another module is reached through its index.ts', forbids: ({ from, to }) => within(from, 'server') && !isTest(from) && moduleOf(to) !== undefined && moduleOf(from) !== moduleOf(to) && to !== `server/modules/${moduleOf(to)}/index.ts` && !/^server\/graphql\/schema\.ts$/.test(from) },
  { id: 'module-order', says: 'in a module: graphql → service → store', forbids: climbsInModule },
  { id: 'module-no-skipping', says: "a module's GraphQL fields go through its service, never to the store", forbids: ({ from, to, typeOnly }) => !typeOnly && !isTest(from) && moduleOf(from) !== undefined && partOf(from) === 'graphql' && partOf(to) === 'store' },
  { id: 'ai-behind-contract', says: 'the server uses the AI service through ai/contract.ts; main.ts alone makes one', forbids: ({ from, to }) => within(from, 'server') && !isTest(from) && within(to, 'ai') && to !== 'ai/contract.ts' && from !== 'server/main.ts' && !within(from, 'server/platform/ai') },
];
