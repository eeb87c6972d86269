import { schema } from '../graphql/schema.ts';
import { connectLive } from './live-connection.ts';
import type { Browser, GraphResult, Product } from './product.ts';
import { type Ids, type Sample, type Versions, samples } from './samples.ts';

/** Every root field of the schema with what it needs, in the order of the schema. */
export const rootFields = (): readonly { readonly name: string; readonly kind: 'Query' | 'Mutation' | 'Subscription'; readonly need: string }[] =>
  ([['Query', schema.getQueryType()], ['Mutation', schema.getMutationType()], ['Subscription', schema.getSubscriptionType()]] as const).flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({ name: field.name, kind, need: String(field.extensions['permission']) })));

/** The sample call of a root field. A field without one can't be proved, and fails. */
export function sampleOf(kind: string, name: string): Sample {
  const sample = samples[`${kind}.${name}`];
  if (!sample) throw new Error(`${kind}.${name} has no sample call: add one to server/testing/samples.ts`);
  return sample;
}

/** The first answer of a subscription; what it waits for is made to happen until it comes. */
async function hear(product: Product, browser: Browser, { query, hears }: Sample, ids: Ids, variables: Record<string, unknown>, workspaceId: string): Promise<GraphResult> {
  await using live = await connectLive(browser);
  if (!live.isOpen) return { data: null, errors: [{ message: 'refused at the door', extensions: { code: 'UNAUTHENTICATED' } }] };
  let settled = false;
  const first = live.subscribe(query, variables).next().then((heard) => heard as GraphResult | null).finally(() => { settled = true; });
  first.catch(() => undefined);
  while (hears && !settled) {
    // Who belongs to no workspace listens to none.
    for (const where of [workspaceId, '']) await product.sql("select pg_notify('isatis', $1)", [JSON.stringify({ ...hears(ids), workspaceId: where })]);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  const heard = await first;
  if (!heard) throw new Error(`${query} ended without an answer`);
  return heard;
}

/** Really calls a root field as somebody. */
export function call(product: Product, browser: Browser, kind: string, sample: Sample, ids: Ids, versions: Versions, workspaceId: string): Promise<GraphResult> {
  const variables = sample.variables?.(ids, versions) ?? {};
  return kind === 'Subscription' ? hear(product, browser, sample, ids, variables, workspaceId) : browser.graphql(sample.query, variables);
}

export type Verdict = 'allowed' | 'FORBIDDEN' | 'UNAUTHENTICATED';

// Past the permission: what was asked for isn't there, or a part that it needs is down.
const PASSED = new Set(['NOT_FOUND', 'UNAVAILABLE']);

/** Whether a call got past the permission; an answer that says neither is a broken sample. */
export function verdictOf(what: string, { data, errors }: GraphResult): Verdict {
  const code = errors?.[0]?.extensions['code'];
  if (code === 'FORBIDDEN' || code === 'UNAUTHENTICATED') return code;
  if (errors ? PASSED.has(String(code)) : data !== null) return 'allowed';
  throw new Error(`${what} answered ${JSON.stringify(errors)}`);
}

export interface Row { readonly name: string; readonly kind: string; readonly need: string; readonly verdicts: readonly Verdict[] }

/** The matrix as it is committed and read. */
export const printMatrix = (columns: readonly string[], rows: readonly Row[]): string => `# Permission matrix

Who gets past the permission of each root field. Made by really calling each of them (\`server/testing/matrix.ts\`): a change here is a change of what somebody may do, and is reviewed as one. To write it anew: \`UPDATE_MATRIX=1 npx vitest run --project server server/testing/matrix.test.ts\`.

- **allowed**: the call got past the permission. A rule of the product may still refuse it (the last owner, for instance), or what it names may not exist.
- **FORBIDDEN**, **UNAUTHENTICATED**: refused, and nothing was changed.
- *Another workspace's owner* names this workspace in the request, and its things by their ids. That their ids amount to nothing inside their own workspace is proved beside it (\`server/testing/foreign-ids.test.ts\`).

${['Query', 'Mutation', 'Subscription'].map((kind) => `## ${kind}

| field | needs | ${columns.join(' | ')} |
|---|---|${columns.map(() => '---').join('|')}|
${rows.filter((row) => row.kind === kind).map(({ name, need, verdicts }) => `| ${name} | ${need} | ${verdicts.join(' | ')} |`).join('\n')}
`).join('\n')}`;
