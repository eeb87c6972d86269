import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { EgressRefusedError, callOut, isPublicAddress } from './egress.ts';

const serve = async (answer: string | Uint8Array): Promise<AsyncDisposable & { readonly port: number }> => {
  const server = createServer((_request, response) => response.end(answer));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: () => new Promise<void>((resolve) => { server.close(() => resolve()); }) };
};

describe('calling an address that a workspace named', () => {
  it.each(['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '2002:7f00:1::', 'ff02::1', '64:ff9b::7f00:1', 'localhost'])('takes %s for private', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['1.1.1.1', '93.184.215.14', '172.32.0.1', '2606:4700::1111'])('takes %s for public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(['https://127.0.0.1:1/', 'https://[::1]:1/', 'https://localhost:1/', 'https://2130706433:1/', 'https://0x7f.1:1/', 'http://example.com/', 'file:///etc/passwd', 'ftp://example.com/'])('refuses %s', async (address) => {
    await expect(callOut(address, {}, { privateNetwork: false })).rejects.toThrow(EgressRefusedError);
  });

  it('reaches a private network where that is allowed', async () => {
    await using server = await serve('hello');
    const answer = await callOut(`http://127.0.0.1:${server.port}/`, {}, { privateNetwork: true });
    expect([answer.status, await answer.text()]).toEqual([200, 'hello']);
  });

  it('stops reading an answer that doesn’t end', async () => {
    await using server = await serve(new Uint8Array(2_000_000));
    await expect(callOut(`http://127.0.0.1:${server.port}/`, {}, { privateNetwork: true })).rejects.toThrow(/more than/);
  });
});
