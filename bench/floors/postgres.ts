// The floor of a first start: initdb with the product's own options, start, ready.
import { startEmbeddedDatabase } from '#server/platform/database/embedded.ts';

const [folder = ''] = process.argv.slice(2);
const server = await startEmbeddedDatabase(folder, Buffer.alloc(32, 1));
console.log('ready');
process.once('SIGINT', () => { void server.stop().then(() => process.exit(0)); });
