import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { WorkspaceKey } from '../platform/keyring/keyring.ts';
import type { Mail } from '../platform/mail/mail.ts';
import type { Platform } from '../platform/platform.ts';
import type { Job } from '../platform/queue/queue.ts';

/** Task of the job that mails a link to a new password. */
const RESET_MAIL = 'auth.mail-reset';

const payload = z.object({ id: z.guid(), sealed: z.string() });
const mailShape = z.object({ to: z.string(), subject: z.string(), text: z.string() });

// The link belongs to a person, not to a workspace: sealed with a key of the installation.
const keyOf = (platform: Platform): WorkspaceKey => new WorkspaceKey('installation', platform.masterKey.derive('queued-mails'));
const placeOf = (id: string) => ({ table: 'jobs', row: id, column: 'mail' });

/**
 * Leaves a mail to the queue, sealed: the queue's tables hold no link that works. Whoever asked gets the same answer
 * in the same time whether the address has an account, and whether the mail server is up.
 */
export async function queueResetMail(platform: Platform, mail: Mail): Promise<void> {
  const id = randomUUID();
  const sealed = keyOf(platform).seal(placeOf(id), JSON.stringify(mail)).toString('base64');
  await sql`select app.enqueue(${RESET_MAIL}, ${JSON.stringify({ id, sealed })}::json, null)`.execute(platform.database.app);
}

export const authJobs = (platform: Platform): Readonly<Record<string, Job>> => ({
  async [RESET_MAIL](given) {
    const { id, sealed } = payload.parse(given);
    await platform.mailer.send(mailShape.parse(JSON.parse(keyOf(platform).openText(placeOf(id), Buffer.from(sealed, 'base64')))));
  },
});
