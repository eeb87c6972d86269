import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asSystem, perform } from '../access/index.ts';
import { addDocument } from '../modules/knowledge/index.ts';
import type { Platform } from '../platform/platform.ts';
import { WORKSPACE, asDemoOwner } from './people.ts';
import { idOf } from './random.ts';

export const TAGS = { shop: idOf('tag/shop'), product: idOf('tag/product'), italian: idOf('tag/italian') } as const;
const TAG_NAMES: Readonly<Record<keyof typeof TAGS, string>> = { shop: 'Shop', product: 'Product', italian: 'Italiano' };

const DOCUMENTS: readonly { readonly file: string; readonly tags: readonly (keyof typeof TAGS)[] }[] = [
  { file: 'shipping-and-delivery.md', tags: ['shop'] },
  { file: 'orders-and-payment.md', tags: ['shop'] },
  { file: 'returns-and-repairs.md', tags: ['shop', 'product'] },
  { file: 'alba-manual.md', tags: ['product'] },
  { file: 'colours-and-materials.md', tags: ['shop', 'product'] },
  { file: 'spedizioni-e-resi.md', tags: ['shop', 'italian'] },
  { file: 'guida-alba.md', tags: ['product', 'italian'] },
];
const READ_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 25;

/** Uploads the sample documents as the owner would, and waits until they can be searched. */
export async function fillKnowledge(platform: Platform): Promise<void> {
  await perform(asSystem(platform, WORKSPACE.id, 'demo.tags'), 'system', ({ tx, workspaceId }) =>
    tx.insertInto('tags').values(Object.entries(TAGS).map(([name, id]) => ({ workspace_id: workspaceId, id, name: TAG_NAMES[name as keyof typeof TAGS] }))).onConflict((conflict) => conflict.doNothing()).execute());
  const owner = asDemoOwner(platform);
  for (const { file, tags } of DOCUMENTS) {
    const bytes = await readFile(path.join(import.meta.dirname, 'documents', file));
    await addDocument(owner, { id: idOf(`document/${file}`), tagIds: JSON.stringify(tags.map((tag) => TAGS[tag])), file, bytes });
  }
  const unread = (): Promise<readonly { name: string; failure: string | null }[]> => perform(asSystem(platform, WORKSPACE.id, 'demo.documents'), 'system', ({ tx, workspaceId }) =>
    tx.selectFrom('documents').select(['name', 'failure']).where('workspace_id', '=', workspaceId).where('id', 'in', DOCUMENTS.map(({ file }) => idOf(`document/${file}`))).where('status', '<>', 'ready').execute());
  const deadline = performance.now() + READ_WITHIN_MS;
  for (let waiting = await unread(); waiting.length > 0; waiting = await unread()) {
    const failed = waiting.find(({ failure }) => failure !== null);
    if (failed || performance.now() > deadline) throw new Error(`the sample document ${failed?.name ?? waiting[0]?.name} could not be read${failed ? `: ${failed.failure}` : ' in time'}`);
    await pause(LOOK_EVERY_MS);
  }
}
