import { HttpResponse, type RequestHandler, bypass, http } from 'msw';
import type { Registry } from '#shared/contract/index.ts';
import { meets } from '#shared/permissions/index.ts';
import { accountHandlers } from './account.ts';
import { addDocument } from './knowledge.ts';
import { companyOf } from './single-sign-on.ts';
import { type World, may, permissionsOf, viewerOf } from './world.ts';

const refused = (status: number, code: string, message: string) => HttpResponse.json({ error: { code, message } }, { status });
const documentLimit = 52_428_800;

/** What is HTTP and not GraphQL: sign-in, the registry, uploads. `pace` is the time between a document's steps. */
export const httpHandlers = (world: World, pace: number): RequestHandler[] => [
  http.get('*/console/registry.json', async ({ request }) => {
    const viewer = viewerOf(world);
    if (!viewer) return refused(401, 'UNAUTHENTICATED', 'You are signed out.');
    // Addresses of builds come from whoever serves them; who may enter is decided here.
    const served = (await (await fetch(bypass(request))).json()) as Registry;
    const held = permissionsOf(world, viewer);
    return HttpResponse.json({ ...served, remotes: served.remotes.map((remote) => (meets(held, remote.manifest.requires) ? remote : { ...remote, entry: '', integrity: {}, access: 'forbidden' })) });
  }),
  http.post('*/console/beacon', () => new HttpResponse(null, { status: 204 })),
  http.get('*/auth/setup', () => HttpResponse.json({ claimed: true })),
  http.post('*/auth/sso/options', async ({ request }) => HttpResponse.json({ company: companyOf(world, ((await request.json()) as { email: string }).email) })),
  http.post('*/auth/sso/start', () => refused(503, 'sso-unavailable', '')),
  http.post('*/auth/sign-in/email', async ({ request }) => {
    const { email } = (await request.json()) as { email: string };
    const person = world.people.find((one) => one.email === email.toLowerCase());
    if (!person) return refused(401, 'INVALID_EMAIL_OR_PASSWORD', 'E-mail or password is wrong.');
    world.viewerId = person.id;
    return HttpResponse.json({ signedIn: true });
  }),
  ...accountHandlers(world),
  http.post('*/auth/sign-out', () => {
    world.viewerId = null;
    return HttpResponse.json({ success: true });
  }),
  http.post('*/auth/request-password-reset', () => HttpResponse.json({ status: true })),
  http.post('*/auth/invitation/preview', async ({ request }) => {
    const { token } = (await request.json()) as { token: string };
    const invitation = world.invitations.find(({ link }) => link.endsWith(`token=${token}`));
    if (!invitation) return refused(404, 'unknown', 'This invitation is not known.');
    if (invitation.status !== 'pending') return refused(410, invitation.status === 'accepted' ? 'used' : invitation.status, 'This invitation can’t be used.');
    return HttpResponse.json({ workspaceName: world.workspace.name, email: invitation.email, role: invitation.role, invitedBy: invitation.invitedBy, hasAccount: false });
  }),
  http.post('*/knowledge/documents', async ({ request }) => {
    if (!may(world, 'knowledge:create')) return refused(403, 'FORBIDDEN', 'You need “Add knowledge” for this.');
    const form = await request.formData();
    const file = form.get('file');
    if (!(file instanceof File)) return refused(422, 'NO_FILE', 'No file came with the request.');
    if (file.size === 0) return refused(422, 'EMPTY', `${file.name} is empty.`);
    if (file.size > documentLimit) return refused(413, 'TOO_LARGE', `${file.name} is larger than 50 MB.`);
    const id = String(form.get('id'));
    addDocument(world, { id, name: file.name, size: file.size, tagIds: JSON.parse(String(form.get('tagIds') ?? '[]')) as string[] }, pace);
    return HttpResponse.json({ id });
  }),
];
