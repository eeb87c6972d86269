import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { AppError, type Outcome } from '#shared/data/index.ts';
import { renderInShell } from '#shared/testing/index.ts';
import { Link, TextInput } from '../index.ts';
import { FormPage } from './form-page.tsx';
import { useForm } from './use-form.ts';

interface Values { readonly name: string; readonly email: string }
type Submit = (values: Values) => Promise<Outcome<string>>;

function Profile({ submit }: { readonly submit: Submit }) {
  const form = useForm({ initial: { name: 'Ada', email: 'ada@example.org' }, submit });
  return (
    <FormPage form={form}>
      <TextInput label="Name" {...form.field('name')} />
      <TextInput label="E-mail" {...form.field('email')} />
      <Link to="/elsewhere">Elsewhere</Link>
    </FormPage>
  );
}

const saved: Submit = () => Promise.resolve({ ok: true, value: 'saved' });
const type = async (user: Awaited<ReturnType<typeof renderInShell>>['user'], label: string, text: string): Promise<void> => user.type(screen.getByLabelText(label), text);

describe('saving', () => {
  test('is offered with the first change, and not after it', async () => {
    const { user } = await renderInShell(<Profile submit={saved} />);
    expect(screen.queryByRole('button', { name: 'Save changes' })).toBeNull();
    await type(user, 'Name', ' Neri');
    await user.click(await screen.findByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Save changes' })).toBeNull());
  });

  test('twice in a row sends once', async () => {
    const submit = vi.fn<Submit>(() => new Promise(() => undefined));
    const { user } = await renderInShell(<Profile submit={submit} />);
    await type(user, 'Name', '!{Enter}{Enter}');
    expect(submit).toHaveBeenCalledOnce();
  });

  test('that is refused shows each problem at its field and goes to the first', async () => {
    const submit: Submit = () => Promise.resolve({ ok: false, code: 'VALIDATION', message: 'Some fields need another look.', fields: [{ path: 'email', message: 'This address is taken.' }] });
    const { user } = await renderInShell(<Profile submit={submit} />);
    await type(user, 'Name', '!{Enter}');
    await screen.findByText('This address is taken.');
    expect(document.activeElement).toBe(screen.getByLabelText('E-mail'));
    await type(user, 'E-mail', '!');
    expect(screen.queryByText('This address is taken.')).toBeNull();
    expect(document.activeElement).toBe(screen.getByLabelText('E-mail'));
  });

  test('that fails says what was kept', async () => {
    const { user } = await renderInShell(<Profile submit={() => Promise.reject(new AppError('OFFLINE', ''))} />);
    await type(user, 'Name', '!{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('The server can’t be reached.');
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Ada!');
  });
});

describe('leaving with unsaved changes', () => {
  test('asks first, and stays', async () => {
    const { user, address } = await renderInShell(<Profile submit={saved} />, { path: '/profile' });
    await type(user, 'Name', '!');
    await user.click(screen.getByRole('link', { name: 'Elsewhere' }));
    await user.click(await screen.findByRole('button', { name: 'Stay' }));
    expect(address()).toBe('/profile');
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Ada!');
  });

  test('goes on when told to', async () => {
    const { user, address } = await renderInShell(<Profile submit={saved} />, { path: '/profile' });
    await type(user, 'Name', '!');
    await user.click(screen.getByRole('link', { name: 'Elsewhere' }));
    await user.click(await screen.findByRole('button', { name: 'Leave without saving' }));
    await waitFor(() => expect(address()).toBe('/elsewhere'));
  });

  test('asks nothing when nothing was changed', async () => {
    const { user, address } = await renderInShell(<Profile submit={saved} />, { path: '/profile' });
    await user.click(screen.getByRole('link', { name: 'Elsewhere' }));
    expect(address()).toBe('/elsewhere');
  });
});
