import { useEffect, useEffectEvent, useRef } from 'react';
import { useConnection, useQuery } from '#shared/data/index.ts';
import { ConversationDocument, type ConversationQuery } from '../../../gql/graphql.ts';

const pageSize = 100;
type Messages = NonNullable<ConversationQuery['conversation']>['messages'];
const none: Messages = { __typename: 'MessageConnection', edges: [], pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null }, totalCount: 0 };

/**
 * One conversation with its messages, kept live: the list's subscription brings
 * new counts into the cache, and each change of them asks for what is new.
 */
export function useConversation(id: string) {
  const result = useQuery(ConversationDocument, { variables: { id, first: pageSize } });
  const conversation = (result.data ?? result.previousData)?.conversation;
  const messages = useConnection(result, (data) => data.conversation?.messages ?? none);
  const loaded = messages.rows?.length ?? 0;

  const counts = conversation ? `${conversation.messageCount}/${conversation.feedbackUp}/${conversation.feedbackDown}` : null;
  const ask = useEffectEvent((): void => {
    // A long transcript is asked for its end only; its start would replace what is loaded.
    if (loaded <= pageSize) void result.refetch().catch(() => {});
    else if (!messages.hasMore) messages.onMore();
  });
  const seen = useRef(counts);
  useEffect(() => {
    if (counts === null) return;
    const before = seen.current;
    seen.current = counts;
    if (before === null || before === counts) return;
    ask();
  }, [counts]);

  return {
    conversation,
    messages: messages.rows ?? [],
    error: result.error,
    retry: messages.onRetry,
    hasMore: messages.hasMore,
    loadingMore: messages.loadingMore,
    more: messages.onMore,
  };
}
