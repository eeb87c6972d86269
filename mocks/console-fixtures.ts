export interface StoredBuild { readonly buildId: string; readonly createdAt: string; readonly author: string; readonly size: number; readonly misfits: readonly string[]; loads: number; failures: number }

/** An area of the console with its builds, and what the workspace is given of it. */
export interface StoredConsoleRemote {
  readonly id: string;
  readonly title: string;
  readonly shipped: string;
  /** Newest first. */
  readonly builds: readonly StoredBuild[];
  version: number;
  off: boolean;
  stable: string | null;
  previous: string | null;
  canary: { readonly buildId: string; readonly share: number; readonly roles: readonly string[] } | null;
  pins: readonly { readonly memberId: string; readonly buildId: string; readonly since: string }[];
}

/** An area that somebody runs from where it is developed. */
export interface StoredOverride { readonly remote: string; readonly address: string; readonly memberId: string; readonly since: string; readonly endsAt: string }

const DAY = 86_400_000;

/** What a new world's console is made of. */
export function consoleFixtures(now: Date): StoredConsoleRemote[] {
  const build = (buildId: string, days: number, author: string, loads: number, failures: number, misfits: readonly string[] = []): StoredBuild =>
    ({ buildId, createdAt: new Date(now.getTime() - days * DAY).toISOString(), author, size: 41_000 + days * 100, misfits, loads, failures });
  const remote = (id: string, title: string, shipped: string, builds: readonly StoredBuild[]): StoredConsoleRemote => ({ id, title, shipped, builds, version: 0, off: false, stable: null, previous: null, canary: null, pins: [] });
  return [
    remote('agents', 'Agents', 'a2a2a2a2a2a2a2a2', [
      build('a3a3a3a3a3a3a3a3', 1, 'Marco Conti', 12, 0), build('a2a2a2a2a2a2a2a2', 4, 'Ada Neri', 240, 2), build('a1a1a1a1a1a1a1a1', 9, 'Ada Neri', 810, 0), build('a0a0a0a0a0a0a0a0', 20, 'Ada Neri', 0, 0, ['AgentsWithColours']),
    ]),
    remote('knowledge', 'Knowledge', 'b1b1b1b1b1b1b1b1', [build('b1b1b1b1b1b1b1b1', 4, 'Ada Neri', 132, 0)]),
    remote('settings', 'Settings', 'c1c1c1c1c1c1c1c1', [build('c1c1c1c1c1c1c1c1', 4, 'Ada Neri', 18, 0)]),
  ];
}

const HOURS = 3_600_000;

/** One area that somebody other than the viewer develops. */
export const overrideFixtures = (now: Date, memberId: string): StoredOverride[] =>
  [{ remote: 'knowledge', address: 'http://localhost:3100/mf-manifest.json', memberId, since: new Date(now.getTime() - HOURS).toISOString(), endsAt: new Date(now.getTime() + 11 * HOURS).toISOString() }];
