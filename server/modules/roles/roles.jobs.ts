import { z } from 'zod';
import type { Locale } from '#shared/contract/manifest.ts';
import { catalogue, isPermission } from '#shared/permissions/index.ts';
import { asSystem, membershipsOf, read } from '../../access/index.ts';
import { sentence } from '../../messages/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Job } from '../../platform/queue/queue.ts';
import { REQUEST_MAIL } from './requests.events.ts';
import { findRequest } from './requests.store.ts';

const payload = z.object({ workspaceId: z.guid(), requestId: z.guid() });

/** Mails a request that still waits to everybody who can answer it; the link opens the answer in the console. */
const mailRequest = (platform: Platform): Job => async (given) => {
  const { workspaceId, requestId } = payload.parse(given);
  const found = await read(asSystem(platform, workspaceId, REQUEST_MAIL), 'system', async ({ tx }) => {
    const request = await findRequest(tx, workspaceId, requestId);
    if (request?.status !== 'open') return null;
    const workspace = await tx.selectFrom('workspaces').select(['name', 'locale']).where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
    const people = await tx.selectFrom('members').innerJoin('users', 'users.id', 'members.user_id').select(['users.id', 'users.email']).where('members.workspace_id', '=', workspaceId)
      .where((where) => where.or([where('members.role', '=', 'owner'), where.exists(where.selectFrom('grants').select('grants.id').whereRef('grants.workspace_id', '=', 'members.workspace_id').where('grants.permission', '=', 'roles:manage')),
        where('members.role_id', 'is not', null)])).execute();
    return { request, workspace, people };
  });
  if (!found) return;
  const { request, workspace, people } = found;
  const locale = workspace.locale as Locale;
  const permission = isPermission(request.permission) ? catalogue[request.permission].title[locale] : request.permission;
  const values = { name: request.name, permission, workspace: workspace.name, link: `${platform.publicUrl()}/users/requests?answer=${requestId}` };
  for (const { id, email } of people) {
    const here = (await membershipsOf(platform.database, id)).find((membership) => membership.workspaceId === workspaceId);
    if (!here?.permissions.has('roles:manage')) continue;
    await platform.mailer.send({ to: email, subject: sentence(locale, 'mail.request.subject', values), text: sentence(locale, 'mail.request.text', values) });
  }
};

export const roleJobs = (platform: Platform): Readonly<Record<string, Job>> => ({ [REQUEST_MAIL]: mailRequest(platform) });
