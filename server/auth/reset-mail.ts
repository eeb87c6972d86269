import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Locale, locales } from '#shared/contract/manifest.ts';
import { WorkspaceKey } from '../platform/keyring/keyring.ts';
import type { Mail } from '../platform/mail/mail.ts';
import type { Platform } from '../platform/platform.ts';
import { validate } from '../platform/validate.ts';
import { countTry } from './throttle.ts';

/** Task of the job that mails a link to a new password. */
export const RESET_MAIL = 'auth.mail-reset';

/** Task of the job that finds out whose address it was that asked. */
export const RESET_ASKED = 'auth.reset-asked';
const askedShape = z.object({ email: z.string(), locale: z.enum(locales) });
const payload = z.object({ id: z.guid(), sealed: z.string() });
const mailShape = z.object({ to: z.string(), subject: z.string(), text: z.string() });

// The link belongs to a person, not to a workspace: sealed with a key of the installation.
const keyOf = (platform: Platform): WorkspaceKey => new WorkspaceKey('installation', platform.masterKey.derive('queued-mails'));
const placeOf = (id: string) => ({ table: 'jobs', row: id, column: 'mail' });

/**
 * Leaves a mail to the queue, sealed: the queue's tables hold no link that works. Whoever asked gets the same answer
 * in the same time whether the address has an account, and whether the mail server is up.
 */
export const queueResetMail = (platform: Platform, mail: Mail): Promise<void> => queue(platform, RESET_MAIL, mail);

async function queue(platform: Platform, task: string, content: unknown): Promise<void> {
  const id = randomUUID();
  const sealed = keyOf(platform).seal(placeOf(id), JSON.stringify(content)).toString('base64');
  await sql`select app.enqueue(${task}, ${JSON.stringify({ id, sealed })}::json, null)`.execute(platform.database.app);
}

const emailInput = z.object({ email: z.email().max(320).transform((email) => email.toLowerCase()) });

/**
 * Asks for a mail with a link to a new password. Whether the address has an account is only looked up later, by a job:
 * the work done before the answer is the same for every address.
 */
export async function askForReset(platform: Platform, input: unknown, { address, locale }: { readonly address: string; readonly locale: Locale }): Promise<void> {
  const { email } = validate(emailInput, input);
  await countTry(platform, [{ kind: 'reset-address', of: address }, { kind: 'reset-account', of: email }]);
  await queue(platform, RESET_ASKED, { email, locale });
}

const opened = (platform: Platform, given: unknown): unknown => {
  const { id, sealed } = payload.parse(given);
  return JSON.parse(keyOf(platform).openText(placeOf(id), Buffer.from(sealed, 'base64')));
};

/** The address that asked, and in which language. */
export const openAsked = (platform: Platform, given: unknown): z.infer<typeof askedShape> => askedShape.parse(opened(platform, given));

export const openMail = (platform: Platform, given: unknown): Mail => mailShape.parse(opened(platform, given));
