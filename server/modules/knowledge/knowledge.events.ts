import type { AuditEvent } from '../../audit/index.ts';

/** Topic of every change of a document: its status, progress, tags, sections, and that it is gone. Carries `documentId`. */
export const DOCUMENT_CHANGED = 'document-changed';

const ofDocument = (action: string, id: string, details?: AuditEvent['details']): AuditEvent => ({ action: `document.${action}`, subject: { kind: 'document', id }, ...(details ? { details } : {}) });

export const documentUploaded = (id: string, size: number, tagIds: readonly string[]): AuditEvent => ofDocument('uploaded', id, { size, tagIds });
export const documentUpdated = (id: string, changed: readonly string[], tagIds: readonly string[]): AuditEvent => ofDocument('updated', id, { changed, tagIds });
export const documentRetried = (id: string): AuditEvent => ofDocument('retried', id);
export const documentDeleted = (id: string): AuditEvent => ofDocument('deleted', id);
export const sectionHidden = (id: string, documentId: string, hidden: boolean): AuditEvent => ({ action: hidden ? 'section.hidden' : 'section.shown', subject: { kind: 'section', id }, details: { documentId } });
export const tagCreated = (id: string): AuditEvent => ({ action: 'tag.created', subject: { kind: 'tag', id } });
export const tagDeleted = (id: string, documents: number): AuditEvent => ({ action: 'tag.deleted', subject: { kind: 'tag', id }, details: { documents } });
