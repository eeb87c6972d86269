import { AppError, codeOfStatus } from './errors.ts';
import { refusalOf } from './http.ts';

export interface UploadOptions {
  readonly url: string;
  readonly file: File;
  /** Fields of the form, sent before the file. */
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Called with 0 to 1 as bytes leave. */
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Sends one file with progress, which `fetch` can't tell. Rejects with an
 * `AbortError` when cancelled, {@link HttpRefusal} when refused, {@link AppError}
 * when the line broke. Safe to send again with the same `id` field.
 */
export function uploadFile<T>({ url, file, fields, headers, onProgress, signal }: UploadOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const cancelled = (): void => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    if (signal?.aborted) return cancelled();
    signal?.addEventListener('abort', () => request.abort(), { once: true });

    request.open('POST', url);
    request.responseType = 'json';
    for (const [name, value] of Object.entries({ 'accept-language': document.documentElement.lang || 'en', ...headers })) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    });
    request.addEventListener('abort', cancelled);
    request.addEventListener('error', () => reject(new AppError('OFFLINE', '')));
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as T);
      else reject(refusalOf(request.status, request.response) ?? new AppError(codeOfStatus(request.status), ''));
    });

    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file);
    request.send(form);
  });
}
