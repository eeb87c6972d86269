import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMockApi } from './api.ts';
import { schemaText } from './schema-text.ts';
import { createWorld } from './world.ts';

const members = '{ members { totalCount edges { node { id name role grants { id } } } } }';

describe('the mocked API', () => {
  test('speaks the committed schema', () => {
    expect(schemaText).toBe(readFileSync(path.join(import.meta.dirname, '../schema.graphql'), 'utf8'));
    expect(Object.keys(buildSchema(schemaText).getQueryType()?.getFields() ?? {})).toContain('viewer');
  });

  test('answers in the shape of the schema', async () => {
    const { data, errors } = await createMockApi(createWorld()).run({ query: members });
    expect(errors).toBeUndefined();
    expect(data?.['members']).toMatchObject({ totalCount: 3 });
  });

  test('refuses what the schema doesn’t have', async () => {
    const { errors } = await createMockApi(createWorld()).run({ query: '{ nothing }' });
    expect(errors?.[0]?.message).toContain('Cannot query field "nothing"');
  });

  test.each([
    ['editor' as const, 'FORBIDDEN'],
    [null, 'UNAUTHENTICATED'],
  ])('refuses %s as the server does', async (role, code) => {
    const { errors } = await createMockApi(createWorld({ role })).run({ query: members });
    expect(errors?.[0]?.extensions['code']).toBe(code);
  });

  test('tells subscribers what changed, and ends with the membership', async () => {
    const world = createWorld({ role: 'editor' });
    const events = createMockApi(world).follow({ query: 'subscription { viewerChanged { membership { role } } }' });
    const first = events.next();
    await Promise.resolve();
    const editor = world.people.find(({ role }) => role === 'editor');
    if (editor) editor.role = 'admin';
    // The subscription is set up over several turns: publish until it listens.
    const publishing = setInterval(() => world.topics.publish('viewerChanged', null), 1);
    expect((await first).value?.data?.['viewerChanged']).toMatchObject({ membership: { role: 'admin' } });
    world.people = world.people.filter((person) => person !== editor);
    let ended = false;
    while (!ended) ended = (await events.next()).done ?? false;
    clearInterval(publishing);
    expect(ended).toBe(true);
  });

  test('counts what is in its world, and nothing else', async () => {
    const world = createWorld({ empty: true });
    const { data } = await createMockApi(world).run({ query: '{ analytics { totals { chats messages } } documents { totalCount } }' });
    expect(data).toMatchObject({ analytics: { totals: { chats: 0, messages: 0 } }, documents: { totalCount: 0 } });
  });
});
