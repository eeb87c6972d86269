// The floor of a list: bare mercurius with jit, the same fields of the same rows by one query, nobody signed in and nothing guarded.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';

const { url, workspaceId, port } = JSON.parse(process.argv[2] ?? '{}') as { url: pg.ClientConfig; workspaceId: string; port: number };
const pool = new pg.Pool({ ...url, max: 16 });

interface Row { id: string; name: string; status: string; size: string; created_at: Date; created_by: string | null; cursor: string }

const app = Fastify();
await app.register(mercurius, {
  jit: 2,
  schema: `type Query { documents(first: Int): Connection! }
    type Connection { edges: [Edge!]! pageInfo: PageInfo! }
    type PageInfo { hasNextPage: Boolean! endCursor: String }
    type Edge { cursor: String! node: Document! }
    type Document { id: ID! name: String! status: String! size: Float! createdAt: String! createdBy: String }`,
  resolvers: {
    Query: {
      async documents(_root: unknown, { first }: { first?: number }) {
        const size = first ?? 50;
        const { rows } = await pool.query<Row>({
          name: 'list', values: [workspaceId, size + 1],
          text: `select d.id, d.name, d.status, d.size, d.created_at, u.name as created_by, d.created_at::text as cursor from documents d left join users u on u.id = d.created_by
            where d.workspace_id = $1 order by d.created_at desc, d.id desc limit $2`,
        });
        const edges = rows.slice(0, size).map((row) => ({ cursor: Buffer.from(JSON.stringify([row.cursor, row.id])).toString('base64url'), node: { ...row, createdAt: row.created_at.toISOString(), createdBy: row.created_by } }));
        return { edges, pageInfo: { hasNextPage: rows.length > size, endCursor: edges.at(-1)?.cursor ?? null } };
      },
    },
  },
});
await app.listen({ port, host: '127.0.0.1' });
process.once('SIGINT', () => { void app.close().then(() => pool.end()).then(() => process.exit(0)); });
