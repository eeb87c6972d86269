import autocannon, { type Outcome } from 'autocannon';
import pg from 'pg';
import type { Figure } from '../figure.ts';
import { type ListProduct, startListProduct } from '../list-product.ts';

const DOCUMENTS = 100_000;
const REQUESTS = 1500;
const CONNECTIONS = 8;
const QUERY = 'query List { documents(first: 50) { edges { cursor node { id name status size createdAt createdBy } } pageInfo { hasNextPage endCursor } } }';
const WARM_REQUESTS = 200;

async function load({ url, headers }: ListProduct, amount: number): Promise<number> {
  const began = performance.now();
  let last = began;
  const { non2xx, errors } = await new Promise<Outcome>((resolve, reject) => {
    const running = autocannon({ url, method: 'POST', headers, body: JSON.stringify({ query: QUERY }), amount, connections: CONNECTIONS }, (error, outcome) => (error ? reject(error) : resolve(outcome)));
    running.on('response', () => { last = performance.now(); });
  });
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} refusals, ${errors} errors`);
  return (amount * 1000) / (last - began);
}

/** Every table's row-level security at once; with it off the policies cost nothing, and the service's own check is a look into a set. */
async function setSecurity(connection: pg.ClientConfig, on: boolean): Promise<void> {
  const owner = new pg.Client(connection);
  await owner.connect();
  const { rows } = await owner.query<{ name: string }>("select format('%I.%I', n.nspname, t.relname) as name from pg_class t join pg_namespace n on n.oid = t.relnamespace where n.nspname = 'public' and t.relkind in ('r', 'p')");
  await owner.query(rows.map(({ name }) => `alter table ${name} ${on ? 'enable' : 'disable'} row level security;`).join(' '));
  await owner.end();
}

/** The list as the product serves it, beside the same product on the same data with row-level security off. */
export const permissionShare: Figure = {
  name: 'permission.share', unit: 'requests/s', against: 'the same list of the same product, row-level security switched off', goal: { ratio: 0.97, is: 'at least' },
  async prepare() {
    const product = await startListProduct(DOCUMENTS);
    const measured = async (secured: boolean): Promise<number> => {
      await setSecurity(product.connection, secured);
      // Plans are made anew after a change of policies: not what is measured.
      await load(product, WARM_REQUESTS);
      return load(product, REQUESTS);
    };
    return { ours: () => measured(true), floor: () => measured(false), close: () => product.close() };
  },
};
