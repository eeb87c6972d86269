/** What PDF.js gives for a run of glyphs. */
export interface TextRun { readonly str: string; readonly transform: readonly number[]; readonly width: number; readonly height: number; readonly hasEOL: boolean }

export interface Line { readonly text: string; readonly size: number; readonly x: number; readonly y: number }

/** Joins the runs of one page into lines, putting back the spaces that a PDF expresses as distance. */
export function pageLines(runs: readonly TextRun[]): Line[] {
  const lines: Line[] = [];
  let open: { text: string; size: number; x: number; y: number; end: number } | null = null;
  const close = (): void => {
    if (open !== null && open.text.trim() !== '') lines.push({ text: open.text.replace(/\s+/g, ' ').trim(), size: open.size, x: open.x, y: open.y });
    open = null;
  };
  for (const run of runs) {
    const x = run.transform[4] ?? 0;
    const y = run.transform[5] ?? 0;
    const size = run.height || Math.hypot(run.transform[2] ?? 0, run.transform[3] ?? 0);
    if (run.str !== '') {
      const line: typeof open = open;
      if (line !== null && Math.abs(line.y - y) > Math.max(line.size, size) * 0.5) close();
      if (open === null) open = { text: run.str, size, x, y, end: x + run.width };
      else {
        const current: { text: string; size: number; end: number } = open;
        current.text += (x - current.end > size * 0.15 ? ' ' : '') + run.str;
        current.end = x + run.width;
        if (run.str.trim() !== '') current.size = Math.max(current.size, size);
      }
    }
    if (run.hasEOL) close();
  }
  close();
  return lines;
}

const pageNumber = /^\W*(?:(?:page|pagina|seite|página|pag\.|p\.)\s*)?\d{1,4}(?:\s*(?:\/|of|di|von|de|sur)\s*\d{1,4})?\W*$/i;

/** Takes away running heads, feet and page numbers: what stands at the edge of at least half of the pages. */
export function withoutRunningLines(pages: readonly (readonly Line[])[]): Line[][] {
  const shape = (line: Line): string => line.text.replace(/\d+/g, '#');
  const seen = new Map<string, number>();
  const edges = (lines: readonly Line[]): Line[] => [...new Set([...lines.slice(0, 2), ...lines.slice(-2)])];
  for (const lines of pages) for (const key of new Set(edges(lines).map(shape))) seen.set(key, (seen.get(key) ?? 0) + 1);
  return pages.map((lines) => {
    const edge = new Set(edges(lines));
    return lines.filter((line) => !edge.has(line) || (!(pages.length >= 3 && seen.get(shape(line))! >= Math.max(3, pages.length / 2)) && !(pages.length > 1 && pageNumber.test(line.text))));
  });
}
