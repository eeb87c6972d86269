export { type ExportFormat, exportAttestation } from './attestation.service.ts';
export { reviewJobs, reviewTimetable } from './reviews.jobs.ts';
