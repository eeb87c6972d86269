import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createWorld } from '#mocks/index.ts';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';
import { readable } from './audit-entry.tsx';

const event = (at: number) => ({ id: `event-${at}`, at: '2026-11-22T10:00:00Z', action: 'member.removed', actor: 'Ada Neri', summary: `Ada Neri removed member ${at}.` });
const open = (count: number) => renderRemote(remote, { path: '/settings/audit', world: Object.assign(createWorld(), { audit: Array.from({ length: count }, (_, at) => event(count - at)) }) });

describe('the audit log', () => {
  it('shows who did what, with the details on request', async () => {
    const { user } = await open(1);
    const entry = await screen.findByRole('button', { name: 'Ada Neri removed member 1.' });
    expect(entry.getAttribute('aria-expanded')).toBe('false');
    await user.click(entry);
    expect(entry.getAttribute('aria-expanded')).toBe('true');
    within(screen.getByRole('table')).getByText('member.removed');
    await screen.findByText('Chain intact');
  });

  it('loads more until the first entry', async () => {
    const { user } = await open(60);
    await screen.findByText('50 of 60');
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await screen.findByRole('button', { name: 'Ada Neri removed member 1.' });
    await screen.findByText('60 entries');
  });

  it('says what will be here while it is empty', async () => {
    await open(0);
    await screen.findByText('Nothing is written down yet');
  });
});

it('reads details in lines, and shows as they are those it can’t read', () => {
  expect(readable('{"role":"editor"}')).toBe('{\n  "role": "editor"\n}');
  expect(readable('{}')).toBe('');
  expect(readable('not json')).toBe('not json');
});
