import { requestJson, useHttpQuery, useQueryClient } from '#shared/data/index.ts';

export interface Passkey { readonly id: string; readonly name: string; readonly createdAt: string; readonly lastUsedAt: string | null }
export interface Account {
  readonly name: string;
  readonly email: string;
  /** Who comes through their company may have none. */
  readonly hasPassword: boolean;
  /** The company whose people sign in through it alone, of somebody it binds. */
  readonly onlyThrough: string | null;
  readonly secondFactor: { readonly since: string | null; readonly backupCodesLeft: number; readonly demandedBy: readonly string[] };
  readonly passkeys: readonly Passkey[];
}
export interface OpenSession {
  readonly id: string;
  readonly browser: string | null;
  readonly system: string | null;
  readonly kind: 'desktop' | 'phone' | 'tablet' | 'unknown';
  readonly address: string | null;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly isCurrent: boolean;
}

/** One's own account. It belongs to no workspace, so it isn't asked of the workspace's API. */
export const useAccount = () => useHttpQuery({ queryKey: ['account'], queryFn: ({ signal }) => requestJson<Account>('/auth/account', { signal }) });

export const useSessions = () => useHttpQuery({ queryKey: ['account', 'sessions'], queryFn: async ({ signal }) => (await requestJson<{ sessions: readonly OpenSession[] }>('/auth/account/sessions', { signal })).sessions });

/** Asks anew after a change. */
export function useAccountChanged(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['account'] });
}
