import { z } from 'zod';
import type { Locale } from '#shared/contract/manifest.ts';
import { asSystem, read } from '../../access/index.ts';
import { sentence } from '../../messages/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Job } from '../../platform/queue/queue.ts';
import { INVITATION_MAIL, linkTo, noteOf, placeOf, statusOf } from './invitations.service.ts';
import { describeInvitation } from './invitations.store.ts';

const payload = z.object({ workspaceId: z.guid(), invitationId: z.guid() });

/** Mails an invitation in the workspace's language, unless it was accepted or taken back meanwhile. */
const mailInvitation = (platform: Platform): Job => async (given) => {
  const { workspaceId, invitationId } = payload.parse(given);
  const mail = await read(asSystem(platform, workspaceId, INVITATION_MAIL), 'system', async (unit) => {
    const row = await describeInvitation(unit.tx, workspaceId, invitationId);
    if (!row || statusOf(row) !== 'pending') return null;
    const locale = row.locale as Locale;
    const note = await noteOf(unit, row);
    const values = {
      workspace: row.workspace_name,
      inviter: row.invited_by ?? sentence(locale, 'former-member'),
      role: row.role_name ?? sentence(locale, `role.${row.role}`),
      note: note === '' ? '' : sentence(locale, 'mail.invitation.note', { message: note }),
      link: linkTo(platform, (await unit.key()).openText(placeOf(row.id), row.token_sealed)),
      until: row.expires_at.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
    };
    return { to: row.email, subject: sentence(locale, 'mail.invitation.subject', values), text: sentence(locale, 'mail.invitation.text', values) };
  });
  if (mail) await platform.mailer.send(mail);
};

export const memberJobs = (platform: Platform): Readonly<Record<string, Job>> => ({ [INVITATION_MAIL]: mailInvitation(platform) });
