import { sql } from 'kysely';
import type { Unit } from '../access/index.ts';

/** A privileged action. No personal data: actors and subjects by id, details by id and number. */
export interface AuditEvent {
  /** `<domain>.<past tense>`, for instance `member.removed`; has a sentence `audit.<action>` in the message files. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** Appends an event to the workspace's chain, in the transaction of the change it describes. What came with an API token names it. */
export async function record({ tx, actor }: Unit, { action, subject, details = {} }: AuditEvent): Promise<void> {
  const actorId = actor.kind === 'member' ? actor.person.id : actor.kind === 'setup' || actor.kind === 'invitation' ? actor.personId : null;
  await sql`select app.record_audit(${actor.kind}, ${actorId}, ${action}, ${subject.kind}, ${subject.id}, ${JSON.stringify(actor.kind === 'member' && actor.token ? { ...details, token: actor.token.id } : details)}::jsonb)`.execute(tx);
}
