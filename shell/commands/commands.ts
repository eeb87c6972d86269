import type { Locale, RegistryRemote } from '#shared/contract/index.ts';
import { type Permission, meets } from '#shared/permissions/index.ts';

/** Something that the palette can do by going somewhere. */
export interface Command {
  readonly id: string;
  readonly kind: 'page' | 'action' | 'object';
  readonly title: string;
  /** The area it belongs to, or what tells it from another of the same title. */
  readonly detail: string;
  readonly to: string;
  /** Other words that find it. */
  readonly keywords?: string;
}

/** Every page and action of every remote that the person may reach, in the order of the menu. */
export function commandsOf(remotes: readonly RegistryRemote[], permissions: ReadonlySet<Permission>, locale: Locale): readonly Command[] {
  return remotes
    .filter(({ access, manifest }) => access === 'allowed' && meets(permissions, manifest.requires))
    .toSorted((a, b) => (a.manifest.navigation?.order ?? 0) - (b.manifest.navigation?.order ?? 0))
    .flatMap(({ manifest: { id, title, actions = [] } }): Command[] => [
      { id, kind: 'page', title: title[locale], detail: '', to: `/${id}` },
      ...actions.filter(({ requires }) => meets(permissions, requires)).map((action): Command => ({
        id: `${id}/${action.id}`, kind: 'action', title: action.title[locale], detail: title[locale], to: action.path ? `/${id}/${action.path}`.replace('/?', '?') : `/${id}`, keywords: action.keywords?.[locale],
      })),
    ]);
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** How well a command fits what was typed; 0 when it doesn't. Every word must begin a word of it. */
export function fit({ title, detail, keywords = '' }: Command, typed: string): number {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const begins = (text: string, word: string): boolean => plain(text).split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word));
  let worst = 4;
  for (const word of words) {
    const here = plain(title).startsWith(word) ? 4 : begins(title, word) ? 3 : begins(keywords, word) ? 2 : begins(detail, word) ? 1 : 0;
    if (here === 0) return 0;
    worst = Math.min(worst, here);
  }
  return worst;
}

/** The commands that fit, best first, in their order where they fit alike. */
export const fitting = (commands: readonly Command[], typed: string): readonly Command[] =>
  commands.map((command) => ({ command, score: fit(command, typed) })).filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score).map(({ command }) => command);
