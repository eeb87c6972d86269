import { act, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { expect, test, vi } from 'vitest';
import { lazyPage } from './lazy-page.tsx';

const waited = vi.fn();
function Waiting() {
  waited();
  return <p>Waiting</p>;
}

test('a page whose code was fetched is drawn at once', async () => {
  const Page = lazyPage(() => Promise.resolve({ default: () => <p>Here</p> }));
  await Page.fetch();
  render(<Suspense fallback={<Waiting />}><Page /></Suspense>);
  expect(screen.getByText('Here')).toBeTruthy();
  expect(waited).not.toHaveBeenCalled();
});

test('a page whose code can’t be had is tried again when it is shown, and fetching it ahead fails nobody', async () => {
  const load = vi.fn(() => Promise.resolve({ default: () => <p>Here</p> })).mockRejectedValueOnce(new Error('no line'));
  const Page = lazyPage(load);
  await expect(Page.fetch()).resolves.toBeUndefined();
  await act(async () => { render(<Suspense fallback={<Waiting />}><Page /></Suspense>); });
  expect(await screen.findByText('Here')).toBeTruthy();
  expect(load).toHaveBeenCalledTimes(2);
});
