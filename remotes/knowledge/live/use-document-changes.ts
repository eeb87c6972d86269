import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useApolloClient, useSubscription } from '#shared/data/index.ts';
import { DocumentChangesDocument } from '../gql/graphql.ts';

interface DocumentChangesOptions {
  /** Ids of the documents on screen: their changes show by themselves. */
  readonly shown: readonly string[];
  /** Whether any of them is still on its way to being searchable. */
  readonly moving: boolean;
  /** Whether a document was added in this tab: it shows at once. */
  readonly isMine: (id: string) => boolean;
  /** Asks for the list again. */
  readonly refetch: () => Promise<unknown>;
  /** A document was deleted, here or elsewhere. */
  readonly onGone: (id: string) => void;
}

/** Changes that come close together ask for the list once; a steady stream of them doesn't put it off. */
const gathers = 250;
/** How often documents on their way are asked for, in milliseconds. */
const looksAgain = 4000;

/** Keeps a list of documents live. What others add waits, so that nothing moves under the reader. */
export function useDocumentChanges({ shown, moving, isMine, refetch, onGone }: DocumentChangesOptions) {
  const { cache } = useApolloClient();
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef({ shown, isMine, onGone });
  useEffect(() => { latest.current = { shown, isMine, onGone }; });
  const underWay = useRef(0);
  const refetchNow = (): void => {
    underWay.current += 1;
    void refetch().catch(() => {}).finally(() => { underWay.current -= 1; });
  };
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refetchSoon = (): void => {
    soon.current ??= setTimeout(() => {
      soon.current = undefined;
      refetchNow();
    }, gathers);
  };
  useEffect(() => () => clearTimeout(soon.current), []);

  // An answer that was made before a change may arrive after it, and a lost line brings no changes at all.
  const lookAgain = useEffectEvent(refetchSoon);
  useEffect(() => {
    if (!moving) return;
    const looking = setInterval(() => lookAgain(), looksAgain);
    return () => clearInterval(looking);
  }, [moving]);

  useSubscription(DocumentChangesDocument, {
    ignoreResults: true,
    onData: ({ data }) => {
      const change = data.data?.documentChanged;
      if (!change) return;
      const { documentId, document } = change;
      // An answer on its way was made before this change and would undo it.
      if (underWay.current > 0) refetchSoon();
      if (document === null) {
        cache.evict({ id: cache.identify({ __typename: 'Document', id: documentId }) });
        cache.gc();
        setWaiting((now) => new Set([...now].filter((id) => id !== documentId)));
        latest.current.onGone(documentId);
        refetchSoon();
      } else if (!latest.current.shown.includes(documentId)) {
        if (latest.current.isMine(documentId) || latest.current.shown.length === 0) refetchSoon();
        else setWaiting((now) => new Set([...now, documentId]));
      }
    },
  });

  const unseen = [...waiting].filter((id) => !shown.includes(id));
  return {
    /** How many new documents wait. */
    waiting: unseen.length,
    show: () => {
      setWaiting(new Set());
      refetchNow();
    },
    refetchSoon,
  };
}
