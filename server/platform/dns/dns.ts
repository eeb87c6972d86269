import { Resolver } from 'node:dns/promises';

const TIMEOUT_MS = 3000;
const TRIES = 2;

/** Why the records of a name could not be read. */
export type DnsFailure = 'none' | 'unreachable';

/** The TXT records of a name, each put together from its pieces; or why there are none. */
export async function readTxt(name: string, servers: string | undefined): Promise<readonly string[] | DnsFailure> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  if (servers) resolver.setServers(servers.split(','));
  try {
    return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOTFOUND' || code === 'ENODATA' ? 'none' : 'unreachable';
  }
}
