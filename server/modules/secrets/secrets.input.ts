import { z } from 'zod';

const MAX_URL = 500;
const MAX_MODEL = 200;
const MAX_KEY = 1000;

/** An address without credentials, question or fragment; models on the same machine or network are reached over http. */
const baseUrl = z.string().trim().min(1).max(MAX_URL).refine((text) => {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}, { params: { code: 'base-url' } }).transform((text) => text.replace(/\/+$/, ''));
const model = z.string().trim().min(1).max(MAX_MODEL).regex(/^\P{Cc}*$/u);
/** Sent in a header: visible ASCII only. null keeps the stored one. */
const apiKey = z.string().trim().min(1).max(MAX_KEY).refine((key) => /^[\x21-\x7e]+$/.test(key), { params: { code: 'api-key' } }).nullish().transform((key) => key ?? null);

export const testProviderInput = z.object({ baseUrl, model, apiKey });
export const saveProviderInput = testProviderInput.extend({ version: z.number().int().nullish().transform((version) => version ?? null) });
