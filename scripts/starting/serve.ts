// The product as tests and `npm run dev` start it: a process of its own that
// tells its addresses to the one that started it, and closes in order when told
// to or when that one is gone. Arguments: data folder, port, `--demo`.
import { startServer } from '#server/main.ts';

/** Where the product is; the first and only message. */
export interface Announcement {
  readonly url: string;
  readonly setupUrl: string | null;
  readonly outboxUrl: string | null;
}

const [dataDir = '', port = '0', ...flags] = process.argv.slice(2);

const explain = (error: unknown): never => {
  process.stderr.write(`${error instanceof Error && 'userMessage' in error ? String(error.userMessage) : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
};

const { url, setupUrl, outboxUrl, close } = await startServer({ dataDir, port: Number(port), demo: flags.includes('--demo') }).catch(explain);
const stop = (): void => void close().then(() => process.exit(0), explain);
for (const reason of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(reason, stop);
process.send?.({ url, setupUrl, outboxUrl } satisfies Announcement);
