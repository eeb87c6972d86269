// Keeps schema.graphql what the server serves: `node scripts/run.mjs schema`
// prints it, `--check` tells whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { printedSchema } from '#server/graphql/schema.ts';

const file = join(dirname(import.meta.dirname), 'schema.graphql');
const before = readFileSync(file, 'utf8');
const after = printedSchema();
if (process.argv.includes('--check')) {
  if (before !== after) {
    console.error('schema.graphql is not what the server serves: run "node scripts/run.mjs schema", then "npm run codegen", and commit the result.');
    process.exitCode = 1;
  }
} else if (before !== after) writeFileSync(file, after);
