import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type Role, presets } from '#shared/permissions/index.ts';
import { type Context, type MemberActor, createWorkspaceKey, perform } from '../access/index.ts';
import { record } from '../audit/index.ts';
import { offerSetupCode } from '../modules/workspaces/index.ts';
import type { Platform } from '../platform/platform.ts';
import { idOf } from './random.ts';

export const WORKSPACE = { id: idOf('workspace'), name: 'Tavola & Co.', locale: 'en', timeZone: 'Europe/Rome' } as const;

/** Somebody to sign in as. */
export interface DemoPerson { readonly name: string; readonly email: string; readonly password: string; readonly role: Role }

const CAST = [
  { name: 'Olivia Conti', email: 'owner@example.com', role: 'owner' },
  { name: 'Marco Rinaldi', email: 'admin@example.com', role: 'admin' },
  { name: 'Emma Fischer', email: 'editor@example.com', role: 'editor' },
] as const;
const PASSWORD_LENGTH = 16;

/** The people of the sample workspace. Passwords derive from the installation's master key: its own, and printable at each start. */
export const demoPeople = ({ masterKey }: Platform): readonly DemoPerson[] =>
  CAST.map((person) => ({ ...person, password: masterKey.derive(`demo/${person.email}`).toString('base64url').slice(0, PASSWORD_LENGTH) }));

const personId = ({ email }: { email: string }): string => idOf(`person/${email}`);
const memberId = ({ email }: { email: string }): string => idOf(`member/${email}`);

/** A context in which the owner of the sample workspace does what they would do in the console. */
export function asDemoOwner(platform: Platform): Context & { readonly actor: MemberActor } {
  const [owner] = CAST;
  const { id, name, locale, timeZone } = WORKSPACE;
  const person = { id: personId(owner), name: owner.name, email: owner.email };
  return { platform, locale, actor: { kind: 'member', sessionId: '', person, workspaceId: id, workspace: { name, locale, timeZone }, memberId: memberId(owner), role: 'owner', customRole: null, grants: [], permissions: presets.owner, narrowing: null, at: new Date(), viewing: null, token: null } };
}

/** Claims the fresh installation: people, workspace, key, or none of them. @throws when it was claimed a moment ago */
export async function claimForDemo(platform: Platform): Promise<void> {
  const code = randomBytes(15).toString('base64url');
  await offerSetupCode(platform, code);
  const people = await Promise.all(demoPeople(platform).map(async (person) => ({ ...person, hash: await platform.passwords.hash(person.password) })));
  const [owner] = CAST;
  await perform({ platform, locale: 'en', actor: { kind: 'setup', workspaceId: WORKSPACE.id, personId: personId(owner) } }, 'setup', async (unit) => {
    const { tx, workspaceId } = unit;
    const { rows } = await sql<{ claimed: boolean }>`select app.claim_installation(${createHash('sha256').update(code).digest()}) as claimed`.execute(tx);
    if (!rows[0]?.claimed) throw new Error('the installation was claimed by somebody else at this moment');
    for (const { name, email, hash } of people) await sql`select app.create_account(${personId({ email })}, ${name}, ${email}, ${hash})`.execute(tx);
    await tx.insertInto('workspaces').values({ workspace_id: workspaceId, name: WORKSPACE.name, locale: WORKSPACE.locale, time_zone: WORKSPACE.timeZone }).execute();
    await createWorkspaceKey(platform, unit);
    await tx.insertInto('members').values(people.map(({ email, role }) => ({ workspace_id: workspaceId, id: memberId({ email }), user_id: personId({ email }), role, invited_by: role === 'owner' ? null : personId(owner) }))).execute();
    await record(unit, { action: 'workspace.created', subject: { kind: 'workspace', id: workspaceId } });
  });
}
