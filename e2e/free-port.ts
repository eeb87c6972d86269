import { type AddressInfo, createServer } from 'node:net';

/** A port of this machine that nobody uses just now. */
export const freePort = (): Promise<number> => new Promise((resolve) => {
  const probe = createServer().listen(0, 'localhost', () => {
    const { port } = probe.address() as AddressInfo;
    probe.close(() => resolve(port));
  });
});
