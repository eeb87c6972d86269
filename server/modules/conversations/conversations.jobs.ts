import type { Platform } from '../../platform/platform.ts';
import type { Job } from '../../platform/queue/queue.ts';
import { applyRetention } from './retention.service.ts';

export const conversationJobs = (platform: Platform): Readonly<Record<string, Job>> => ({
  'conversations:retention': (_payload, { signal }) => applyRetention(platform, signal),
});

/** Every night, when most are asleep; a run that was missed while the server was down is made up for. */
export const conversationTimetable = '17 3 * * * conversations:retention ?fill=1d';
