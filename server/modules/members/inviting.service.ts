import type { z } from 'zod';
import { type Context, type MemberActor, type Unit, performAsMember } from '../../access/index.ts';
import { sentence } from '../../messages/index.ts';
import { RuleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { readAddresses } from './address-list.ts';
import { type Invitation, inviteInUnit, prepareTerms } from './invitations.service.ts';
import type { Terms } from './invitations.store.ts';
import { address, inviteSeveralInput } from './members.input.ts';

export type InvitationOutcome = 'invited' | 'already-member' | 'already-invited' | 'repeated' | 'invalid';
/** What became of one line of a list. */
export interface InvitedLine { readonly line: number; readonly text: string; readonly outcome: InvitationOutcome; readonly message: string; readonly invitation: Invitation | null }

const known: Readonly<Record<string, InvitationOutcome>> = { 'already-member': 'already-member', 'already-invited': 'already-invited' };

/**
 * Invites everybody of a list on the same terms, and tells line by line what became of each. What can't be done to one
 * doesn't stop the others; what is refused to the inviter (a role above theirs) refuses all of them.
 */
export function inviteSeveral(context: Context, input: z.input<typeof inviteSeveralInput>): Promise<readonly InvitedLine[]> {
  return performAsMember(context, 'members:invite', async (unit) => {
    const { list, ...terms } = validate(inviteSeveralInput, input);
    const prepared = await prepareTerms(context, unit, terms);
    const [seen, lines]: [Set<string>, InvitedLine[]] = [new Set(), []];
    for (const { line, text, email } of readAddresses(list)) lines.push({ line, text, ...(await inviteLine(context, unit, prepared, email, seen)) });
    return lines;
  });
}

async function inviteLine(context: Context, unit: Unit<MemberActor>, terms: Terms, found: string | null, seen: Set<string>): Promise<Omit<InvitedLine, 'line' | 'text'>> {
  const { locale } = context;
  const say = (outcome: InvitationOutcome, message: string) => ({ outcome, message, invitation: null });
  const parsed = address.safeParse(found ?? '');
  if (!parsed.success) return say('invalid', sentence(locale, 'invited.invalid'));
  const email = parsed.data;
  if (seen.has(email)) return say('repeated', sentence(locale, 'invited.repeated'));
  seen.add(email);
  try {
    return { outcome: 'invited', message: sentence(locale, 'invited.invited'), invitation: await inviteInUnit(context, unit, terms, email) };
  } catch (error) {
    const outcome = error instanceof RuleError ? known[error.code] : undefined;
    if (!outcome || !(error instanceof RuleError)) throw error;
    return say(outcome, sentence(locale, `rule.${error.code}`, error.params));
  }
}
