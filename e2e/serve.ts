// The product as e2e/product.ts starts it: a process of its own that tells its
// addresses to the test and closes in order when told to, or when the test is gone.
import { startServer } from '#server/main.ts';

/** Where the product is; the first and only message to the test. */
export interface Announcement {
  readonly url: string;
  readonly setupUrl: string | null;
  readonly outboxUrl: string | null;
}

const [dataDir = '', ...flags] = process.argv.slice(2);
const { url, setupUrl, outboxUrl, close } = await startServer({ dataDir, port: 0, demo: flags.includes('--demo') });
const stop = (): void => {
  close().then(() => process.exit(0), (error: unknown) => { process.stderr.write(`${String(error)}\n`); process.exit(1); });
};
process.once('SIGTERM', stop);
process.once('disconnect', stop);
process.send?.({ url, setupUrl, outboxUrl } satisfies Announcement);
