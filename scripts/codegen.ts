import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import { buildSchema, isAbstractType } from 'graphql';
import config from '../codegen.ts';

const root = path.resolve(import.meta.dirname, '..');

export interface CodegenOptions {
  /** Write nothing; say what would change. */
  readonly check?: boolean;
}

/** Makes the typed documents. Answers with the files that were (or, with `check`, would be) written. */
export async function codegen({ check = false }: CodegenOptions = {}): Promise<readonly string[]> {
  const files: { filename: string; content: string }[] = await generate({ ...config, cwd: root }, false);
  files.push({ filename: 'mocks/schema-text.ts', content: await schemaModule() }, { filename: 'shared/data/possible-types.ts', content: await possibleTypesModule() });
  const changed: string[] = [];
  for (const { filename, content } of files) {
    const file = path.resolve(root, filename);
    if ((await readFile(file, 'utf8').catch(() => null)) === content) continue;
    changed.push(path.relative(root, file));
    if (check) continue;
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return changed;
}

/** The schema as a module: the mocks run in browsers, which can't read files. */
async function schemaModule(): Promise<string> {
  const text = await readFile(path.join(root, 'schema.graphql'), 'utf8');
  return `// Written by \`npm run codegen\` from schema.graphql.\nexport const schemaText = ${JSON.stringify(text)};\n`;
}

/** What each interface and union may be: the cache must know it to match fragments. */
async function possibleTypesModule(): Promise<string> {
  const schema = buildSchema(await readFile(path.join(root, 'schema.graphql'), 'utf8'));
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType).toSorted((a, b) => a.name.localeCompare(b.name));
  const lines = abstract.map((type) => `  ${type.name}: [${schema.getPossibleTypes(type).map(({ name }) => `'${name}'`).toSorted().join(', ')}],`);
  return `// Written by \`npm run codegen\` from schema.graphql.\nexport const possibleTypes: Record<string, string[]> = {\n${lines.join('\n')}\n};\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const check = process.argv.includes('--check');
  const changed = await codegen({ check });
  if (changed.length === 0) console.log('Generated GraphQL files are up to date.');
  else console.log(`${check ? 'Out of date' : 'Written'}:\n${changed.map((file) => `  ${file}`).join('\n')}`);
  if (check && changed.length > 0) {
    console.error('Run `npm run codegen` and commit the result.');
    process.exitCode = 1;
  }
}
