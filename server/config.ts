import path from 'node:path';
import { z } from 'zod';
import { OperatorError } from './platform/failure.ts';

/** An origin and nothing more, which nobody on the way can speak for. */
const isOverrideOrigin = (text: string): boolean => {
  const url = URL.parse(text);
  return url?.origin === text && !text.includes('*') && (url.protocol === 'https:' || (url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)));
};

/** Every setting of the product, read from the environment. The README's table is made from the descriptions. */
export const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('Port to listen on; 0 picks a free one.'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on. Use 0.0.0.0 behind a reverse proxy that ends TLS.'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional().describe('Address people reach the product at, for links in mails. Cookies are Secure and HSTS is sent when it is https. Default: the address listened on.'),
  TRUST_PROXY: z.stringbool().default(false).describe('Take the visitor’s address from X-Forwarded-For. Only behind a proxy that sets it.'),
  DATA_DIR: z.string().default('data').describe('Folder of the embedded database, files, the retrieval index and the master key.'),
  DIST_DIR: z.string().default(path.resolve(import.meta.dirname, '../dist')).describe('Folder of the built console and widget. Default: `dist` beside the sources.'),
  CONSOLE_FOLLOW_SHIPPED: z.stringbool().default(false).describe('At the start, put workspaces whose chosen console builds don’t fit this version back to the shipped builds, instead of refusing to start.'),
  CONSOLE_OVERRIDE_ORIGINS: z.string().transform((text) => text.split(',').map((origin) => origin.trim())).refine((origins) => origins.every(isOverrideOrigin), 'must be exact origins, separated by commas: https://…, or http:// on localhost, without a path').optional().describe('Origins (`http://localhost:3100`, separated by commas) from which people with “Try areas under development” may run an area of the console that they develop, for themselves alone. Nobody may by default.'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional().describe('PostgreSQL 16 to use instead of the embedded one, as the role that owns the database and may create roles.'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional().describe('Mail server. Without it mails wait in the outbox page that the log names.'),
  MAIL_FROM: z.string().default('Isatis <isatis@localhost>').describe('Sender of mails.'),
  SSO_PRIVATE_NETWORK: z.stringbool().default(false).describe('Let identity providers be at private and loopback addresses, also over http. Only where everybody who may configure single sign-on may reach that network.'),
  SSO_DNS_SERVERS: z.string().regex(/^[\w.:[\]-]+(,[\w.:[\]-]+)*$/).optional().describe('DNS servers (`address` or `address:port`, separated by commas) that are asked whether a mail domain is a workspace’s. Default: those of the machine.'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('How much the log says.'),
  MAX_UPLOAD_BYTES: z.coerce.number().int().min(1024).max(1_073_741_824).default(52_428_800).describe('Largest document, in bytes.'),
});

export type Config = Readonly<z.infer<typeof settings>> & { readonly dataDir: string };

/**
 * Reads the settings.
 * @throws OperatorError that names every wrong setting
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new OperatorError(`These settings can't be used:\n${lines.join('\n')}`);
  }
  return { ...parsed.data, dataDir: path.resolve(parsed.data.DATA_DIR) };
}
