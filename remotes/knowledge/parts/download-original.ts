import { AppError, codeOfStatus } from '#shared/data/index.ts';

/** The file's own name, as the server gives it; the document may have been renamed since. */
function fileNameOf(disposition: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded) {
    try {
      return decodeURIComponent(encoded);
    } catch {
      // A plain name may follow.
    }
  }
  return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1] ?? null;
}

/**
 * Saves the original file. Fetched rather than linked to, so that the request
 * names the workspace and a refusal comes back as a sentence.
 * @throws AppError
 */
export async function downloadOriginal(document: { readonly id: string; readonly name: string }, headers: Readonly<Record<string, string>>): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`/knowledge/documents/${encodeURIComponent(document.id)}/file`, { headers, credentials: 'same-origin' });
  } catch {
    throw new AppError('OFFLINE', '');
  }
  if (!response.ok) throw new AppError(codeOfStatus(response.status), '');
  const address = URL.createObjectURL(await response.blob());
  const link = window.document.createElement('a');
  link.href = address;
  link.download = fileNameOf(response.headers.get('content-disposition')) ?? document.name;
  link.click();
  // The browser takes the bytes in the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
