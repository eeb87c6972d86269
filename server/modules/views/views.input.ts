import { z } from 'zod';

const LONGEST_NAME = 60;
const LONGEST_QUERY = 2000;
const LONGEST_ID = 60;
const MOST_COLUMNS = 60;

/** Names a list: `members`, or `<area>.<list>` for one of an area of one's own. */
export const listId = z.string().max(LONGEST_ID).regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/);
const name = z.string().trim().min(1).max(LONGEST_NAME);
/** What stands in the address behind the question mark. */
const query = z.string().max(LONGEST_QUERY);
const hidden = z.array(z.string().min(1).max(LONGEST_ID)).max(MOST_COLUMNS);

export const saveViewInput = z.object({ list: listId, name, query, hiddenColumns: hidden });
export const changeViewInput = z.object({ id: z.uuid(), name: name.nullish(), query: query.nullish(), hiddenColumns: hidden.nullish() });
export const deleteViewInput = z.object({ id: z.uuid() });
