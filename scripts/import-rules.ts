// Who may import whom: `node scripts/run.mjs import-rules`, and a step of `npm test`.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { edgeOf } from './imports/edge.ts';
import { rules } from './imports/rules.ts';
import { importsOf } from './imports/scan.ts';

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
  readonly rule: string;
  readonly says: string;
}

/** Every import of one file that breaks a rule. `file` is its path in the project. */
export function violationsOf(file: string, source: string): Violation[] {
  return importsOf(source).flatMap(({ specifier, line, typeOnly }) => {
    const edge = edgeOf(file, specifier, typeOnly);
    return rules.filter((rule) => rule.forbids(edge)).map((rule) => ({ file, line, specifier, rule: rule.id, says: rule.says }));
  });
}

/** Checks the whole project. Fails rather than passes when it finds nothing to read. */
export function checkImports(root: string): { readonly files: number; readonly imports: number; readonly violations: readonly Violation[] } {
  const folders = '{shell,remotes,shared,mocks,server,ai,widget,e2e,bench,scripts}';
  const files = globSync(`${folders}/**/*.{ts,tsx,mjs}`, { cwd: root, exclude: (path) => /(^|\/)(node_modules|dist)$/.test(String(path)) }).map((path) => path.replaceAll('\\', '/')).toSorted();
  let imports = 0;
  const violations = files.flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8');
    imports += importsOf(source).length;
    return violationsOf(file, source);
  });
  if (imports === 0) throw new Error(`No imports were found below ${root}: the check read nothing.`);
  return { files: files.length, imports, violations };
}

if (import.meta.main) {
  const { files, imports, violations } = checkImports(dirname(import.meta.dirname));
  for (const { file, line, specifier, rule, says } of violations) console.error(`${file}:${line} must not import ${specifier}: ${says} (${rule})`);
  console.log(`${imports} imports in ${files} files, ${violations.length} against the rules.`);
  process.exitCode = violations.length > 0 ? 1 : 0;
}
