/** What one file may cost. A hostile file runs into one of these and becomes a typed failure. */
export const limits = {
  bytes: 50 * 1024 * 1024,
  /** Sum of the true sizes of a ZIP's entries (DOCX, XLSX). */
  unpackedBytes: 200 * 1024 * 1024,
  zipEntries: 10_000,
  pages: 2_000,
  milliseconds: 60_000,
  heapMegabytes: 768,
  /** Files read at the same time; more wait, so that an import of a folder does not take the machine. */
  workers: 2,
} as const;

/** Characters a section aims at; see {@link ParsedSection}. */
export const sectionSize = { scrap: 80, least: 200, aim: 1_200, most: 1_800 } as const;
