import autocannon, { type Outcome } from 'autocannon';
import type { Figure } from '../figure.ts';
import { startListProduct } from '../list-product.ts';
import { answers, freePort, start } from '../processes.ts';

const DOCUMENTS = 100_000;
const REQUESTS = 1500;
const CONNECTIONS = 8;
const QUERY = 'query List { documents(first: 50) { edges { cursor node { id name status size createdAt createdBy } } pageInfo { hasNextPage endCursor } } }';

/** Requests a second over loopback, by a bounded number of them; every answer must be the right one. */
async function load(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const check = await (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: QUERY }) })).json() as { data?: { documents: { edges: unknown[] } } };
  if (check.data?.documents.edges.length !== 50) throw new Error(`not a list of 50: ${JSON.stringify(check).slice(0, 400)}`);
  const began = performance.now();
  let last = began;
  const { non2xx, errors } = await new Promise<Outcome>((resolve, reject) => {
    const running = autocannon({ url, method: 'POST', headers, body: JSON.stringify({ query: QUERY }), amount: REQUESTS, connections: CONNECTIONS }, (error, outcome) => (error ? reject(error) : resolve(outcome)));
    // It reports the end on its next full second; the last answer is when it was.
    running.on('response', () => { last = performance.now(); });
  });
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} refusals, ${errors} errors`);
  return (REQUESTS * 1000) / (last - began);
}

/** The first page of a list out of a hundred thousand, as the console asks for it. */
export const graphqlList: Figure = {
  name: 'graphql.list', unit: 'requests/s', against: 'bare mercurius with jit, the same fields of the same rows by one query, nothing guarded', goal: { ratio: 1, is: 'at least' },
  async prepare() {
    const product = await startListProduct(DOCUMENTS);
    const barePort = await freePort();
    const bare = start('bench/floors/graphql.ts', [JSON.stringify({ url: product.connection, workspaceId: product.headers['x-isatis-workspace'], port: barePort })]);
    await answers(`http://localhost:${barePort}/health`, bare);
    return {
      ours: () => load(product.url, product.headers),
      floor: () => load(`http://localhost:${barePort}/graphql`, { 'content-type': 'application/json' }),
      async close() {
        await bare.stop();
        await product.close();
      },
    };
  },
};
