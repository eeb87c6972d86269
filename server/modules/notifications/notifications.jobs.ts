import type { Platform } from '../../platform/platform.ts';
import type { Job } from '../../platform/queue/queue.ts';
import { DELIVER, deliver } from './announce.service.ts';
import { forgetOld } from './notifications.service.ts';

export const notificationJobs = (platform: Platform): Readonly<Record<string, Job>> => ({
  [DELIVER]: (payload) => deliver(platform, payload),
  'notifications:forget': (_payload, { signal }) => forgetOld(platform, signal),
});

/** Every night. */
export const notificationTimetable = '47 3 * * * notifications:forget ?fill=1d';
