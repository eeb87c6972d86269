import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { type World, type WorldOptions, createWorld } from '#mocks/index.ts';
import { type RenderOptions, network, renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

/** The mocked server counts days in UTC. */
const worldOf = (options?: WorldOptions): World => {
  const world = createWorld(options);
  world.workspace.timeZone = 'UTC';
  return world;
};
const open = ({ world = worldOf(), path = '/analytics', ...rest }: RenderOptions = {}) => renderRemote(remote, { world, path, ...rest });
const figure = (name: string) => screen.findByRole('group', { name });
const rowNames = () => screen.getAllByRole('rowheader').map((heading) => heading.textContent);

describe('analytics', () => {
  it('shows exactly what was counted', async () => {
    const { world } = await open();
    const messages = world.conversations.flatMap((one) => one.messages);
    const up = messages.filter(({ feedback }) => feedback === 'up').length;
    const answers = messages.filter(({ author }) => author === 'agent');
    expect((await figure('Visitors')).textContent).toContain(`${world.conversations.length} new`);
    expect((await figure('Chats')).textContent).toContain(String(world.conversations.length));
    expect((await figure('Messages')).textContent).toContain(String(messages.length));
    expect((await figure('Feedback')).textContent).toContain(`${up}helpful0not helpful100% helpful`);
    expect((await figure('Fallback rate')).textContent).toContain(`${answers.filter(({ answered }) => !answered).length} of ${answers.length} answers`);
  });

  it('tells on focus what a figure counts', async () => {
    await open();
    (await figure('Chats')).focus();
    await screen.findByText(/Conversations that began in these days/);
  });

  it('keeps period and agent in the address', async () => {
    const { user, address } = await open();
    await figure('Chats');
    await user.click(screen.getByRole('radio', { name: '7 days' }));
    await waitFor(() => expect(address()).toBe('/analytics?period=7'));
    await user.click(screen.getByRole('combobox', { name: 'Agent' }));
    await user.click(await screen.findByRole('option', { name: 'Returns assistant' }));
    await waitFor(() => expect(address()).toBe('/analytics?period=7&agent=agent-2'));
    await screen.findByText('Nothing happened with this agent in these days');
    await user.click(screen.getByRole('button', { name: 'Show all agents' }));
    await waitFor(() => expect(address()).toBe('/analytics?period=7'));
    await figure('Chats');
  });

  it('opens the period of its address, and refuses days the wrong way round', async () => {
    const { user, address } = await open({ path: '/analytics?from=2026-02-01&to=2026-02-10' });
    await user.click(await screen.findByRole('button', { name: /1\s?–\s?10 Feb 2026/ }));
    const last = await screen.findByLabelText('To');
    await user.clear(last);
    await user.type(last, '2026-01-31');
    await user.click(screen.getByRole('button', { name: 'Show these days' }));
    expect((await screen.findByRole('alert')).textContent).toBe('The last day is before the first.');
    await user.clear(last);
    await user.type(last, '2026-02-14');
    await user.click(screen.getByRole('button', { name: 'Show these days' }));
    await waitFor(() => expect(address()).toBe('/analytics?from=2026-02-01&to=2026-02-14'));
  });

  it('sorts agents, and narrows to one by its row', async () => {
    const { user, address } = await open();
    await screen.findByRole('button', { name: 'Orders assistant' });
    expect(rowNames().filter((name) => name?.includes('assistant'))).toEqual(['Orders assistant', 'Returns assistant']);
    await user.click(screen.getByRole('button', { name: 'Chats' }));
    await waitFor(() => expect(rowNames().filter((name) => name?.includes('assistant'))).toEqual(['Returns assistant', 'Orders assistant']));
    expect(address()).toBe('/analytics?sort=chats');
    await user.click(screen.getByRole('button', { name: 'Orders assistant' }));
    await waitFor(() => expect(address()).toContain('agent=agent-1'));
  });

  it('shows what just happened when the person comes back', async () => {
    const { world } = await open();
    const before = world.conversations.length;
    expect((await figure('Chats')).textContent).toContain(String(before));
    const [first] = world.conversations;
    if (!first) throw new Error('The world has no conversation.');
    world.conversations.push({ ...first, id: 'just-now', visitorId: 'somebody', startedAt: new Date().toISOString() });
    window.dispatchEvent(new Event('focus'));
    await waitFor(async () => expect((await figure('Chats')).textContent).toContain(String(before + 1)));
  });

  it('says so when nothing has happened yet', async () => {
    await open({ world: worldOf({ empty: true }) });
    await screen.findByText('Nothing happened in these days');
    expect(screen.queryByRole('group', { name: 'Visitors' })).toBeNull();
  });

  it('can be asked again after a failure', async () => {
    const refuse = http.post('*/graphql', () => HttpResponse.json({ errors: [{ message: 'The database can’t be reached.', extensions: { code: 'UNAVAILABLE' } }] }), { once: true });
    const world = worldOf();
    // The world's own answers are put in front of what is there: the refusal must come after them.
    const handlers = network.use.bind(network);
    vi.spyOn(network, 'use').mockImplementation((...given) => handlers(refuse, ...given));
    const { user } = await open({ world });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The figures could not be loaded');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await figure('Chats');
  });

  it('speaks Italian', async () => {
    await open({ locale: 'it' });
    await figure('Visitatori');
    screen.getByRole('heading', { level: 1, name: 'Statistiche' });
  });
});

describe('the file of days', () => {
  it('holds the days that are shown', async () => {
    const files: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      files.push(file as Blob);
      return 'blob:days';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const { user, world } = await open({ path: '/analytics?period=7' });
    await figure('Chats');
    await user.click(screen.getByRole('button', { name: 'Download CSV' }));
    const lines = (await files[0]?.text())?.trim().split('\r\n') ?? [];
    expect(lines).toHaveLength(8);
    const chats = lines.slice(1).map((line) => Number(line.split(',')[4]));
    expect(chats.reduce((sum, count) => sum + count, 0)).toBe(world.conversations.length);
  });

  it('is not for those who may only look', async () => {
    await open({ world: worldOf({ role: 'editor' }) });
    await figure('Chats');
    expect(screen.queryByRole('button', { name: 'Download CSV' })).toBeNull();
  });

  it('says who can grant it to those whose role usually has it', async () => {
    await open({ world: worldOf({ role: 'admin', revoke: ['analytics:export'] }) });
    await figure('Chats');
    expect(screen.getByRole('button', { name: 'Download CSV' }).getAttribute('aria-description')).toBe('You need “Export analytics”. Ada Neri can grant it.');
  });
});
