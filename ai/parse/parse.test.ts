import JSZip from 'jszip';
import { afterAll, describe, expect, it } from 'vitest';
import type { ParseFailure, ParseResult } from '../contract.ts';
import { bytes, makeCompoundFile, makeDocx, makePdf, makeXlsx, makeZipBomb } from '../testing/documents.ts';
import { createParser } from './index.ts';
import { limits } from './limits.ts';

const parser = createParser();
afterAll(() => parser.close());

const read = (name: string, content: Uint8Array | string): Promise<ParseResult> => parser.parse({ name, bytes: typeof content === 'string' ? bytes(content) : content });

async function readable(name: string, content: Uint8Array | string): Promise<Extract<ParseResult, { ok: true }>> {
  const result = await read(name, content);
  if (!result.ok) throw new Error(`${name}: ${result.reason}`);
  return result;
}

const paragraph = 'You can return any item within thirty days of delivery, as long as it is unused and in its own packaging. ';

describe('a file is read into sections', () => {
  it('PDF: headings by size, pages, no running heads, progress', async () => {
    const file = await makePdf((pdf) => {
      for (const [title, page] of [['Returns', 1], ['Refunds', 2], ['Warranty', 3]] as const) {
        if (page > 1) pdf.addPage();
        pdf.fontSize(9).text(`Terms of sale – page ${page}`, 72, 40);
        pdf.fontSize(20).text(title, 72, 90).moveDown();
        pdf.fontSize(11).text(paragraph.repeat(3));
      }
    }, { info: { Title: 'Terms of sale' } });
    const seen: number[] = [];
    const result = await parser.parse({ name: 'terms.pdf', bytes: file }, (done, total) => seen.push(done / total));
    if (!result.ok) throw new Error(result.reason);
    expect(result).toMatchObject({ format: 'pdf', title: 'Terms of sale', language: 'en' });
    expect(result.sections.map(({ headings, page }) => [headings, page])).toEqual([[['Returns'], 1], [['Refunds'], 2], [['Warranty'], 3]]);
    expect(result.sections[0]!.text).toContain('within thirty days of delivery');
    expect(result.sections.some(({ text }) => text.includes('Terms of sale'))).toBe(false);
    expect(seen.at(-1)).toBe(1);
    expect(file.length).toBeGreaterThan(0);
  });

  it('DOCX: styles become headings, tables stay tables', async () => {
    const { format, title, sections } = await readable('handbook.docx', await makeDocx());
    expect([format, title]).toEqual(['docx', 'Staff handbook']);
    expect(sections.some(({ headings, text }) => headings.join('/') === 'Staff handbook/Holidays' && text.includes('twenty-six days') || text.includes('#### Holidays'))).toBe(true);
    expect(sections.map(({ text }) => text).join('\n')).toContain('| City | Hotel per night | Meals per day |\n| --- | --- | --- |\n| Milan | 140 euro | 45 euro |');
  });

  it('HTML: the article without its navigation, in the encoding it declares', async () => {
    const page = `<!doctype html><html><head><meta charset="iso-8859-1"><title>Orari – Negozio</title></head><body><nav><a href="/">Home</a></nav>
      <main><h1>Orari</h1><h2>Quando siamo aperti</h2><p>${'Il negozio è aperto dal lunedì al venerdì, dalle nove alle diciotto, e il sabato solo la mattina. '.repeat(3)}</p>
      <table><tr><th>Giorno</th><th>Apertura</th></tr><tr><td>Sabato</td><td>9–13</td></tr></table><pre># apri.sh\n./apri --ora</pre><img src="x.png" alt="foto"></main><footer>© Negozio</footer></body></html>`;
    const { format, title, language, sections } = await readable('orari', new Uint8Array(Buffer.from(page.replace(/–/g, '-'), 'latin1')));
    const text = sections.map((section) => section.text).join('\n');
    expect([format, title, language]).toEqual(['html', 'Orari', 'it']);
    expect(sections[0]!.headings).toEqual(['Orari', 'Quando siamo aperti']);
    expect(text).toContain('dal lunedì al venerdì');
    expect(text).toContain('| Giorno | Apertura |\n| --- | --- |\n| Sabato | 9-13 |');
    expect(text).toContain('```\n# apri.sh\n./apri --ora\n```');
    expect(text).not.toMatch(/Home|©|png/);
  });

  it.each([[';', 'semicolon'], [',', 'comma'], ['\t', 'tab'], ['|', 'pipe']])('CSV with %j', async (delimiter) => {
    const rows = [['Product', 'Price', 'Notes'], ['Chair', '49', 'Oak, solid'], ['Table', '199', 'Seats "six"'], ['Lamp', '25', 'LED']];
    const text = rows.map((row) => row.map((cell) => (/[,"]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)).join(delimiter)).join('\r\n');
    const { format, sections } = await readable('prices.csv', text);
    expect(format).toBe('csv');
    expect(sections[0]!.text).toContain('| Product | Price | Notes |\n| --- | --- | --- |\n| Chair | 49 | Oak, solid |\n| Table | 199 | Seats "six" |');
  });

  it('CSV longer than a section repeats its header', async () => {
    const { sections } = await readable('long.csv', ['Id;Name;Town', ...Array.from({ length: 200 }, (_, i) => `${i};Customer number ${i};Springfield`)].join('\n'));
    expect(sections.length).toBeGreaterThan(3);
    for (const { text } of sections) {
      expect(text.startsWith('| Id | Name | Town |')).toBe(true);
      expect(text.length).toBeLessThanOrEqual(1_800);
    }
  });

  it('XLSX: every sheet, its number as the page, the title above the table as text', async () => {
    const { format, sections } = await readable('book.xlsx', await makeXlsx({
      Shipping: [['Shipping costs 2026', ''], ['Country', 'Cost'], ['Italy', 4.9], ['France', 7.5]],
      Stores: [['City', 'Street'], ['Turin', 'Via Roma 1']],
    }));
    expect(format).toBe('xlsx');
    expect(sections.map(({ headings, page }) => [headings[0], page])).toEqual([['Shipping', 1], ['Stores', 2]]);
    expect(sections[0]!.text).toBe('Shipping costs 2026\n\n| Country | Cost |\n| --- | --- |\n| Italy | 4.9 |\n| France | 7.5 |');
  });

  it.each([
    ['UTF-16 with a mark', new Uint8Array(Buffer.from('\ufeffIl caffè è incluso nel prezzo della camera.', 'utf16le'))],
    ['UTF-16 without a mark', new Uint8Array(Buffer.from('Il caffè è incluso nel prezzo della camera.', 'utf16le'))],
    ['Latin-1', new Uint8Array(Buffer.from('Il caffè è incluso nel prezzo della camera.', 'latin1'))],
    ['UTF-8', bytes('Il caffè è incluso nel prezzo della camera.')],
  ])('TXT in %s', async (_, file) => {
    const { format, title, language, sections } = await readable('colazione.txt', file);
    expect({ format, title, language, text: sections[0]!.text }).toEqual({ format: 'txt', title: 'colazione', language: 'it', text: 'Il caffè è incluso nel prezzo della camera.' });
  });

  it('what it is counts for more than what it is called', async () => {
    expect((await readable('notes.txt', await makePdf((pdf) => pdf.text(paragraph)))).format).toBe('pdf');
    expect((await readable('page.txt', '<!DOCTYPE html><html><body><p>A page that was saved as text.</p></body></html>')).format).toBe('html');
  });
});

describe('a file that cannot be read says why', () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 1, 2, 3]);
  const pptx = async (): Promise<Uint8Array> => new JSZip().file('ppt/presentation.xml', '<p/>').generateAsync({ type: 'uint8array' });
  const cases: readonly [string, ParseFailure, string, () => Promise<Uint8Array> | Uint8Array][] = [
    ['0 bytes', 'empty', 'a.pdf', () => new Uint8Array()],
    ['more than 50 MiB', 'too-large', 'a.txt', () => new Uint8Array(limits.bytes + 1)],
    ['a PDF with a password', 'password-protected', 'a.pdf', () => makePdf((pdf) => pdf.text(paragraph), { userPassword: 'secret', ownerPassword: 'owner' })],
    ['an encrypted DOCX', 'password-protected', 'a.docx', () => makeCompoundFile('EncryptedPackage')],
    ['an old DOC', 'unsupported', 'a.doc', () => makeCompoundFile('WordDocument')],
    ['a picture', 'unsupported', 'a.png', () => png],
    ['a picture called PDF', 'unsupported', 'a.pdf', () => png],
    ['a presentation', 'unsupported', 'a.pptx', pptx],
    ['an SVG', 'unsupported', 'a.svg', () => bytes('<svg xmlns="http://www.w3.org/2000/svg"><text>Hi</text></svg>')],
    ['unknown bytes', 'unsupported', 'a.bin', () => new Uint8Array(1_000).map((_, i) => (i * 37) % 256)],
    ['a PDF cut off', 'broken', 'a.pdf', () => bytes('%PDF-1.7\n1 0 obj\n<< /Type')],
    ['text called DOCX', 'broken', 'a.docx', () => bytes('not a document')],
    ['a DOCX cut off', 'broken', 'a.docx', async () => (await makeDocx()).slice(0, 3_000)],
    ['a PDF of drawings alone', 'no-text', 'scan.pdf', () => makePdf((pdf) => pdf.rect(50, 50, 200, 200).fill('#888'))],
    ['only white space', 'no-text', 'a.txt', () => bytes(' \n\t\n ')],
    ['a Markdown title without text', 'no-text', 'a.md', () => bytes('---\nhidden: true\n---\n\n# Title\n')],
    ['an archive that lies about its size', 'unpacks-too-large', 'a.docx', makeZipBomb],
    ['too many pages', 'too-many-pages', 'a.pdf', () => makePdf((pdf) => { for (let i = 0; i < limits.pages; i++) pdf.addPage(); })],
  ];
  it.each(cases)('%s: %s', async (_, reason, name, make) => {
    expect(await read(name, await make())).toEqual({ ok: false, reason });
  });

  it('over its time: too-slow', async () => {
    const hurried = createParser({ ...limits, milliseconds: 1 });
    expect(await hurried.parse({ name: 'a.txt', bytes: bytes(paragraph) })).toEqual({ ok: false, reason: 'too-slow' });
    await hurried.close();
  });

  it('over its memory: too-large, and the process lives', async () => {
    const poor = createParser({ ...limits, heapMegabytes: 24 });
    const file = bytes(Array.from({ length: 300_000 }, (_, i) => `${i};name ${i};town ${i};street ${i}`).join('\n'));
    expect(await poor.parse({ name: 'a.csv', bytes: file })).toEqual({ ok: false, reason: 'too-large' });
    await poor.close();
  });

  it('files beyond the number of workers wait their turn', async () => {
    const single = createParser({ ...limits, workers: 1 });
    const results = await Promise.all(['one', 'two', 'three'].map((word) => single.parse({ name: `${word}.txt`, bytes: bytes(`Text number ${word}.`) })));
    expect(results.map((result) => result.ok && result.sections[0]!.text)).toEqual(['Text number one.', 'Text number two.', 'Text number three.']);
    await single.close();
  });
});
