import type { ConsoleBuildRowFragment, ConsoleRowFragment } from '../../gql/graphql.ts';

type Remote = ConsoleRowFragment;
type Build = ConsoleBuildRowFragment;

/** What is asked for once more, with who is affected. */
export type ConfirmedAction =
  | { readonly kind: 'promote'; readonly remote: Remote; readonly build: Build }
  | { readonly kind: 'follow' | 'rollBack' | 'endCanary' | 'switchOff' | 'switchOn'; readonly remote: Remote }
  | { readonly kind: 'unpin'; readonly remote: Remote; readonly pin: Remote['pins'][number] };

/** What somebody is about to do. The first two ask for more than a yes. */
export type ConsoleAction = { readonly kind: 'canary'; readonly remote: Remote; readonly build: Build } | { readonly kind: 'pin'; readonly remote: Remote; readonly build: Build } | ConfirmedAction;

const shown = 8;

/** The beginning of a build's id: enough to tell builds apart. */
export const shortId = (buildId: string): string => buildId.slice(0, shown);

/** What a role is called: a preset in the reader's language, one of the workspace's own by the name it was given. */
export const nameOfRole = ({ id, name }: { readonly id: string; readonly name: string | null }, t: (key: string) => string): string => name ?? t(`console.role.${id}`);
