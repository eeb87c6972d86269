import type { ApolloLink } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { setLiveStatus } from './live.ts';

/** Close code with which the server ends a socket whose person is signed out or no longer a member. */
const closedForSignOut = 4401;

interface LiveLinkOptions {
  readonly endpoint: string;
  readonly connectionParams: () => Record<string, unknown>;
  readonly onSignedOut: () => void;
  /** The line was down and is back. */
  readonly onBack: () => void;
}

/** The link of subscriptions, with its one socket. */
export interface LiveLink {
  readonly link: ApolloLink;
  close(): void;
}

/** Opens the socket with the first subscription, and again whenever it is lost. */
export function createLiveLink({ endpoint, connectionParams, onSignedOut, onBack }: LiveLinkOptions): LiveLink {
  let opened = 0;
  const socket = createClient({
    url: () => new URL(endpoint, location.href).href.replace(/^http/, 'ws'),
    connectionParams,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    keepAlive: 15_000,
    on: {
      connected: () => {
        setLiveStatus('connected');
        opened += 1;
        if (opened > 1) onBack();
      },
      closed: (event) => {
        const { code, wasClean } = event as CloseEvent;
        if (code === closedForSignOut) onSignedOut();
        setLiveStatus(wasClean && code === 1000 ? 'idle' : 'lost');
      },
    },
  });
  // A line that never came up has nothing to close.
  const close = (): void => void Promise.resolve(socket.dispose()).catch(() => undefined);
  return { link: new GraphQLWsLink(socket), close };
}
