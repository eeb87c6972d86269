import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type World, createWorld } from '#mocks/index.ts';
import { singleSignOnOf } from '#mocks/single-sign-on.ts';
import { renderRemote } from '#shared/testing/index.ts';
import remote from '../../remote.tsx';

const open = (world = createWorld()) => renderRemote(remote, { path: '/settings/single-sign-on', world });

const proved = (): World => {
  const world = createWorld();
  singleSignOnOf(world).domains.push({ id: 'd1', domain: 'guado.example', verifiedAt: '2026-11-01T10:00:00Z', recordName: '_isatis.guado.example', recordValue: 'isatis-verification=q1w2e3' });
  return world;
};

describe('single sign-on', () => {
  it('begins with a domain that is proved', async () => {
    const { user } = await open();
    await screen.findByText('Not set up');
    await user.click(screen.getByRole('button', { name: 'Add domain' }));
    const adding = await screen.findByRole('dialog', { name: 'Add a mail domain' });
    await user.type(within(adding).getByLabelText('Domain'), 'guado.example');
    await user.click(within(adding).getByRole('button', { name: 'Add domain' }));
    await screen.findByText('Not verified yet');
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('_isatis.guado.example');
    await user.click(screen.getByRole('button', { name: 'Verify guado.example' }));
    await screen.findByText('Verified');
  });

  it('connects a provider, whose secret never comes back', async () => {
    const { user } = await open(proved());
    await user.click(await screen.findByRole('button', { name: 'Connect…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Connect an identity provider' });
    await user.type(within(dialog).getByLabelText('Company'), 'Guado');
    await user.type(within(dialog).getByLabelText('Issuer'), 'https://id.guado.example');
    await user.type(within(dialog).getByLabelText('Client ID'), 'isatis');
    await user.type(within(dialog).getByLabelText('Client secret', { selector: 'input' }), 'secret-9876');
    await user.click(within(dialog).getByRole('button', { name: 'Test' }));
    await within(dialog).findByText('It works');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await screen.findByText('Connected');
    await screen.findByText('On');
    expect(document.body.innerHTML).not.toContain('secret-9876');
  });

  it('connects a SAML provider by its metadata, and changes it by hand', async () => {
    const { user } = await open(proved());
    await user.click(await screen.findByRole('button', { name: 'Connect…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Connect an identity provider' });
    await user.click(within(dialog).getByRole('radio', { name: 'SAML 2.0' }));
    expect(within(dialog).getByLabelText<HTMLInputElement>('Where answers go').value).toBe('https://isatis.example/auth/sso/saml/w1/acs');
    await user.type(within(dialog).getByLabelText('Company'), 'Guado');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await within(dialog).findByText('This is needed.');
    await user.click(within(dialog).getByLabelText('Metadata'));
    await user.paste('<EntityDescriptor entityID="https://id.guado.example/saml"/>');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await screen.findByText('A1:B2:C3');
    await user.click(screen.getByRole('button', { name: 'Change…' }));
    const changing = await screen.findByRole('dialog', { name: 'Change the identity provider' });
    expect(within(changing).getByLabelText<HTMLInputElement>('Entity ID').value).toBe('https://id.guado.example/saml');
    expect(within(changing).getByLabelText<HTMLInputElement>('Sign-on address').value).toBe('https://id.guado.example/saml/sign-on');
    within(changing).getByText(/keep the stored ones/);
    expect(within(changing).getByLabelText<HTMLInputElement>('Sign-out address').value).toBe('https://id.guado.example/saml/sign-out');
    await user.click(within(changing).getByRole('button', { name: 'Cancel' }));
    await user.click(screen.getByText('Our keys'));
    await screen.findByText('C1:C2:C3');
    await user.click(screen.getByRole('button', { name: 'Make the next key…' }));
    await user.click(within(await screen.findByRole('dialog', { name: 'Make a key?' })).getByRole('button', { name: 'Make key' }));
    await screen.findByText('D4:E5:F6');
    await user.click(await screen.findByRole('button', { name: 'Change to the next key…' }));
    await user.click(within(await screen.findByRole('dialog', { name: 'Change to the next key?' })).getByRole('button', { name: 'Change' }));
    await waitFor(() => expect(screen.queryByText('C1:C2:C3')).toBeNull());
    screen.getByText('D4:E5:F6');
  });

  it('can be made the only way in', async () => {
    const world = proved();
    singleSignOnOf(world).connection = { protocol: 'oidc', label: 'Guado', issuer: 'https://id.guado.example', clientId: 'isatis', secretEnding: '9876', signOnUrl: null, signOutUrl: null, certificates: [], version: 1, updatedAt: '2026-11-01T10:00:00Z' };
    const { user } = await open(world);
    await user.click(await screen.findByRole('button', { name: 'Change rules…' }));
    const rules = await screen.findByRole('dialog', { name: 'Rules' });
    await user.click(within(rules).getByLabelText('Through the company only'));
    await user.click(within(rules).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Rules' })).toBeNull());
    await screen.findByText('Through the company only');
  });

  it('says why a domain could not be verified', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'Add domain' }));
    const adding = await screen.findByRole('dialog', { name: 'Add a mail domain' });
    await user.type(within(adding).getByLabelText('Domain'), 'unproved.example');
    await user.click(within(adding).getByRole('button', { name: 'Add domain' }));
    await user.click(await screen.findByRole('button', { name: 'Verify unproved.example' }));
    await screen.findByText('There is no TXT record at _isatis.unproved.example yet.');
  });

  it('shows the key for provisioning once, and revokes it', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'Make key…' }));
    await user.click(within(await screen.findByRole('dialog', { name: 'Make a key for provisioning?' })).getByRole('button', { name: 'Make key' }));
    const made = await screen.findByRole('dialog', { name: 'Key for provisioning' });
    expect(within(made).getByLabelText<HTMLInputElement>('Key').value).toMatch(/^isatis_scim_/);
    await user.click(within(made).getByRole('button', { name: 'I have copied it' }));
    await waitFor(() => expect(document.body.innerHTML).not.toContain('isatis_scim_'));
    await screen.findByText('…a1b2');
    await user.click(screen.getByRole('button', { name: 'Revoke…' }));
    await user.click(within(await screen.findByRole('dialog', { name: 'Revoke the key?' })).getByRole('button', { name: 'Revoke' }));
    await screen.findByText('No key yet: the directory is refused.');
  });

  it('is for those who manage security', async () => {
    await open(createWorld({ role: 'admin' }));
    await waitFor(() => expect(screen.queryByText('Mail domains')).toBeNull());
  });
});
