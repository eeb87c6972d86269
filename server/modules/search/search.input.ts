import { z } from 'zod';

/** What somebody types into the command palette. */
export const searchText = z.object({ text: z.string().trim().max(200) });
