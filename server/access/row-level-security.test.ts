import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissions } from '#shared/permissions/index.ts';
import { type Product, startProduct } from '../testing/product.ts';

/** A table of the database, and a row to tempt with in workspace A. */
interface Table { readonly name: string; readonly columns: readonly string[]; readonly workspaced: boolean }

const OWN = "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%' and n.nspname not like 'pg_temp%'";
const NOW = 'now()';

/** A value of each type that a column may have. */
const valueFor = (type: string, isWorkspace: boolean, workspace: string): string => {
  if (isWorkspace) return `'${workspace}'::uuid`;
  if (type.endsWith('[]')) return `'{}'::${type}`;
  switch (type) {
    case 'uuid': return 'gen_random_uuid()';
    case 'bytea': return 'sha256(gen_random_uuid()::text::bytea)';
    case 'boolean': return 'true';
    case 'jsonb': case 'json': return `'{}'::${type}`;
    case 'date': return 'current_date';
    case 'timestamp with time zone': return NOW;
    case 'interval': return "interval '1 second'";
    default: return /int|numeric|real|double/.test(type) ? '7' : 'gen_random_uuid()::text';
  }
};

let product: Product;
let client: pg.Client;
let tables: readonly (Table & { readonly insert: string })[];
let A: string;
let B: string;
let ownerOfB: string;

const rows = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => (await client.query<Row>(text, values)).rows;

/** What a statement does as the product's role with some settings: how many rows it reached, or `refused`. Nothing stays. */
const attempt = async (settings: Readonly<Record<string, string>>, statement: string, role = 'isatis_app'): Promise<number | 'refused'> => {
  await client.query('begin');
  try {
    for (const [name, value] of Object.entries(settings)) await client.query('select set_config($1, $2, true)', [name, value]);
    await client.query(`set local role ${role}`);
    return (await client.query(statement)).rowCount ?? 0;
  } catch (error) {
    // Insufficient privilege: of the table, or of the row.
    if ((error as { code?: string }).code === '42501') return 'refused';
    throw error;
  } finally {
    await client.query('rollback');
  }
};

beforeAll(async () => {
  product = await startProduct();
  [A, B] = [(await product.createWorkspace()).workspaceId, (await product.createWorkspace()).workspaceId];
  client = new pg.Client(product.connection);
  await client.connect();
  ownerOfB = (await rows<{ user_id: string }>('select user_id from members where workspace_id = $1', [B]))[0]?.user_id ?? '';
  // What is tried here is who may, not what fits: rows are made up, so checks and references are put aside.
  for (const { name, constraint } of await rows<{ name: string; constraint: string }>(`select format('%I.%I', n.nspname, t.relname) as name, c.conname as constraint from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace where c.contype in ('c', 'f') and ${OWN}`)) {
    await client.query(`alter table ${name} drop constraint if exists ${pg.escapeIdentifier(constraint)} cascade`);
  }
  const columns = await rows<{ table: string; column: string; type: string; is_identity: boolean }>(`select format('%I.%I', n.nspname, t.relname) as table, a.attname as column, format_type(a.atttypid, null) as type, a.attidentity <> '' or a.attgenerated <> '' as is_identity
    from pg_class t join pg_namespace n on n.oid = t.relnamespace join pg_attribute a on a.attrelid = t.oid where t.relkind in ('r', 'p') and ${OWN} and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`);
  const byTable = Map.groupBy(columns, ({ table }) => table);
  tables = [...byTable].map(([name, all]) => {
    const given = all.filter(({ is_identity }) => !is_identity);
    const values = given.map(({ column, type }) => valueFor(type, column === 'workspace_id', A));
    return {
      name, columns: given.map(({ column }) => column), workspaced: all.some(({ column }) => column === 'workspace_id'),
      insert: `insert into ${name} (${given.map(({ column }) => pg.escapeIdentifier(column)).join(', ')}) values (${values.join(', ')})`,
    };
  });
  for (const { insert } of tables) await client.query(`${insert} on conflict do nothing`);
});
afterAll(async () => {
  await client.end();
  await product[Symbol.asyncDispose]();
});

const everything = [...permissions, 'member', 'visitor', 'system', 'setup', 'invitation'].join(' ');
const asWorkspace = (workspace: string) => ({ 'app.workspace_id': workspace, 'app.user_id': crypto.randomUUID(), 'app.visitor_id': crypto.randomUUID(), 'app.permissions': everything });
const strangers = (): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  'another workspace with every permission': asWorkspace(B),
  'nobody, with nothing set': {},
  'nobody, with everything set to nothing': { 'app.workspace_id': '', 'app.user_id': '', 'app.visitor_id': '', 'app.permissions': '' },
  'the right workspace without any permission': { ...asWorkspace(A), 'app.permissions': '' },
});

/** What is A's, or nobody's: B's own people are B's to see. */
const mineIn = ({ workspaced, name }: Table): string => {
  if (workspaced) return ` where workspace_id = '${A}'`;
  return name === 'public.users' ? ` where id <> '${ownerOfB}'` : '';
};
const commandsOn = (table: Table & { readonly insert: string }): Readonly<Record<string, string>> => {
  const column = pg.escapeIdentifier(table.columns[0] ?? '');
  return { select: `select 1 from ${table.name}${mineIn(table)}`, insert: table.insert, update: `update ${table.name} set ${column} = ${column}${mineIn(table)}`, delete: `delete from ${table.name}${mineIn(table)}` };
};

describe('every table', () => {
  it('has row-level security, forced, and at least one policy', async () => {
    const open = await rows<{ name: string }>(`select format('%I.%I', n.nspname, t.relname) as name from pg_class t join pg_namespace n on n.oid = t.relnamespace where t.relkind in ('r', 'p') and ${OWN}
      and not (t.relrowsecurity and t.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = t.oid))`);
    expect(open).toEqual([]);
    expect(tables.length).toBeGreaterThan(25);
  });

  it('that belongs to a workspace names it first in its primary key', async () => {
    const late = await rows<{ name: string }>(`select t.relname as name from pg_class t join pg_namespace n on n.oid = t.relnamespace join pg_attribute a on a.attrelid = t.oid and a.attname = 'workspace_id'
      left join pg_index i on i.indrelid = t.oid and i.indisprimary where t.relkind in ('r', 'p') and n.nspname = 'public' and (i.indkey is null or i.indkey[0] <> a.attnum)`);
    expect(late).toEqual([]);
  });

  it('shows nothing to, and takes nothing from, who has no business there', async () => {
    const reached: string[] = [];
    for (const [who, settings] of Object.entries(strangers())) {
      for (const table of tables) {
        for (const [command, statement] of Object.entries(commandsOn(table))) {
          const outcome = await attempt(settings, statement);
          if (outcome !== 'refused' && outcome > 0) reached.push(`${who}: ${command} on ${table.name} reached ${outcome}`);
        }
      }
    }
    expect(reached).toEqual([]);
  });

  it('was tempting: each row is there, and seen by who may see it', async () => {
    const [empty, hidden]: [string[], string[]] = [[], []];
    const policies = new Set((await rows<{ name: string }>("select distinct format('%I.%I', n.nspname, t.relname) as name from pg_policy p join pg_class t on t.oid = p.polrelid join pg_namespace n on n.oid = t.relnamespace where (0 = any (p.polroles) or 'isatis_app'::regrole = any (p.polroles)) and p.polcmd in ('r', '*')")).map(({ name }) => name));
    for (const table of tables) {
      // What is somebody's own is seen by them alone.
      const isSomebodys = table.columns.includes('user_id');
      const [row] = await rows<{ whose: string | null }>(`select ${isSomebodys ? 'user_id::text' : 'null'} as whose from ${table.name}${mineIn(table)} limit 1`);
      if (!row) empty.push(table.name);
      const who = { ...asWorkspace(A), ...(row?.whose ? { 'app.user_id': row.whose } : {}) };
      if (table.workspaced && policies.has(table.name) && ((await attempt(who, `select 1 from ${table.name}${mineIn(table)}`)) as number) < 1) hidden.push(table.name);
    }
    expect({ empty, hidden }).toEqual({ empty: [], hidden: [] });
  });

  it('of the workspaces’ is out of reach for authentication and for the queue', async () => {
    const reached: string[] = [];
    for (const role of ['isatis_auth', 'isatis_worker']) {
      for (const table of tables.filter(({ workspaced, name }) => workspaced && !name.startsWith('graphile_worker'))) {
        for (const [command, statement] of Object.entries(commandsOn(table))) {
          const outcome = await attempt(asWorkspace(A), statement, role);
          if (outcome !== 'refused' && outcome > 0) reached.push(`${role}: ${command} on ${table.name}`);
        }
      }
    }
    expect(reached).toEqual([]);
  });
});

describe('the roles that connect', () => {
  it('own nothing and bypass nothing', async () => {
    const limited = ['isatis_app', 'isatis_auth', 'isatis_worker', 'isatis_resolver'];
    expect(await rows('select rolname from pg_roles where rolname = any ($1) and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)', [limited])).toHaveLength(limited.length);
    expect(await rows('select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = any ($1)', [limited])).toEqual([]);
  });

  it('find no view and no function that looks past the policies unnamed', async () => {
    expect(await rows(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and n.nspname in ('public', 'app')`)).toEqual([]);
    const definers = await rows<{ name: string; owner: string; path: string[] | null }>("select p.proname as name, r.rolname as owner, p.proconfig as path from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner where p.prosecdef and n.nspname in ('public', 'app')");
    expect(definers.length).toBeGreaterThan(5);
    // Each runs as a role that is limited itself, with a search path that nobody can bend.
    expect(definers.filter(({ owner, path }) => !['isatis_auth', 'isatis_worker', 'isatis_resolver'].includes(owner) || !path?.some((setting) => setting.startsWith('search_path=')))).toEqual([]);
  });
});
