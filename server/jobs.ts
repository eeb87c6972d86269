import type { Platform } from './platform/platform.ts';
import type { Job } from './platform/queue/queue.ts';

/** Every job of every module, by name. */
export const allJobs = (_platform: Platform): Readonly<Record<string, Job>> => ({});

/** When jobs start by themselves: crontab lines, UTC. */
export const timetable = '';
