// The shell's first module in `npm run dev:mock`: nothing is asked before the mocks answer.
import { startMocks } from '#mocks/browser.ts';
import { guardSinks } from '../../shell/trusted-types.ts';

// A worker's address is asked about, too.
guardSinks();

await startMocks();
await import('../../shell/main.ts');
