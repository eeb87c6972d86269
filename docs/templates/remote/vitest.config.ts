import { defineConfig } from 'vitest/config';

// The contract that every remote keeps, drawn as the shell does on mocks of the real schema.
export default defineConfig({
  test: { environment: 'happy-dom', include: ['**/*.test.tsx'], setupFiles: ['./node_modules/isatis/shared/testing/setup.ts'], testTimeout: 15_000 },
});
