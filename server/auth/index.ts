export * from './auth.ts';
export { authJobs } from './reset-mail.ts';
