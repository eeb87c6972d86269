import type { AuditEvent } from '../../audit/index.ts';

/** Topic published when a request for access was made, answered or taken back. */
export const REQUESTS_CHANGED = 'access-requests-changed';
/** Task of the job that mails a request to those who can answer it. */
export const REQUEST_MAIL = 'roles:mail-request';

type Details = NonNullable<AuditEvent['details']>;
const aboutMember = (action: string) => (memberId: string, details: Details): AuditEvent => ({ action, subject: { kind: 'member', id: memberId }, details });

export const accessAsked = aboutMember('access.asked');
export const accessWithdrawn = aboutMember('access.withdrawn');
export const accessAnswered = (memberId: string, { granted, ...details }: Details & { granted: boolean }): AuditEvent => aboutMember(granted ? 'access.granted' : 'access.declined')(memberId, details);

const viewing = (what: 'started' | 'stopped') => (subject: AuditEvent['subject'], details: Details): AuditEvent => ({ action: `viewing.${subject.kind === 'role' ? 'role-' : ''}${what}`, subject, details });
export const viewingStarted = viewing('started');
export const viewingStopped = viewing('stopped');
