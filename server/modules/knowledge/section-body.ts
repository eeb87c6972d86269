import type { WorkspaceKey } from '../../platform/keyring/keyring.ts';

/** The words of a section, sealed as JSON in the column `body`. */
export interface SectionBody { readonly headings: readonly string[]; readonly text: string }

const place = (id: string) => ({ table: 'sections', row: id, column: 'body' });

export const sealBody = (key: WorkspaceKey, id: string, body: SectionBody): Buffer => key.seal(place(id), JSON.stringify({ headings: body.headings, text: body.text }));
export const openBody = (key: WorkspaceKey, { id, body }: { readonly id: string; readonly body: Uint8Array }): SectionBody => JSON.parse(key.openText(place(id), body)) as SectionBody;

/** Where a document's file is kept, and what it is sealed for. */
export const fileKey = (workspaceId: string, documentId: string): string => `knowledge/${workspaceId}/${documentId}`;
export const filePlace = (documentId: string) => ({ table: 'documents', row: documentId, column: 'file' });
