// `node <isatis>/scripts/run.mjs dev-remote --source <folder> --against https://console.example [--port 3100]`: an area that
// lies outside this repository, under development, for a console that runs elsewhere. Ours: `npm run dev -- agents --against …`.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_PORT, serveRemote } from './development/serve-remote.ts';

const { values } = parseArgs({ options: { source: { type: 'string', default: '.' }, against: { type: 'string' }, port: { type: 'string', default: String(DEFAULT_PORT) } } });
if (values.against === undefined || !URL.canParse(values.against)) {
  console.error('Say for which console: --against https://console.example');
  process.exit(2);
}
await serveRemote({ source: path.resolve(values.source), shell: values.against, port: Number(values.port) });
