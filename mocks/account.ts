import { HttpResponse, type RequestHandler, http } from 'msw';
import { type World, viewerOf } from './world.ts';

const password = 'correct horse battery';
const code = '123456';
const wrong = (path: string, message: string) => HttpResponse.json({ error: { code: 'validation', message: 'Some fields need another look.', fields: [{ path, message }] } }, { status: 422 });
const backupCodes = Array.from({ length: 10 }, (_, index) => `abcde-fgh${index}k`);

/** One’s own account: name, password, sessions, second step. The password is “correct horse battery”, the code 123456. */
export const accountHandlers = (world: World): RequestHandler[] => {
  const bodyOf = async (request: Request) => (await request.json()) as { readonly [name: string]: string | null };
  const refusalOf = (body: { readonly [name: string]: string | null }) =>
    ('password' in body && body['password'] !== password ? wrong('password', 'This isn’t your password.') : 'code' in body && body['code'] !== code ? wrong('code', 'This code is wrong, or was used already. Wait for the next one.') : null);
  const post = (address: string, done: (body: { readonly [name: string]: string | null }) => unknown): RequestHandler =>
    http.post(`*/auth/account/${address}`, async ({ request }) => {
      const body = await bodyOf(request);
      return refusalOf(body) ?? HttpResponse.json(done(body) as Record<string, unknown>);
    });
  return [
    http.get('*/auth/account', () => {
      const viewer = viewerOf(world);
      return HttpResponse.json({ name: viewer?.name, email: viewer?.email, hasPassword: world.account.hasPassword, onlyThrough: world.account.onlyThrough, secondFactor: world.account.secondFactor, passkeys: world.account.passkeys });
    }),
    http.get('*/auth/account/sessions', () => HttpResponse.json({ sessions: world.account.sessions })),
    post('name', ({ name }) => {
      const viewer = viewerOf(world);
      if (viewer && name) Object.assign(viewer, { name });
      return { name };
    }),
    post('password', () => {
      world.account.hasPassword = true;
      return { sessionsEnded: 1 };
    }),
    post('sessions/end', ({ id }) => {
      const before = world.account.sessions.length;
      world.account.sessions = world.account.sessions.filter((session) => session.isCurrent || (id !== null && session.id !== id));
      return { ended: before - world.account.sessions.length };
    }),
    post('second-factor', () => ({ uri: 'otpauth://totp/Isatis:a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Isatis', secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' })),
    post('second-factor/confirm', () => {
      world.account.secondFactor = { ...world.account.secondFactor, since: world.now().toISOString(), backupCodesLeft: backupCodes.length };
      return { backupCodes };
    }),
    post('second-factor/off', () => {
      world.account.secondFactor = { ...world.account.secondFactor, since: null, backupCodesLeft: 0 };
      return { ok: true };
    }),
    post('backup-codes', () => ({ backupCodes })),
    post('passkeys/remove', ({ id }) => {
      world.account.passkeys = world.account.passkeys.filter((passkey) => passkey.id !== id);
      return { ok: true };
    }),
  ];
};
