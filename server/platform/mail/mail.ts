import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Transporter } from 'nodemailer';

export interface Mail { readonly to: string; readonly subject: string; readonly text: string; readonly html?: string }
export interface OutboxMail extends Mail { readonly id: string; readonly at: string }

export interface Mailer {
  /** Sends, or keeps it in the outbox when there is no mail server. Throws when the server refuses; jobs try again. */
  send(mail: Mail): Promise<void>;
  /** Newest first; null when there is a mail server. */
  outbox(): Promise<readonly OutboxMail[] | null>;
  close(): void;
}

const OUTBOX_LIMIT = 200;

const smtpMailer = (url: string, from: string): Mailer => {
  let transport: Promise<Transporter> | null = null;
  const open = (): Promise<Transporter> => (transport ??= import('nodemailer').then(({ createTransport }) => createTransport(url, { from })).catch((error: unknown) => {
    transport = null;
    throw error;
  }));
  return {
    send: async (mail) => { await (await open()).sendMail(mail); },
    outbox: () => Promise.resolve(null),
    close: () => void transport?.then((opened) => opened.close(), () => undefined),
  };
};

/** Without a mail server: one file a mail in the data folder, for the operator's outbox page. */
const outboxMailer = (folder: string): Mailer => {
  const list = async (): Promise<string[]> => (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).toSorted().toReversed();
  return {
    async send(mail) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const at = new Date().toISOString();
      const entry: OutboxMail = { ...mail, id: randomUUID(), at };
      await writeFile(path.join(folder, `${at.replaceAll(':', '-')}-${entry.id}.json`), JSON.stringify(entry), { mode: 0o600 });
      for (const old of (await list()).slice(OUTBOX_LIMIT)) await unlink(path.join(folder, old)).catch(() => undefined);
    },
    async outbox() {
      const names = await list();
      return Promise.all(names.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as OutboxMail));
    },
    close: () => undefined,
  };
};

export const openMailer = ({ smtpUrl, from, dataDir }: { smtpUrl: string | undefined; from: string; dataDir: string }): Mailer =>
  smtpUrl ? smtpMailer(smtpUrl, from) : outboxMailer(path.join(dataDir, 'outbox'));
