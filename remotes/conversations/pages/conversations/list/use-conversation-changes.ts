import { useEffect, useRef, useState } from 'react';
import { useSubscription } from '#shared/data/index.ts';
import { type ConversationRowFragment, ConversationChangesDocument } from '../../../gql/graphql.ts';

interface ConversationChangesOptions {
  readonly shown: readonly string[];
  /** Whether a new conversation belongs into the list as it is filtered. */
  readonly matches: (conversation: ConversationRowFragment) => boolean;
  /** Whether rows appearing by themselves would disturb. */
  readonly isReading: () => boolean;
  readonly refetch: () => Promise<unknown>;
}

/** Keeps the list live: known rows change in place, new ones wait while somebody reads. */
export function useConversationChanges(options: ConversationChangesOptions) {
  const latest = useRef(options);
  useEffect(() => { latest.current = options; });
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());

  useSubscription(ConversationChangesDocument, {
    ignoreResults: true,
    onData: ({ data }) => {
      const changed = data.data?.conversationChanged;
      const { shown, matches, isReading, refetch } = latest.current;
      if (!changed || shown.includes(changed.id) || !matches(changed)) return;
      if (shown.length === 0 || !isReading()) void refetch().catch(() => {});
      else setWaiting((now) => new Set([...now, changed.id]));
    },
  });

  return {
    waiting: [...waiting].filter((id) => !options.shown.includes(id)).length,
    show: (): void => {
      setWaiting(new Set());
      void options.refetch().catch(() => {});
    },
  };
}
