/** One line of what was pasted, with the address found in it; null when there is none that could be one. */
export interface ListedAddress { readonly line: number; readonly text: string; readonly email: string | null }

const ADDRESS = /[^\s<>,;"'()[\]:]+@[^\s<>,;"'()[\]:]+\.[^\s<>,;"'()[\]:.]+/;
const HEADER = /^"?(e-?mail|e-?mail address|indirizzo e-?mail|posta elettronica)"?$/i;
const TEXT_LENGTH = 120;

/**
 * Reads addresses from what people paste: one a line, several in a line, `Name <address>`, or the rows of a CSV file with or
 * without a heading. In a row of several cells the address is the first cell that holds one; empty lines say nothing.
 */
export function readAddresses(list: string): readonly ListedAddress[] {
  return list.split(/\r\n|\r|\n/).flatMap((row, at) => {
    const line = at + 1;
    const text = row.trim();
    if (text === '') return [];
    const cells = text.split(/[;,\t]/).map((cell) => cell.trim());
    if (at === 0 && !ADDRESS.test(text) && cells.some((cell) => HEADER.test(cell))) return [];
    const found = cells.map((cell) => ADDRESS.exec(cell)?.[0].toLowerCase() ?? null);
    const addresses = found.filter((email) => email !== null);
    // A row of a file has one person; a list written in one line has many, and nothing but addresses.
    const isList = addresses.length > 1 && found.every((email, cell) => email !== null || cells[cell] === '');
    if (isList) return addresses.map((email) => ({ line, text: email, email }));
    return [{ line, text: text.slice(0, TEXT_LENGTH), email: addresses[0] ?? null }];
  });
}
