import { describe, expect, it } from 'vitest';
import { readAddresses } from './address-list.ts';

const emails = (list: string): readonly (string | null)[] => readAddresses(list).map(({ email }) => email);

describe('addresses that were pasted', () => {
  it('stand one a line, several in a line, or with a name', () => {
    expect(emails('ada@example.com\n\n Bob <BOB@Example.com>\r\nc@example.com, d@example.com; e@example.com,')).toEqual(['ada@example.com', 'bob@example.com', 'c@example.com', 'd@example.com', 'e@example.com']);
  });

  it('are found in the rows of a file, whatever its columns', () => {
    expect(readAddresses('name,e-mail,team\n"Ada, L",ada@example.com,x@y\nBob;bob@example.com')).toEqual([
      { line: 2, text: '"Ada, L",ada@example.com,x@y', email: 'ada@example.com' }, { line: 3, text: 'Bob;bob@example.com', email: 'bob@example.com' },
    ]);
  });

  it('are missed by their line where there is none', () => {
    expect(readAddresses('ada@example.com\nnobody\n@example.com')).toEqual([
      { line: 1, text: 'ada@example.com', email: 'ada@example.com' }, { line: 2, text: 'nobody', email: null }, { line: 3, text: '@example.com', email: null },
    ]);
  });
});
