import { type RenderResult, act, render } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import type { RequestHandler } from 'msw';
import { type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import type { Locale, RemoteModule, Session } from '#shared/contract/index.ts';
import { type World, type WorldOptions, createWorld, handlersFor, permissionsOf, viewerOf } from '#mocks/index.ts';
import { ApolloProvider, QueryClientProvider, createDataClient, createQueryClient } from '#shared/data/index.ts';
import { I18nProvider, MessageBook, type MessageLoader } from '#shared/i18n/index.ts';
import { ConsoleRouter, GuardedHistory, NotFound, ShellProvider, UiProvider, notify, uiMessages, useRoutes, useShell } from '#shared/ui/index.ts';
import { network } from './network.ts';

export interface RenderOptions extends WorldOptions {
  /** Address to begin at. @default the remote's first page */
  readonly path?: string;
  /** @default en */
  readonly locale?: Locale;
  /** A world prepared by the test; otherwise a new one is made from the other options. */
  readonly world?: World;
}

export interface Rendered extends RenderResult {
  readonly world: World;
  readonly user: UserEvent;
  /** The present address. */
  readonly address: () => string;
}

/** Draws a remote as the shell would, on a mocked server of its own. */
export async function renderRemote(remote: RemoteModule, { path = `/${remote.id}`, ...options }: RenderOptions = {}): Promise<Rendered> {
  return renderInShell(<RemoteRoutes remote={remote} />, { path, mount: `/${remote.id}/*`, messages: { [remote.id]: remote.messages }, ...options });
}

interface InShellOptions extends RenderOptions {
  /** Where the content is mounted. @default every address */
  readonly mount?: string;
  /** Namespaces besides `ui`. */
  readonly messages?: Readonly<Record<string, MessageLoader>>;
  /** Answers that go before the world's own. */
  readonly handlers?: readonly RequestHandler[];
}

/** Draws anything with everything around it that the shell has: session, messages, data, router. */
export async function renderInShell(content: ReactNode, { path = '/', mount = '*', locale = 'en', messages = {}, handlers = [], world: given, ...worldOptions }: InShellOptions = {}): Promise<Rendered> {
  const world = given ?? createWorld(worldOptions);
  network.use(...handlers, ...handlersFor(world, { pace: 1 }));
  const book = await MessageBook.open(locale, { ui: uiMessages, ...messages });
  // The client is made for each test: a cache that outlives a test would answer the next.
  const data = createDataClient({ workspace: () => world.workspace.id, locale: () => locale, onSignedOut: () => undefined });
  const history = GuardedHistory.inMemory(path);
  // Awaited, since a page that is still being fetched suspends.
  const result = await act(async () => render(
    <I18nProvider book={book} timeZone="UTC">
      <UiProvider env="test">
        <ApolloProvider client={data.apollo}>
          <QueryClientProvider client={createQueryClient()}>
            <TestShell world={world} locale={locale} onEnd={data.close}>
              <ConsoleRouter history={history}>
                <Mounted at={mount}>{content}</Mounted>
              </ConsoleRouter>
            </TestShell>
          </QueryClientProvider>
        </ApolloProvider>
      </UiProvider>
    </I18nProvider>,
  ));
  return { ...result, world, user: userEvent.setup(), address: () => history.location.pathname + history.location.search };
}

function Mounted({ at, children }: { readonly at: string; readonly children: ReactNode }) {
  return useRoutes([{ path: at, element: <Suspense fallback={null}>{children}</Suspense> }, { path: '*', element: <NotFound /> }]);
}

function RemoteRoutes({ remote }: { readonly remote: RemoteModule }) {
  const shell = useShell();
  return useRoutes(useMemo(() => remote.routes(shell), [remote, shell])) ?? <NotFound />;
}

interface TestShellProps {
  readonly world: World;
  readonly locale: Locale;
  readonly onEnd: () => void;
  readonly children: ReactNode;
}

/** The session of the world's viewer; it follows what happens to them, as the shell's does. */
function TestShell({ world, locale, onEnd, children }: TestShellProps) {
  const [session, setSession] = useState(() => sessionIn(world));
  useEffect(() => {
    const changes = world.topics.listen('viewerChanged');
    void (async () => {
      for await (const _ of changes) setSession(sessionIn(world));
    })();
    return () => {
      void changes.return(undefined);
      onEnd();
    };
  }, [world, onEnd]);
  const owners = world.people.filter(({ role }) => role === 'owner').map(({ name }) => name);
  return <ShellProvider value={{ session, locale, owners, notify, askForAccess: (permission) => notify({ kind: 'success', text: `asked for ${permission}` }), requestHeaders: { 'x-isatis-workspace': world.workspace.id } }}>{children}</ShellProvider>;
}

function sessionIn(world: World): Session {
  const viewer = viewerOf(world);
  if (!viewer) throw new Error('Nobody is signed in in this world: give it a role.');
  const { id, name, email, role } = viewer;
  const { id: workspaceId, name: workspaceName, locale, timeZone } = world.workspace;
  return { person: { id, name, email }, workspace: { id: workspaceId, name: workspaceName, locale, timeZone }, memberId: `membership-${id}`, role, viewing: null, permissions: permissionsOf(world, viewer) };
}
