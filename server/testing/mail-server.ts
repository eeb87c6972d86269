import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface MailServer extends AsyncDisposable {
  readonly url: string;
  /** What arrived, in order. */
  readonly mails: readonly Email[];
  /** Refuses this many deliveries for now, as a server does that is busy. */
  refuse(times: number): void;
}

/** A real mail server on a port of its own. */
export async function startMailServer(): Promise<MailServer> {
  const mails: Email[] = [];
  let refusals = 0;
  const keep = async (message: Buffer): Promise<void> => {
    mails.push(await PostalMime.parse(message));
  };
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusals > 0) {
          refusals -= 1;
          done(Object.assign(new Error('try again later'), { responseCode: 451 }));
          return;
        }
        void keep(Buffer.concat(chunks)).finally(done);
      });
    },
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`, mails,
    refuse: (times) => { refusals = times; },
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => { server.close(() => resolve()); }),
  };
}
