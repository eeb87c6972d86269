import { pino, type Logger } from 'pino';

export type Log = Logger;

/** The log: JSON lines on stderr, without what could be a secret or somebody's words. */
export const openLog = (level: string): Log =>
  pino({ level, redact: { paths: ['password', 'newPassword', 'token', 'code', 'apiKey', 'authorization', 'cookie', '*.password', '*.newPassword', '*.token', '*.apiKey', '*.authorization', '*.cookie', 'req.headers', 'body', 'text'], remove: true } }, process.stderr);
