import { describe, expect, it } from 'vitest';
import { readMarkdown } from './markdown.ts';
import { cutSections } from './sections.ts';

const sections = (markdown: string): ReturnType<typeof cutSections> => cutSections(readMarkdown(markdown).blocks);
const prose = (words: number): string => Array.from({ length: words }, (_, i) => `word${i}${i % 12 === 11 ? '.' : ''}`).join(' ');

describe('Markdown', () => {
  it('loses front matter and editor tags, keeps their text', () => {
    const { title, blocks } = readMarkdown('---\ntitle: "Guide"\ndescription: >-\n  How it\n  works.\n---\n\n# Start\n\n{% hint style="info" %}\nMind the **gap**.\n{% endhint %}\n\n```twig\n{% block %}\n```\n');
    expect(title).toBe('Guide');
    expect(blocks.map((block) => ('text' in block ? block.text : block.header))).toEqual(['Start', 'How it works.', 'Mind the **gap**.', '```twig\n{% block %}\n```']);
  });

  it('turns embedded HTML into Markdown and drops pictures and links to files', () => {
    const [section] = sections('# T\n\nSee [audit-logs.md](../audit-logs.md) and [the site](https://example.org).&#x20;\n\n<figure><img src="a.png" alt=""><figcaption></figcaption></figure>\n\n<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td><ul><li>x</li><li>y</li></ul></td></tr></tbody></table>\n');
    expect(section!.text).toBe('See audit logs and [the site](https://example.org).\n\n| A | B |\n| --- | --- |\n| 1 | • x • y |');
  });

  it('a table ends where its rows end', () => {
    const [section] = sections('# T\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\nAfter the table.');
    expect(section!.text).toBe('| A | B |\n| --- | --- |\n| 1 | 2 |\n\nAfter the table.');
  });
});

describe('sections', () => {
  it('are cut at headings and carry their path', () => {
    expect(sections(`# Shop\n\n## Returns\n\n${prose(60)}\n\n## Payment\n\n### Cards\n\n${prose(60)}`).map(({ headings }) => headings)).toEqual([['Shop', 'Returns'], ['Shop', 'Payment', 'Cards']]);
  });

  it('stay within 1,800 characters, whatever the text is made of', () => {
    const long = [`# A\n\n${prose(2_000)}`, `# A\n\n${'x'.repeat(6_000)}`, `# A\n\n\`\`\`js\n${'call();\n'.repeat(800)}\`\`\``, `# A\n\n${Array.from({ length: 300 }, (_, i) => `- item ${i} of the list`).join('\n')}`, `# A\n\n| K | V |\n| --- | --- |\n| a | ${prose(900)} |`];
    for (const markdown of long) {
      const cut = sections(markdown);
      expect(cut.length).toBeGreaterThan(2);
      for (const { text } of cut) expect(text.length).toBeLessThanOrEqual(1_800);
    }
  });

  it('close and reopen a code block that is cut', () => {
    for (const { text } of sections(`# A\n\n\`\`\`js\n${'call();\n'.repeat(800)}\`\`\``)) {
      expect(text.startsWith('```js\n')).toBe(true);
      expect(text.endsWith('\n```')).toBe(true);
    }
  });

  it('repeat the header of a table that is cut', () => {
    const cut = sections(`# A\n\n| Key | Value |\n| --- | --- |\n${Array.from({ length: 120 }, (_, i) => `| key ${i} | a value of some length, number ${i} |`).join('\n')}`);
    expect(cut.length).toBeGreaterThan(2);
    for (const { text } of cut) expect(text.startsWith('| Key | Value |\n| --- | --- |\n| key')).toBe(true);
  });

  it('too short to stand alone join their neighbours under the same heading, which stay named', () => {
    expect(sections('# FAQ\n\n## Do you ship abroad?\n\nYes, to all of Europe.\n\n## Can I pay by card?\n\nYes, with any card.')).toEqual([
      { headings: ['FAQ'], page: null, text: '#### Do you ship abroad?\n\nYes, to all of Europe.\n\n#### Can I pay by card?\n\nYes, with any card.' },
    ]);
  });

  it('do not join across chapters', () => {
    expect(sections('# One\n\n## A\n\nShort.\n\n# Two\n\n## B\n\nShort too.').map(({ headings }) => headings)).toEqual([['One', 'A'], ['Two', 'B']]);
  });
});
