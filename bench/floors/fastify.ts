// The floor of a second start: PostgreSQL, one connection, and a Fastify that answers.
import Fastify from 'fastify';
import pg from 'pg';
import { startEmbeddedDatabase } from '#server/platform/database/embedded.ts';

const [folder = '', port = '0'] = process.argv.slice(2);
const server = await startEmbeddedDatabase(folder, Buffer.alloc(32, 1));
const pool = new pg.Pool({ ...server.address, database: 'postgres' });
const app = Fastify();
app.get('/health', async () => ({ up: (await pool.query('select 1')).rowCount === 1 }));
await app.listen({ port: Number(port), host: '127.0.0.1' });
process.once('SIGINT', () => { void app.close().then(() => pool.end()).then(() => server.stop()).then(() => process.exit(0)); });
