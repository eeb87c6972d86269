import { AppError, codeOfStatus } from '#shared/data/index.ts';

/**
 * Saves the attestation. Fetched rather than linked to, so that the request names the workspace and a refusal comes back as a sentence.
 * @throws AppError
 */
export async function downloadAttestation(reviewId: string, format: 'pdf' | 'csv', headers: Readonly<Record<string, string>>): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`/access-reviews/${encodeURIComponent(reviewId)}/attestation.${format}`, { headers: { ...headers, 'accept-language': document.documentElement.lang || 'en' }, credentials: 'same-origin' });
  } catch {
    throw new AppError('OFFLINE', '');
  }
  if (!response.ok) throw new AppError(codeOfStatus(response.status), '');
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? `access-review.${format}`;
  link.click();
  // The browser takes the bytes in the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
