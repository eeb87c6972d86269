import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setImmediate as breathe } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { sentence } from '../../messages/index.ts';
import type { Attestation, AttestedEntry } from './attestation-csv.ts';

const { resolve } = createRequire(import.meta.url);
const REGULAR = resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf');
const STRONG = resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf');

const MARGIN = 40;
const FOOT = 34;
const INK = '#1b1d22';
const FAINT = '#5c6270';
const LINE = '#d9dce3';
const GAP = 10;
const ROW_PAD = 5;
/** Other requests are let in after so many rows. */
const ROWS_AT_ONCE = 100;

type Pdf = InstanceType<typeof PDFDocument>;
interface TableColumn { readonly heading: string; readonly width: number; lines(entry: AttestedEntry): readonly [strong: string, faint: string] }

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join(' · ');

const columnsOf = (say: (key: string) => string, width: number): readonly TableColumn[] => {
  const room = width - GAP * 4;
  return [
    { heading: say('column.who'), width: room * 0.22, lines: ({ who, email }) => [who, email] },
    { heading: say('column.what'), width: room * 0.29, lines: ({ what, since, ends }) => [what, joined(`${say('column.since')} ${since}`, ends ? `${say('column.ends')} ${ends}` : '')] },
    { heading: say('column.lastUsed'), width: room * 0.14, lines: ({ lastUsed }) => ['', lastUsed] },
    { heading: say('column.decision'), width: room * 0.13, lines: ({ decision }) => [decision, ''] },
    { heading: say('pdf.decided'), width: room * 0.22, lines: ({ by, when, reason }) => [reason, joined(by, when)] },
  ];
};

class Drawing {
  readonly #pdf: Pdf;
  readonly #columns: readonly TableColumn[];
  readonly #width: number;
  constructor(pdf: Pdf, columns: readonly TableColumn[], width: number) {
    [this.#pdf, this.#columns, this.#width] = [pdf, columns, width];
  }

  get #bottom(): number {
    return this.#pdf.page.height - MARGIN - FOOT;
  }

  facts(rows: readonly (readonly [label: string, value: string])[]): void {
    const pdf = this.#pdf;
    for (const [label, value] of rows) {
      const { y } = pdf;
      pdf.font(REGULAR).fontSize(9).fillColor(FAINT).text(label, MARGIN, y, { width: 130 });
      pdf.fillColor(INK).text(value, MARGIN + 140, y, { width: this.#width - 140 });
      pdf.y += 3;
    }
  }

  #rule(): void {
    this.#pdf.moveTo(MARGIN, this.#pdf.y).lineTo(MARGIN + this.#width, this.#pdf.y).lineWidth(0.6).strokeColor(LINE).stroke();
  }

  headings(title: string): void {
    const pdf = this.#pdf;
    if (pdf.y > this.#bottom - 70) pdf.addPage();
    pdf.font(STRONG).fontSize(11).fillColor(INK).text(title, MARGIN, pdf.y + 12);
    pdf.y += 6;
    const { y } = pdf;
    this.#each((column, x) => pdf.font(REGULAR).fontSize(8).fillColor(FAINT).text(column.heading, x, y, { width: column.width }));
    pdf.y = y + 14;
    this.#rule();
  }

  #each(draw: (column: TableColumn, x: number) => void): void {
    let x = MARGIN;
    for (const column of this.#columns) {
      draw(column, x);
      x += column.width + GAP;
    }
  }

  #cell(text: string, { width }: TableColumn, strong: boolean, at: { readonly x: number; readonly y: number } | null): number {
    if (text === '') return 0;
    const pdf = this.#pdf.font(REGULAR).fontSize(strong ? 9 : 8);
    const height = pdf.heightOfString(text, { width });
    if (at) pdf.fillColor(strong ? INK : FAINT).text(text, at.x, at.y, { width });
    return height;
  }

  row(entry: AttestedEntry, title: string): void {
    const pdf = this.#pdf;
    const tall = Math.max(...this.#columns.map((column) => column.lines(entry).reduce((sum, text, at) => sum + this.#cell(text, column, at === 0, null), 0))) + ROW_PAD * 2;
    if (pdf.y + tall > this.#bottom) {
      pdf.addPage();
      this.headings(title);
    }
    const top = pdf.y + ROW_PAD;
    this.#each((column, x) => {
      let y = top;
      for (const [at, text] of column.lines(entry).entries()) y += this.#cell(text, column, at === 0, { x, y });
    });
    pdf.y = top + tall - ROW_PAD;
    this.#rule();
  }
}

/** A signed-off review as a document for people: who attests what, the entries, and the end of the audit chain on each page. */
export async function attestationPdf(attestation: Attestation): Promise<Buffer> {
  const { locale, workspace, counts, chain, zone } = attestation;
  const say = (key: string, values: Record<string, string | number> = {}): string => sentence(locale, `attestation.${key}`, values);
  const pdf = new PDFDocument({ size: 'A4', layout: 'landscape', margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 }, bufferPages: true, lang: locale, displayTitle: true, info: { Title: say('pdf.title', { workspace }), Author: attestation.signedOffBy, Creator: 'Isatis' } });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = once(pdf, 'end');
  const width = pdf.page.width - MARGIN * 2;
  const drawing = new Drawing(pdf, columnsOf(say, width), width);
  pdf.font(STRONG).fontSize(20).fillColor(INK).text(say('pdf.title', { workspace }), MARGIN, MARGIN, { width });
  pdf.font(REGULAR).fontSize(10).fillColor(FAINT).text(say('pdf.purpose', { name: attestation.signedOffBy, date: attestation.signedOffAt, entries: counts.total }), { width });
  pdf.y += 12;
  drawing.facts([
    [say('pdf.started'), joined(attestation.startedAt, attestation.startedBy)],
    [say('pdf.due'), attestation.dueAt],
    [say('pdf.signed-off'), joined(attestation.signedOffAt, attestation.signedOffBy)],
    [say('pdf.result'), say('pdf.counts', { kept: counts.kept, revoked: counts.revoked, ended: counts.ended, nobodyElse: counts.nobodyElse })],
    ...(attestation.note ? [[say('pdf.note'), attestation.note] as const] : []),
    [say('pdf.zone'), zone],
    [say('column.reviewId'), attestation.reviewId],
    [say('pdf.chain'), say('pdf.chain-value', { sequence: chain.sequence, hash: chain.hash })],
  ]);
  for (const kind of ['membership', 'grant', 'token'] as const) {
    const entries = attestation.entries.filter((entry) => entry.kind === kind);
    if (entries.length === 0) continue;
    const title = say(`pdf.${kind}`, { entries: entries.length });
    drawing.headings(title);
    for (const [at, entry] of entries.entries()) {
      drawing.row(entry, title);
      if (at % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await breathe();
    }
  }
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    const y = pdf.page.height - FOOT;
    pdf.font(REGULAR).fontSize(7).fillColor(FAINT);
    pdf.text(say('pdf.chain-value', { sequence: chain.sequence, hash: chain.hash }), MARGIN, y, { width: width - 90, lineBreak: false });
    pdf.text(say('pdf.page', { page: page + 1, count }), MARGIN + width - 90, y, { width: 90, align: 'right', lineBreak: false });
  }
  pdf.end();
  await finished;
  return Buffer.concat(chunks);
}
