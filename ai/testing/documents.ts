/** Small real files for tests, made on the spot. */
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import JSZip from 'jszip';
import PDFDocument from 'pdfkit';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export function makePdf(draw: (pdf: InstanceType<typeof PDFDocument>) => void, options: ConstructorParameters<typeof PDFDocument>[0] = {}): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pdf = new PDFDocument(options);
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    pdf.on('error', reject);
    draw(pdf);
    pdf.end();
  });
}

export async function makeDocx(): Promise<Uint8Array> {
  const row = (...cells: string[]): TableRow => new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) });
  const document = new Document({
    sections: [{
      children: [
        new Paragraph({ text: 'Staff handbook', heading: HeadingLevel.HEADING_1 }),
        new Paragraph('Everything a new colleague needs to know in the first week, from the front door to the pay slip, with the names of the people who can help.'),
        new Paragraph({ text: 'Holidays', heading: HeadingLevel.HEADING_2 }),
        new Paragraph('Every colleague has twenty-six days of paid holiday a year. Requests are made to the team lead at least two weeks before the first day, and are answered within three working days.'),
        new Paragraph({ text: 'Allowances', heading: HeadingLevel.HEADING_2 }),
        new Table({ rows: [row('City', 'Hotel per night', 'Meals per day'), row('Milan', '140 euro', '45 euro'), row('Rome', '130 euro', '42 euro')] }),
      ],
    }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** A workbook with one sheet of strings and numbers, written by hand: no writer of XLSX is installed. */
export async function makeXlsx(sheets: Readonly<Record<string, readonly (readonly (string | number)[])[]>>): Promise<Uint8Array> {
  const zip = new JSZip();
  const names = Object.keys(sheets);
  const cell = (value: string | number, row: number, column: number): string => {
    const at = `${String.fromCharCode(65 + column)}${row + 1}`;
    return typeof value === 'number' ? `<c r="${at}"><v>${value}</v></c>` : value === '' ? '' : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  };
  zip.file('[Content_Types].xml', `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${names.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`);
  zip.file('_rels/.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>');
  zip.file('xl/workbook.xml', `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`);
  zip.file('xl/_rels/workbook.xml.rels', `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`);
  names.forEach((name, i) => {
    const rows = sheets[name]!.map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cell(value, r, c)).join('')}</row>`).join('');
    zip.file(`xl/worksheets/sheet${i + 1}.xml`, `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`);
  });
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/** An archive that says it holds a hundred bytes and unpacks to 210 MB. */
export async function makeZipBomb(): Promise<Uint8Array> {
  const zip = new JSZip();
  zip.file('word/document.xml', new Uint8Array(210 * 1024 * 1024));
  const packed = await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 1 } });
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  for (let at = 0; at < packed.length - 4; at++) if (view.getUint32(at, true) === 0x02014b50 && packed[at + 46] === 'w'.charCodeAt(0)) view.setUint32(at + 24, 100, true);
  return packed;
}

/** The head of an OLE container as Office writes it: with an encrypted package inside, or an old binary document. */
export function makeCompoundFile(stream: 'EncryptedPackage' | 'WordDocument'): Uint8Array {
  const file = Buffer.alloc(2_048);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file);
  Buffer.from(stream, 'utf16le').copy(file, 1_024);
  return new Uint8Array(file);
}
