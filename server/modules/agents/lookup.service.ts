import { type Context, read } from '../../access/index.ts';
import * as store from './lookup.store.ts';

/** Agents whose name holds a text. */
export const agentsNamed = (context: Context, text: string, limit: number): Promise<store.NamedAgent[]> =>
  read(context, 'agents:read', ({ tx, workspaceId }) => store.agentsNamed(tx, workspaceId, text, limit));
