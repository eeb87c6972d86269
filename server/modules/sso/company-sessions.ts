import { randomUUID } from 'node:crypto';
import type { Place, Unit } from '../../access/index.ts';
import type { SamlSession } from './saml-signing-out.ts';
import * as store from './sso.store.ts';

/** What it takes to sign somebody out at the provider that signed them in. */
export type Leaving = { readonly protocol: 'saml'; readonly session: SamlSession } | { readonly protocol: 'oidc'; /** As the connection had it: the token's own may be written otherwise, with a slash at its end or by tenant. */ readonly issuer: string; readonly idToken: string; /** null: the provider has no address for it. */ readonly endSession: string | null };

/** The session that a provider began. `index`: what it calls it, where it says so. */
export interface ProviderSession { readonly index: string | null; readonly leaving: Leaving }

const placeOf = (id: string): Place => ({ table: 'sso_sessions', row: id, column: 'leaving_sealed' });

/** Keeps by what the provider knows the session that is about to begin. @returns what the session names it by */
export async function keepCompanySession(unit: Unit, { issuer, subject, session: { index, leaving } }: { readonly issuer: string; readonly subject: string; readonly session: ProviderSession }): Promise<string> {
  const id = randomUUID();
  await store.insertCompanySession(unit.tx, unit.workspaceId, { id, issuer, subject, session_index: index, leaving_sealed: (await unit.key()).seal(placeOf(id), JSON.stringify(leaving)) });
  return id;
}

export const openLeaving = async (unit: Unit, { id, leaving_sealed: sealed }: store.CompanySessionRow): Promise<Leaving> => JSON.parse((await unit.key()).openText(placeOf(id), sealed)) as Leaving;
