import { InMemoryCache } from '@apollo/client/cache';
import { relayStylePagination } from '@apollo/client/utilities';
import { possibleTypes } from './possible-types.ts';

/**
 * The normalised cache. Every list of the schema is a keyset connection; its key
 * arguments are all but `after` and `first`, so each search or filter is a list of its own.
 */
export const createCache = (): InMemoryCache =>
  new InMemoryCache({
    possibleTypes,
    typePolicies: {
      Query: {
        fields: {
          members: relayStylePagination(['search', 'sort', 'roles', 'status', 'hasGrants']),
          invitations: relayStylePagination([]),
          documents: relayStylePagination(['search', 'sort', 'status', 'tagIds']),
          agents: relayStylePagination(['search']),
          conversations: relayStylePagination(['search', 'agentId', 'channel', 'feedback']),
          auditEvents: relayStylePagination([]),
          notifications: relayStylePagination([]),
          accessReviews: relayStylePagination([]),
          accessReviewItems: relayStylePagination(['reviewId', 'kinds', 'undecided', 'search']),
        },
      },
      Document: { fields: { sections: relayStylePagination([]) } },
      Conversation: { fields: { messages: relayStylePagination([]) } },
      // Read-only values without an identity of their own, replaced as a whole.
      Viewer: { fields: { membership: { merge: true } } },
      Agent: { fields: { draft: { merge: false } } },
      PermissionDefinition: { keyFields: ['id'] },
    },
  });
