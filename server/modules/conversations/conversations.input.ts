import { z } from 'zod';

export const conversationCursor = z.tuple([z.string().max(40), z.uuid()]);
export const messageCursor = z.tuple([z.number().int()]);

/** Longest text that can be searched for. */
const MAX_SEARCH = 200;
export const searchInput = z.object({ search: z.string().trim().max(MAX_SEARCH) });
