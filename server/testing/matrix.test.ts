import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Row, type Verdict, call, printMatrix, rootFields, sampleOf, verdictOf } from './matrix.ts';
import { join } from './people.ts';
import { type Browser, type Product, startProduct } from './product.ts';
import { Program } from './program.ts';
import { type Ids, digest, fill, versionsOf } from './samples.ts';

const FILE = new URL('../../docs/permission-matrix.md', import.meta.url);
const MINUTES = 60_000;
const EXCEPTION = 'mutation ($input: SetMemberPermissionInput!) { setMemberPermission(input: $input) { __typename } }';

let product: Product;
let workspaceId: string;
let ids: Ids;
/** From the least to the most: who may do less is tried while everything is still there. */
let callers: readonly (readonly [name: string, browser: Browser])[];

beforeAll(async () => {
  product = await startProduct();
  const { owner, ...mine } = await product.createWorkspace();
  const { owner: other } = await product.createWorkspace({ name: 'Other' });
  ({ workspaceId } = mine);
  other.workspaceId = workspaceId;
  ids = await fill(product, owner, workspaceId);
  const [admin, editor] = [await join(product, owner, 'admin'), await join(product, owner, 'editor')];
  const [granted, revoked] = [await join(product, owner, 'editor', 'Granted Editor'), await join(product, owner, 'admin', 'Revoked Admin')];
  await owner.ask(EXCEPTION, { input: { memberId: granted.memberId, permission: 'agents:read', choice: 'grant' } });
  await owner.ask(EXCEPTION, { input: { memberId: revoked.memberId, permission: 'conversations:read', choice: 'revoke' } });
  const { createApiToken } = await owner.ask('mutation { createApiToken(input: { kind: personal, name: "Narrow", permissions: ["workspace:read"], expiresInDays: 1 }) { ... on CreatedApiToken { secret } } }');
  callers = [['signed out', product.browser()], ['another workspace’s owner', other], ['owner’s token for workspace:read', new Program(product.url, createApiToken.secret)], ['editor', editor.browser], ['editor granted agents:read', granted.browser], ['admin revoked conversations:read', revoked.browser], ['admin', admin.browser], ['owner', owner]];
}, 2 * MINUTES);
afterAll(async () => { await product[Symbol.asyncDispose](); });

const tryAll = async (browser: Browser): Promise<Map<string, Verdict>> => {
  const verdicts = new Map<string, Verdict>();
  for (const { kind, name } of rootFields()) {
    const answer = await call(product, browser, kind, sampleOf(kind, name), ids, await versionsOf(product, workspaceId, ids), workspaceId);
    verdicts.set(`${kind}.${name}`, verdictOf(`${kind}.${name}`, answer));
  }
  return verdicts;
};

it('is what the committed matrix says, called for real', async () => {
  const before = await digest(product, workspaceId);
  const tried = new Map<string, Map<string, Verdict>>();
  for (const [who, browser] of callers) {
    tried.set(who, await tryAll(browser));
    // None of these may change anything; so nothing may be changed.
    if (['signed out', 'another workspace’s owner', 'owner’s token for workspace:read', 'editor'].includes(who)) expect(await digest(product, workspaceId), `after ${who}`).toEqual(before);
  }
  const columns = callers.map(([who]) => who).toReversed();
  const rows: Row[] = rootFields().map(({ kind, name, need }) => ({ kind, name, need, verdicts: columns.map((who) => tried.get(who)?.get(`${kind}.${name}`) ?? 'UNAUTHENTICATED') }));
  const matrix = printMatrix(columns, rows);
  if (process.env['UPDATE_MATRIX'] === '1') await writeFile(FILE, matrix);
  expect(await readFile(FILE, 'utf8')).toBe(matrix);
}, 3 * MINUTES);
