import { type Labels, type RemoteManifest, contractVersion, locales, navigationIcons, slotNames } from '#shared/contract/index.ts';
import { type Requirement, isPermission } from '#shared/permissions/index.ts';

/** What a remote's module holds, as far as it can be read from its source. */
export interface RemoteOutline {
  readonly id: string | null;
  /** Patterns of its routes; null when they are made by something else than a list. */
  readonly routes: readonly string[] | null;
  /** What the page of a route is imported by, by the route's pattern, where a page stands there alone. */
  readonly pages: Readonly<Record<string, string>>;
  /** Names of its guests by slot. */
  readonly slots: Readonly<Record<string, readonly string[]>>;
}

/** What is wrong with a manifest, a sentence each; empty when nothing is. */
export function problemsOf(manifest: RemoteManifest, outline: RemoteOutline): readonly string[] {
  return [...ownProblems(manifest), ...routeProblems(manifest, outline), ...slotProblems(manifest, outline), ...actionProblems(manifest)];
}

const idPattern = /^[a-z][a-z0-9-]{0,39}$/;

function ownProblems({ id, contract, title, requires, navigation }: RemoteManifest): string[] {
  const problems = [...labelProblems('title', title), ...requirementProblems('requires', requires)];
  if (!idPattern.test(id)) problems.push(`The id "${id}" must be lower-case letters, digits and dashes, and begin with a letter.`);
  if (contract !== contractVersion) problems.push(`It is written for contract ${String(contract)}; this build makes contract ${contractVersion}.`);
  if (navigation && !navigationIcons.includes(navigation.icon)) problems.push(`There is no icon "${navigation.icon}". Known: ${navigationIcons.join(', ')}.`);
  if (navigation && !['work', 'manage'].includes(navigation.group)) problems.push(`There is no group "${navigation.group}" in the navigation. Known: work, manage.`);
  if (navigation && !Number.isFinite(navigation.order)) problems.push('The order in the navigation must be a number.');
  return problems;
}

function routeProblems({ routes }: RemoteManifest, outline: RemoteOutline): string[] {
  const problems = repeated(routes.map(({ path }) => path)).map((path) => `The route "${path}" is declared twice.`);
  for (const { path, requires } of routes) {
    problems.push(...requirementProblems(`the route "${path}"`, requires));
    if (path.startsWith('/')) problems.push(`The route "${path}" must not begin with a slash: it lies below the remote's own address.`);
    if (outline.routes && !outline.routes.includes(path)) problems.push(`The route "${path}" is declared, but remote.tsx has no such route. It has: ${quoted(outline.routes)}.`);
  }
  for (const path of outline.routes ?? []) {
    if (!routes.some((declared) => declared.path === path)) problems.push(`remote.tsx has the route "${path}", which nobody can reach: the manifest doesn't declare it.`);
  }
  return problems;
}

function slotProblems({ slots = [] }: RemoteManifest, outline: RemoteOutline): string[] {
  const problems = repeated(slots.map(({ slot, name }) => `${slot}/${name}`)).map((guest) => `The guest "${guest}" is declared twice.`);
  for (const { slot, name, requires, title } of slots) {
    problems.push(...requirementProblems(`the guest "${slot}/${name}"`, requires));
    if (!slotNames.includes(slot)) problems.push(`There is no slot "${slot}". Known: ${slotNames.join(', ')}.`);
    else if (!outline.slots[slot]?.includes(name)) problems.push(`The guest "${name}" of the slot "${slot}" is declared, but remote.tsx doesn't have it.`);
    if (title) problems.push(...labelProblems(`title of the guest "${slot}/${name}"`, title));
    else if (slot.endsWith('.columns')) problems.push(`The column "${slot}/${name}" needs a title, its heading.`);
  }
  for (const [slot, names] of Object.entries(outline.slots)) {
    for (const name of names) {
      if (!slots.some((declared) => declared.slot === slot && declared.name === name)) problems.push(`remote.tsx has the guest "${name}" for the slot "${slot}", which nobody sees: the manifest doesn't declare it.`);
    }
  }
  return problems;
}

function actionProblems({ actions = [], routes }: RemoteManifest): string[] {
  const problems = repeated(actions.map(({ id }) => id)).map((id) => `The action "${id}" is declared twice.`);
  for (const { id, title, path, requires, keywords } of actions) {
    problems.push(...labelProblems(`title of the action "${id}"`, title), ...requirementProblems(`the action "${id}"`, requires));
    if (keywords) problems.push(...labelProblems(`keywords of the action "${id}"`, keywords));
    const address = path.split(/[?#]/)[0] ?? '';
    if (!routes.some((route) => route.path === address)) problems.push(`The action "${id}" leads to "${path}", which is no declared route. Declared: ${quoted(routes.map((route) => route.path))}.`);
  }
  return problems;
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ') || 'none';
const repeated = (names: readonly string[]): string[] => [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];

const labelProblems = (what: string, labels: Labels): string[] =>
  locales.filter((locale) => typeof labels?.[locale] !== 'string' || labels[locale].trim() === '').map((locale) => `The ${what} has no text in "${locale}".`);

const requirementProblems = (what: string, { allOf = [], anyOf = [] }: Requirement): string[] =>
  [...allOf, ...anyOf].filter((permission) => !isPermission(permission)).map((permission) => `${what} needs the permission "${permission}", which is not in the catalogue (shared/permissions/catalogue.ts).`);
