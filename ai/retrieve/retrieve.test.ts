import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { AiUnavailable, type IndexedSection, type SectionIndex } from '../contract.ts';
import { indexDirectory } from '../testing/index-directory.ts';
import { fuse } from './fuse.ts';
import { openIndex, type RetrievalIndex } from './index.ts';
import { createLexicon } from './lexicon.ts';

const noFilter = { tagIds: [], limit: 10 } as const;

function section(documentId: string, text: string, rest: Partial<IndexedSection> = {}): IndexedSection {
  return { sectionId: randomUUID(), documentId, tagIds: [], headings: '', text, hidden: false, ...rest };
}

/** Runs with an index and a workspace of its own. */
async function inIndex(run: (index: RetrievalIndex, workspace: string, path: string) => Promise<void>): Promise<void> {
  await using directory = await indexDirectory();
  const index = openIndex(directory.path);
  try {
    await run(index, randomUUID(), directory.path);
  } finally {
    await index.close();
  }
}

const found = async (index: SectionIndex, workspace: string, query: string, tagIds: readonly string[] = []): Promise<string[]> =>
  (await index.search(workspace, query, { tagIds, limit: 10 })).map((hit) => hit.sectionId);

describe('the retrieval index', () => {
  it('finds what was written as soon as it is written, by any form of a word', () => inIndex(async (index, workspace) => {
    const document = randomUUID();
    const [refunds, shipping] = [section(document, 'Refunds are paid within five days.'), section(document, 'Parcels leave the warehouse daily.')];
    await index.replace(workspace, document, 'en', [refunds, shipping]);
    const hits = await index.search(workspace, 'How do I get a refund?', noFilter);
    expect(hits).toEqual([{ sectionId: refunds.sectionId, documentId: document, score: expect.any(Number) }]);
    expect(hits[0]!.score).toBeGreaterThan(0);
    expect(await found(index, workspace, 'warehouses')).toEqual([shipping.sectionId]);
  }));

  it.each([['it', 'Gli ordini si cancellano dal proprio profilo.', 'cancellare un ordine'], ['de', 'Bestellungen können jederzeit storniert werden.', 'Bestellung stornieren'], ['fr', 'Les élèves reçoivent une réponse écrite.', 'reponses des eleves'], ['es', 'Los pedidos se cancelan en su perfil.', 'cancelar pedido'], ['other', 'お問い合わせは平日に受け付けています。', '平日']] as const)('knows the words of %s', (language, text, query) => inIndex(async (index, workspace) => {
    const document = randomUUID();
    const one = section(document, text);
    await index.replace(workspace, document, language, [one, section(document, 'xyz')]);
    expect(await found(index, workspace, query)).toEqual([one.sectionId]);
  }));

  it('a heading that matches comes before a mention', () => inIndex(async (index, workspace) => {
    const document = randomUUID();
    const mention = section(document, 'Our team answers questions about warranty, delivery, payment and many other things every working day.');
    const about = section(document, 'The warranty lasts two years and covers parts and work, but not what was dropped, burned or drowned.', { headings: 'Terms › Warranty' });
    await index.replace(workspace, document, 'en', [mention, about]);
    expect(await found(index, workspace, 'warranty')).toEqual([about.sectionId, mention.sectionId]);
  }));

  it('replaces all sections of a document and nothing of another', () => inIndex(async (index, workspace) => {
    const [first, second] = [randomUUID(), randomUUID()];
    const kept = section(second, 'Apples are red.');
    await index.replace(workspace, second, 'en', [kept]);
    await index.replace(workspace, first, 'en', [section(first, 'Apples are green.'), section(first, 'Bananas are yellow.')]);
    const now = section(first, 'Cherries are dark.');
    await index.replace(workspace, first, 'en', [now]);
    expect(await found(index, workspace, 'apples')).toEqual([kept.sectionId]);
    expect(await found(index, workspace, 'bananas')).toEqual([]);
    expect(await found(index, workspace, 'cherries')).toEqual([now.sectionId]);
  }));

  it('follows a document into another language, and out of the index when it has no sections', () => inIndex(async (index, workspace) => {
    const document = randomUUID();
    await index.replace(workspace, document, 'en', [section(document, 'Bananas are yellow.')]);
    await index.replace(workspace, document, 'it', [section(document, 'Le banane sono gialle.')]);
    expect(await found(index, workspace, 'bananas')).toEqual([]);
    expect(await found(index, workspace, 'banane')).toHaveLength(1);
    await index.replace(workspace, document, 'it', []);
    expect(await index.documents(workspace)).toEqual(new Set());
  }));

  it('filters by any of the tags, hides what is hidden, and follows a change of tags', () => inIndex(async (index, workspace) => {
    const [document, other, red, blue, green] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const shown = section(document, 'Apples for all.', { tagIds: [red, blue] });
    await index.replace(workspace, document, 'en', [shown, section(document, 'Secret apples.', { tagIds: [red], hidden: true })]);
    await index.replace(workspace, other, 'en', [section(other, 'Apples of others.')]);
    expect(await found(index, workspace, 'apples', [blue, green])).toEqual([shown.sectionId]);
    expect(await found(index, workspace, 'apples', [green])).toEqual([]);
    expect(await found(index, workspace, 'apples')).toHaveLength(2);
    await index.retag(workspace, document, [green]);
    expect(await found(index, workspace, 'apples', [green])).toEqual([shown.sectionId]);
    expect(await found(index, workspace, 'secret', [green])).toEqual([]);
    await index.retag(workspace, document, []);
    expect(await found(index, workspace, 'apples', [green])).toEqual([]);
  }));

  it('removes a document, and drops a workspace without touching another', () => inIndex(async (index, workspace, path) => {
    const [document, second, elsewhere] = [randomUUID(), randomUUID(), randomUUID()];
    await index.replace(workspace, document, 'en', [section(document, 'Apples.')]);
    await index.replace(workspace, second, 'it', [section(second, 'Mele e pere.')]);
    await index.replace(elsewhere, document, 'en', [section(document, 'Apples elsewhere.')]);
    expect(await index.documents(workspace)).toEqual(new Set([document, second]));
    await index.remove(workspace, document);
    expect(await index.documents(workspace)).toEqual(new Set([second]));
    await index.drop(workspace);
    expect(await readdir(path)).toEqual([elsewhere]);
    expect(await found(index, workspace, 'mele')).toEqual([]);
    expect(await found(index, elsewhere, 'apples')).toHaveLength(1);
    await index.replace(workspace, document, 'en', [section(document, 'Apples again.')]);
    expect(await found(index, workspace, 'apples')).toHaveLength(1);
  }));

  it('takes many writes and searches at once, and is whole after merging and reopening', () => inIndex(async (index, workspace, path) => {
    const documents = Array.from({ length: 40 }, () => randomUUID());
    await Promise.all(documents.flatMap((document, i) => [
      index.replace(workspace, document, i % 4 === 0 ? 'it' : 'en', [section(document, `Shared word and number${i}.`), section(document, `Another passage of document ${i}.`)]),
      index.search(workspace, 'number7', noFilter),
    ]));
    await Promise.all(documents.slice(0, 10).map((document) => index.remove(workspace, document)));
    expect((await index.documents(workspace)).size).toBe(30);
    await index.close();
    const reopened = openIndex(path);
    expect((await reopened.documents(workspace)).size).toBe(30);
    expect(await found(reopened, workspace, 'number3')).toEqual([]);
    expect(await found(reopened, workspace, 'number33')).toHaveLength(1);
    await reopened.close();
  }));

  it('searches all languages, the question’s own first', () => inIndex(async (index, workspace) => {
    const [english, italian] = [randomUUID(), randomUUID()];
    const en = section(english, 'Connect WhatsApp from the channels page.');
    const it_ = section(italian, 'Collega WhatsApp dalla pagina dei canali.');
    await index.replace(workspace, english, 'en', [en, section(english, 'Something else.')]);
    await index.replace(workspace, italian, 'it', [it_, section(italian, 'Un altro testo.')]);
    expect(await found(index, workspace, 'Come si collega WhatsApp?')).toEqual([it_.sectionId, en.sectionId]);
    expect(await found(index, workspace, 'How do I connect WhatsApp?')).toEqual([en.sectionId, it_.sectionId]);
  }));

  it('refuses ids that are none, and survives queries that look like syntax', () => inIndex(async (index, workspace) => {
    const document = randomUUID();
    await expect(index.replace('../../etc', document, 'en', [])).rejects.toThrow(TypeError);
    await expect(index.remove(workspace, "x' OR '1'='1")).rejects.toThrow(TypeError);
    await expect(index.search(workspace, 'a', { tagIds: ["']) OR true --"], limit: 5 })).rejects.toThrow(TypeError);
    await expect(index.replace(workspace, document, 'en', [section(document, 'x', { sectionId: 'no' })])).rejects.toThrow(TypeError);
    await index.replace(workspace, document, 'en', [section(document, 'Apples.')]);
    for (const query of ['', '   ', '"', "' OR 1=1 --", '*:* AND NOT (', '\u0000', '🍎', 'apples '.repeat(2_000)]) await index.search(workspace, query, noFilter);
    expect(await found(index, workspace, '"apples" AND (')).toHaveLength(1);
  }));

  it('an unknown workspace is empty, a closed index unavailable', () => inIndex(async (index, workspace) => {
    expect(await found(index, workspace, 'anything')).toEqual([]);
    expect(await index.documents(randomUUID())).toEqual(new Set());
    await index.close();
    await expect(index.search(workspace, 'a', noFilter)).rejects.toThrow(AiUnavailable);
  }));

  it('tells rare words from common ones', () => inIndex(async (index, workspace) => {
    const document = randomUUID();
    await index.replace(workspace, document, 'en', Array.from({ length: 20 }, (_, i) => section(document, i === 0 ? 'The platform has webhooks.' : 'The platform is here.')));
    const [common, rare, absent] = await index.rarity(workspace, ['platform', 'webhook', 'giraffe']);
    expect(common).toBeLessThan(0.25);
    expect(rare).toBeGreaterThan(0.6);
    expect(absent).toBeCloseTo(1);
  }));
});

describe('ranking across languages', () => {
  const hit = (sectionId: string, score: number): { sectionId: string; documentId: string; score: number } => ({ sectionId, documentId: 'd', score });

  it('leaves the scores of a single table as they are', () => {
    expect(fuse([{ language: 'en', size: 9, hits: [hit('a', 3)] }, { language: 'it', size: 9, hits: [] }], 'it')).toEqual([hit('a', 3)]);
  });

  it('a weak match in a large table does not pass a strong one in a small one', () => {
    expect(fuse([{ language: 'en', size: 10_000, hits: [hit('weak', 4)] }, { language: 'it', size: 20, hits: [hit('strong', 3)] }], null).map(({ sectionId }) => sectionId)).toEqual(['strong', 'weak']);
  });

  it('names a section once', () => {
    expect(fuse([{ language: 'en', size: 9, hits: [hit('a', 1)] }, { language: 'it', size: 9, hits: [hit('a', 2)] }], null)).toHaveLength(1);
  });
});

describe('the lexicon', () => {
  it('gives each word its stem in its place, whatever stop words stand before and between', async () => {
    const lexicon = createLexicon();
    expect(await lexicon.stems(['How', 'do', 'I', 'cancel', 'the', 'orders', 'running'], 'en')).toEqual([null, null, null, 'cancel', null, 'order', 'run']);
    expect(await lexicon.stems(['come', 'posso', 'cancellare', 'gli', 'ordini'], 'it')).toEqual([null, null, 'cancell', null, 'ordin']);
    expect(await lexicon.stems(['Über', 'Straßen', 'Häuser'], 'de')).toEqual([null, 'strass', 'haus']);
    expect(await lexicon.stems(['the', 'to'], 'en')).toEqual([null, null]);
    expect(await lexicon.stemSets(['orders', 'the', 'ordered cafés'], 'en')).toEqual([new Set(['order']), new Set(), new Set(['order', 'cafe'])]);
    lexicon.close();
  });
});
