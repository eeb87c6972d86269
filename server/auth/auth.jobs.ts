import { readLocale } from '../messages/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { Job } from '../platform/queue/queue.ts';
import { type Auth, createAuth } from './auth.ts';
import { RESET_ASKED, RESET_MAIL, openAsked, openMail } from './reset-mail.ts';
import { sweep } from './throttle.ts';

const SWEEP = 'sweep-sign-in';

/** Once an hour, what counts for nothing any more is deleted. */
export const authTimetable = `17 * * * * ${SWEEP}`;

export function authJobs(platform: Platform): Readonly<Record<string, Job>> {
  let auth: Auth | null = null;
  return {
    async [RESET_ASKED](given) {
      const { email, locale } = openAsked(platform, given);
      auth ??= createAuth(platform, (request) => readLocale(request?.headers.get('accept-language') ?? undefined));
      // Makes a link and queues its mail, or does nothing for an address that nobody has.
      const headers = { 'content-type': 'application/json', 'accept-language': locale };
      const response = await auth.handle(new Request('http://localhost/auth/request-password-reset', { method: 'POST', headers, body: JSON.stringify({ email, redirectTo: '/reset-password' }) }));
      if (!response.ok) throw new Error(`asking for a new password answered ${response.status}`);
    },
    async [RESET_MAIL](given) {
      await platform.mailer.send(openMail(platform, given));
    },
    async [SWEEP]() {
      await sweep(platform);
    },
  };
}
