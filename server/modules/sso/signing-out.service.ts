import { type Context, type Unit, asDirectory, perform } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { SESSION_ENDED } from '../../auth/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { hostOf } from './claims.ts';
import { callbackAddress } from './oidc.ts';
import { answerLogout, leaveSaml, readLogoutRequest, relayStateOf, saysSignedOut } from './saml-signing-out.ts';
import { openLeaving } from './company-sessions.ts';
import { SignInRefusedError, signingKey, wayOf } from './signing-in.service.ts';
import { signedOutByProvider } from './sso.events.ts';
import * as store from './sso.store.ts';

const asCompany = <Result>(platform: Platform, workspaceId: string, work: (unit: Unit) => Promise<Result>): Promise<Result> => perform(asDirectory(platform, workspaceId, 'sso'), 'directory', work);

// Web servers refuse addresses that are much longer. Without it the provider may ask whom to sign out.
const LONGEST_HINT = 4000;

/**
 * Where to send somebody who signs out here, to be signed out at their company's provider, too; null where the provider has
 * no address for it, or another one took its place meanwhile.
 * @param id of the company session, as the person's session names it
 */
export async function addressToLeave({ platform }: Context, { workspaceId, id }: { readonly workspaceId: string; readonly id: string }): Promise<URL | null> {
  const found = await asCompany(platform, workspaceId, async (unit) => {
    const row = await store.findCompanySession(unit.tx, workspaceId, id);
    const connection = await store.findConnection(unit.tx, workspaceId);
    return row && connection ? { row, connection, leaving: await openLeaving(unit, row) } : null;
  });
  if (!found) return null;
  const { row, connection, leaving } = found;
  if (leaving.protocol === 'oidc') {
    if (connection.issuer !== leaving.issuer || connection.client_id === null || leaving.endSession === null) return null;
    const address = new URL(leaving.endSession);
    const hint = leaving.idToken.length > LONGEST_HINT ? {} : { id_token_hint: leaving.idToken };
    for (const [name, value] of Object.entries({ ...hint, client_id: connection.client_id, post_logout_redirect_uri: signedOutAddress(platform) })) address.searchParams.set(name, value);
    return address;
  }
  const way = await wayOf(platform, workspaceId);
  if (way.protocol !== 'saml' || `saml:${way.provider.entityId}` !== row.issuer || way.provider.signOutUrl === null) return null;
  const privateKey = signingKey(way.keys);
  // Unsigned, a provider would have to believe anybody.
  return privateKey === null ? null : leaveSaml({ platform, workspaceId, privateKey }, way.provider, leaving.session);
}

/** Where an OpenID provider sends people whom it signed out. */
export const signedOutAddress = (platform: Platform): string => new URL('/sign-in', callbackAddress(platform)).href;

/**
 * Takes what a SAML provider says about signing out, in either direction: its answer to our demand, or a demand of its own,
 * which ends the sessions that it began for that person. A demand is met once.
 * @param query as it was sent
 * @returns where to send the browser
 * @throws SignInRefusedError `sign-out`, `still-there`
 */
export async function takeSamlLogout({ platform }: Context, workspaceId: string, query: string): Promise<string> {
  try {
    if (/(?:^|&)SAMLResponse=/.test(query)) {
      if (await saysSignedOut(query)) return '/sign-in';
      throw new SignInRefusedError('still-there');
    }
    const way = await wayOf(platform, workspaceId);
    if (way.protocol !== 'saml') throw new SignInRefusedError('sign-out');
    const asking = { platform, workspaceId, privateKey: signingKey(way.keys) };
    const request = await readLogoutRequest(asking, way.provider, query);
    await asCompany(platform, workspaceId, async (unit) => {
      if (!(await store.noteDemand(unit.tx, workspaceId, `logout:${request.id}`))) throw new SignInRefusedError('sign-out');
      await endCompanySessions(unit, { issuer: `saml:${way.provider.entityId}`, subject: request.nameId, sessions: request.sessions });
    });
    return way.provider.signOutUrl === null ? '/sign-in' : (await answerLogout(asking, way.provider, request, relayStateOf(query))).href;
  } catch (error) {
    if (error instanceof SignInRefusedError && error.reason !== 'expired') throw error;
    throw new SignInRefusedError('sign-out', { cause: error });
  }
}

/** Ends what a provider began for one person: all their sessions through it, or those it names. */
async function endCompanySessions(unit: Unit, { issuer, subject, sessions }: { readonly issuer: string; readonly subject: string; readonly sessions: readonly string[] }): Promise<void> {
  const { tx, workspaceId } = unit;
  const member = await store.findIdentity(tx, workspaceId, issuer, subject);
  const people = await store.endCompanySessions(tx, await store.listCompanySessions(tx, workspaceId, { issuer, subject, sessions }));
  for (const personId of new Set(people)) await unit.publish(SESSION_ENDED, { personId });
  if (member && people.length > 0) await record(unit, signedOutByProvider(member.member_id, { host: hostOf(issuer), count: people.length }));
}
