export { type AuditList, type ShownEvent, listAuditEvents, verifyAudit } from './security.service.ts';
export { type Head, type StoredEvent, type Verdict, verifyChain } from './verify.ts';
