import { sql } from 'kysely';
import type { Platform } from '../../platform/platform.ts';
import type { Job } from '../../platform/queue/queue.ts';
import { validate } from '../../platform/validate.ts';
import { indexDocument, reconcile, removeRemains, retagDocument } from './indexing.service.ts';
import { ingest } from './ingest.service.ts';
import { documentJob, documentsJob, workspaceJob } from './knowledge.input.ts';

export const knowledgeJobs = (platform: Platform): Readonly<Record<string, Job>> => ({
  'knowledge.ingest': (payload, { last }) => ingest(platform, validate(documentJob, payload), { lastTry: last }),
  'knowledge.index': (payload) => indexDocument(platform, validate(documentJob, payload)),
  'knowledge.remove': (payload) => removeRemains(platform, validate(documentJob, payload)),
  'knowledge.reconcile': (payload) => reconcile(platform, validate(workspaceJob, payload).workspaceId),
  async 'knowledge.retag'(payload) {
    const { workspaceId, documentIds } = validate(documentsJob, payload);
    for (const documentId of documentIds) await retagDocument(platform, { workspaceId, documentId });
  },
});

/** Starts, in each workspace, the job that makes good what a crash left. To be called once the queue runs. */
export async function reconcileKnowledge(platform: Platform): Promise<void> {
  await sql`select app.enqueue('knowledge.reconcile', json_build_object('workspaceId', id), 'knowledge.reconcile/' || id) from app.workspace_ids() as known(id)`.execute(platform.database.app);
}
