import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { network } from '#shared/testing/index.ts';
import { askEarly, takeEarly } from './early-registry.ts';

const asked = vi.fn();
beforeEach(() => {
  asked.mockReset();
  network.use(http.get('*/console/registry.json', ({ request }) => {
    asked(request.headers.get('x-isatis-workspace'));
    return HttpResponse.json({ contract: 1, remotes: [] });
  }));
});

test('what was asked early is taken once, for the workspace it was asked about', async () => {
  await askEarly('one', 'en');
  await expect(takeEarly('one')).resolves.toEqual({ contract: 1, remotes: [] });
  expect(takeEarly('one')).toBeNull();
  expect(asked.mock.calls).toEqual([['one']]);
});

test('asked about no workspace it is about the one that the session is in as well', async () => {
  await askEarly(null, 'en');
  await expect(takeEarly('whichever')).resolves.toBeTruthy();
  expect(asked.mock.calls).toEqual([[null]]);
});

test('what was asked about another workspace is left', async () => {
  await askEarly('one', 'en');
  expect(takeEarly('two')).toBeNull();
});
