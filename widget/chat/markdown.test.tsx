/** @jsxImportSource preact */
import { render } from 'preact';
import { expect, test } from 'vitest';
import { markdown, spoken } from './markdown.tsx';

function html(text: string, known: readonly number[] = []): string {
  const place = document.createElement('div');
  render(<div>{markdown(text, (number) => known.includes(number) && <button type="button">{number}</button>)}</div>, place);
  return place.firstElementChild?.innerHTML ?? '';
}

test('draws the marks that answers use', () => {
  expect(html('**bold** and *italic* and `code`')).toBe('<p><strong>bold</strong> and <em>italic</em> and <code>code</code></p>');
  expect(html('## Title ##\ntext')).toBe('<p><strong>Title</strong></p><p>text</p>');
  expect(html('> said\n> twice')).toBe('<blockquote><p>said\ntwice</p></blockquote>');
  expect(html('```js\n**a** <b>\n```')).toBe('<pre tabindex="0"><code>**a** &lt;b&gt;</code></pre>');
  expect(html('a\n\n---\n\nb')).toBe('<p>a</p><hr><p>b</p>');
});

test('draws lists, nested and numbered from where they start', () => {
  expect(html('- a\n  - b\n- c')).toBe('<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>');
  expect(html('3. a\n\n4. b\n\ntext')).toBe('<ol start="3"><li>a</li><li>b</li></ol><p>text</p>');
});

test('draws simple tables', () => {
  expect(html('| a | b |\n|---|:-:|\n| 1 | **2** |')).toBe(
    '<div class="table" tabindex="0"><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td><strong>2</strong></td></tr></tbody></table></div>',
  );
});

test('leaves names with underscores and sums with stars alone', () => {
  expect(html('set MAX_OLD_SPACE to 2 * 3 * 4')).toBe('<p>set MAX_OLD_SPACE to 2 * 3 * 4</p>');
});

test('makes links of web addresses only, opened apart from the page', () => {
  expect(html('[guide](https://example.com/a?b=1)')).toBe('<p><a href="https://example.com/a?b=1" target="_blank" rel="noopener noreferrer nofollow">guide</a></p>');
  expect(html('See https://example.com/a.')).toContain('>https://example.com/a</a>.');
});

test.each([
  '[x](javascript:alert(1))', '[x](JaVaScRiPt:alert`1`)', '[x](data:text/html,1)', '[x](//evil.example)', '[x](/relative)', '[x](https://)', '[x](vbscript:1)', '[x](\u0001javascript:1)',
])('leaves %s as text', (text) => {
  expect(html(text)).not.toContain('<a');
});

test.each(['<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '**<b onclick=x>**', '| <i> | b |\n|-|-|\n| <svg onload=x> | 2 |', '`<b>`', '[<b>](https://example.com)', '> <iframe>', '- <style>'])(
  'never makes an element of %s',
  (text) => {
    expect(html(text)).not.toMatch(/<(img|script|b|i|svg|iframe|style)\b/);
  },
);

test('makes buttons of the sources there are and leaves other numbers alone', () => {
  expect(html('So [1], not [7]; both [1, 2] but [1, 7].', [1, 2])).toBe(
    '<p>So <button type="button">1</button>, not [7]; both <button type="button">1</button><button type="button">2</button> but [1, 7].</p>',
  );
});

test.each(['*'.repeat(20_000), '['.repeat(20_000), '> '.repeat(2_000), '`a'.repeat(10_000), '**a'.repeat(5_000), '|-'.repeat(5_000), `${'  '.repeat(200)}- a\n`.repeat(50)])(
  'is quick with hostile text %#',
  (text) => {
    const before = performance.now();
    markdown(text, () => null);
    expect(performance.now() - before).toBeLessThan(1_000);
  },
);

test('is read aloud without its marks', () => {
  expect(spoken('## Returns\n**30 days** [1], see [the guide](https://example.com).\n| a | b |')).toBe('Returns\n30 days, see the guide.\n a  b');
});
