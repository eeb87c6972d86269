export { type Announcement, announce } from './announce.service.ts';
export { notificationJobs, notificationTimetable } from './notifications.jobs.ts';
