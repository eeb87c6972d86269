import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { type RemoteManifest, type RemoteModule, locales } from '#shared/contract/index.ts';
import { renderRemote } from './render-remote.tsx';

/** What every remote promises; each runs it: `remoteContract(remote, manifest)`. */
export function remoteContract(remote: RemoteModule, manifest: RemoteManifest): void {
  describe(`the remote ${manifest.id} keeps the contract`, () => {
    test('its module and its manifest name the same id', () => {
      expect(remote.id).toBe(manifest.id);
    });

    test('its manifest is plain data', () => {
      expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest);
    });

    test('it speaks every language', async () => {
      for (const locale of locales) expect(Object.keys(await remote.messages(locale)).length).toBeGreaterThan(0);
    });

    const plain = manifest.routes.map(({ path }) => path).filter((path) => !/[:*]/.test(path));
    test.each(plain)('its address "%s" shows a page with one heading of the first level', async (path) => {
      await renderRemote(remote, { path: `/${manifest.id}/${path}`.replace(/\/$/, '') });
      await screen.findByRole('heading', { level: 1 });
      expect(screen.queryByText('There is nothing at this address')).toBeNull();
    });
  });
}
