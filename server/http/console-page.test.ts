import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Registry } from '#shared/contract/registry.ts';
import { type BuiltFiles, makeBuiltFiles } from '../testing/console-builds.ts';
import { join } from '../testing/people.ts';
import { type Browser, type Product, startProduct } from '../testing/product.ts';

const BUILD = 'aaaaaaaaaaaaaaaa';
const SESSION = 'query Session { viewer { __typename name membership { __typename role workspace { __typename id name } } } }';

let files: BuiltFiles;
let product: Product;
beforeAll(async () => {
  files = await makeBuiltFiles();
  for (const app of ['shell', 'agents', 'settings']) {
    await files.build(app, BUILD, app === 'shell' ? { operations: { Session: SESSION } } : {});
    await files.ship(app, BUILD);
  }
  await writeFile(path.join(files.dist, 'console/shell/current.json'), JSON.stringify({ buildId: BUILD, pages: PAGES }));
  product = await startProduct({ DIST_DIR: files.dist });
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await files[Symbol.asyncDispose]();
});

interface GivenAhead { readonly workspaceId: string | null; readonly session: { readonly viewer: { readonly name: string } | null }; readonly registry: Registry | null }

/** What `dist/console/shell/current.json` says of the shell's own pages. */
const PAGES = { '/': ['home.js'], '/sign-in': ['sign-in.js', 'sign-in.css'], '/invite': ['invite.js'] };

const visit = async (browser: Browser, address: string): Promise<{ html: string; ahead: GivenAhead | null; preloaded: readonly string[] }> => {
  const html = await (await browser.fetch(address, { headers: { accept: 'text/html' } })).text();
  const data = /<script type="application\/json" id="ahead">(.*?)<\/script>/s.exec(html)?.[1];
  return { html, ahead: data === undefined ? null : (JSON.parse(data) as GivenAhead), preloaded: [...html.matchAll(/rel="preload" href="([^"]+)"/g)].map(([, href = '']) => href) };
};

describe('the console’s page', () => {
  it('comes with who is signed in, their areas, and the files of the area at the address', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { html, ahead, preloaded } = await visit(owner, '/agents');
    expect(ahead).toMatchObject({ workspaceId, session: { viewer: { name: 'Olivia Owner', membership: { role: 'owner' } } } });
    expect(ahead?.registry).toEqual(await (await owner.fetch('/console/registry.json')).json());
    expect(preloaded).toEqual([`/console/agents/${BUILD}/mf-manifest.json`, `/console/agents/${BUILD}/remote-entry.js`]);
    expect(html.match(/rel="preload"[^>]*remote-entry\.js"[^>]*integrity="sha384-/g)).toHaveLength(1);
    expect((await visit(owner, '/agents/nowhere/at/all')).preloaded).toEqual([]);
  });

  it('names no file of an area that the person may not enter', async () => {
    const { owner } = await product.createWorkspace();
    const editor = await join(product, owner, 'editor');
    const { ahead, preloaded } = await visit(editor.browser, '/agents');
    expect(preloaded).toEqual([]);
    expect(ahead?.registry?.remotes.find(({ manifest }) => manifest.id === 'agents')).toMatchObject({ access: 'forbidden', entry: '', integrity: {} });
  });

  it('says to nobody in particular that nobody is signed in', async () => {
    const { ahead, preloaded } = await visit(product.browser(), '/agents');
    expect(ahead).toEqual({ workspaceId: null, session: { viewer: null }, registry: null });
    expect(preloaded.filter((address) => !address.startsWith('/console/shell/'))).toEqual([]);
  });

  it('fetches the shell’s own page that will be shown: sign-in for who is signed out, home at the start, the page of a link', async () => {
    const { owner } = await product.createWorkspace();
    const own = (...names: string[]): string[] => names.map((name) => `/console/shell/${BUILD}/${name}`);
    expect((await visit(product.browser(), '/agents')).preloaded).toEqual(own('sign-in.js', 'sign-in.css'));
    expect((await visit(product.browser(), '/invite')).preloaded).toEqual(own('invite.js'));
    const { html, preloaded } = await visit(owner, '/');
    expect(preloaded).toEqual(own('home.js'));
    expect(html).toContain(`<link rel="preload" href="${own('home.js')[0]}" as="script">`);
  });

  it('can’t be broken out of by a name', async () => {
    const { owner } = await product.createWorkspace({ name: '</script><script>alert(1)</script>' });
    const { html, ahead } = await visit(owner, '/');
    expect(html).not.toContain('<script>alert');
    expect(JSON.stringify(ahead)).toContain('</script><script>alert(1)</script>');
  });
});
