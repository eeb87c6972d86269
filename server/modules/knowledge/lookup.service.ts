import { type Context, read } from '../../access/index.ts';
import * as store from './lookup.store.ts';

/** Documents whose name holds a text. */
export const documentsNamed = (context: Context, text: string, limit: number): Promise<store.NamedDocument[]> =>
  read(context, 'knowledge:read', ({ tx, workspaceId }) => store.documentsNamed(tx, workspaceId, text, limit));
