import { z } from 'zod';

export const itemKinds = ['membership', 'grant', 'token'] as const;
export const MOST_AT_ONCE = 100;
const REASON_LENGTH = 300;
const NOTE_LENGTH = 2000;
const DAYS = { min: 1, max: 90 };

const days = z.number().int().refine((count) => count >= DAYS.min && count <= DAYS.max, { params: { code: 'range', params: DAYS } });

export const startInput = z.object({ answerDays: days.nullish().transform((count) => count ?? null) });
export const settingsInput = z.object({ quarterly: z.boolean(), answerDays: days });
export const decideInput = z.object({
  reviewId: z.string(), itemIds: z.array(z.string()).min(1).max(MOST_AT_ONCE).transform((ids) => [...new Set(ids)]),
  decision: z.enum(['keep', 'revoke']), reason: z.string().trim().max(REASON_LENGTH).nullish().transform((text) => text ?? ''),
}).refine(({ decision, reason }) => decision === 'keep' || reason !== '', { path: ['reason'], params: { code: 'required' } });
export const signOffInput = z.object({ reviewId: z.string(), note: z.string().trim().max(NOTE_LENGTH).nullish().transform((text) => text ?? '') });
export const searchInput = z.string().trim().max(200);
