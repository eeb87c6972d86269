// The shell's first module in `npm run dev:mock`: nothing is asked before the mocks answer.
import { startMocks } from '#mocks/browser.ts';

await startMocks();
await import('../../shell/main.ts');
