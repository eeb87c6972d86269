/** One `import`, `export … from`, `import(…)` or `vi.mock(…)` with a literal address. */
export interface Import {
  readonly specifier: string;
  /** 1-based. */
  readonly line: number;
  /** Erased before anything runs. */
  readonly typeOnly: boolean;
}

// A comment, or a string; whichever begins first wins, so that neither is looked for in the other.
const commentOrString = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g;
const statement = /(?:^|;)[ \t]*(import|export)\b((?:[^'"`;]*?\bfrom\b)?)\s*(['"])([^'"\n]+)\3/gm;
const call = /\b(?:import|require|mock|importActual)\s*(?:<[^()]*>)?\(\s*(['"`])([^'"`$\n]+)\1/g;
const allTypes = /^\s*\{\s*(?:type\s+[^,}]+,?\s*)+\}\s*from$/;

/** All imports of a TypeScript source with a literal address. Text alone: no parser to wait for. */
export function importsOf(source: string): Import[] {
  const code = source.replace(commentOrString, (text) => (text.startsWith('/') ? text.replace(/[^\n]/g, ' ') : text));
  const found: (Import & { at: number })[] = [];
  const lineAt = (index: number): number => code.slice(0, index).split('\n').length;
  for (const match of code.matchAll(statement)) {
    const [, , clause = '', , specifier = ''] = match;
    const end = match.index + match[0].length;
    found.push({ at: end, specifier, line: lineAt(end), typeOnly: /^\s+type\s+[^,]/.test(clause) && !/^\s+type\s+from$/.test(clause) || allTypes.test(clause) });
  }
  for (const match of code.matchAll(call)) {
    found.push({ at: match.index, specifier: match[2] ?? '', line: lineAt(match.index), typeOnly: false });
  }
  return found.toSorted((a, b) => a.at - b.at).map(({ specifier, line, typeOnly }) => ({ specifier, line, typeOnly }));
}
