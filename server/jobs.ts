import { knowledgeJobs } from './modules/knowledge/index.ts';
import { authJobs, authTimetable } from './auth/index.ts';
import { memberJobs } from './modules/members/index.ts';
import { conversationJobs, conversationTimetable } from './modules/conversations/index.ts';
import { notificationJobs, notificationTimetable } from './modules/notifications/index.ts';
import { reviewJobs, reviewTimetable } from './modules/reviews/index.ts';
import { roleJobs } from './modules/roles/index.ts';
import { workspaceJobs, workspaceTimetable } from './modules/workspaces/index.ts';
import type { Platform } from './platform/platform.ts';
import type { Job } from './platform/queue/queue.ts';

/** Every job of every module, by name. */
export const allJobs = (platform: Platform): Readonly<Record<string, Job>> => ({
  ...knowledgeJobs(platform),
  ...authJobs(platform),
  ...memberJobs(platform),
  ...roleJobs(platform),
  ...reviewJobs(platform),
  ...conversationJobs(platform),
  ...notificationJobs(platform),
  ...workspaceJobs(platform),
});

/** When jobs start by themselves: crontab lines, UTC. */
export const timetable = [authTimetable, conversationTimetable, notificationTimetable, reviewTimetable, workspaceTimetable].join('\n');
