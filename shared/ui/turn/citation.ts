/** What an answer leans on, as the API gives it. */
export interface AnswerCitation {
  readonly number: number;
  readonly documentId: string;
  readonly documentName: string;
  readonly sectionId: string;
  readonly heading: string;
  readonly quote: string;
}

/** Where a citation leads: the document, at the passage. */
export const passageAddress = ({ documentId, sectionId }: { readonly documentId: string; readonly sectionId: string }): string =>
  `/knowledge/${encodeURIComponent(documentId)}?section=${encodeURIComponent(sectionId)}`;
