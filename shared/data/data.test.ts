import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { HttpResponse, http } from 'msw';
import { describe, expect, test, vi } from 'vitest';
import { network } from '#shared/testing/index.ts';
import { AppError, codeOfStatus, toAppError } from './errors.ts';
import { HttpRefusal, refusalOf, requestJson, requestOutcome } from './http.ts';
import { outcomeOf } from './outcome.ts';
import { uploadFile } from './upload.ts';

describe('an error', () => {
  test('of GraphQL keeps its code, its sentence and the missing permission', () => {
    const error = toAppError(new CombinedGraphQLErrors({ errors: [{ message: 'You need “See agents”.', extensions: { code: 'FORBIDDEN', permission: 'agents:read' } }] }));
    expect(error).toMatchObject({ code: 'FORBIDDEN', message: 'You need “See agents”.', permission: 'agents:read', retryable: false });
  });

  test('with a code nobody knows is the server’s fault', () => {
    expect(toAppError(new CombinedGraphQLErrors({ errors: [{ message: 'Odd.', extensions: { code: 'ODD' } }] })).code).toBe('INTERNAL');
  });

  test('of the line can be tried again', () => {
    expect(toAppError(new TypeError('fetch failed'))).toMatchObject({ code: 'OFFLINE', retryable: true });
  });

  test('of a status has the status’s code', () => {
    expect([401, 403, 404, 429, 500, 502, 503, 504].map(codeOfStatus)).toEqual(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'RATE_LIMITED', 'INTERNAL', 'UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE']);
  });
});

describe('a mutation’s result', () => {
  test('is its value when it went well', () => {
    expect(outcomeOf({ __typename: 'Member', id: '1' })).toEqual({ ok: true, value: { __typename: 'Member', id: '1' } });
  });

  test('is a refusal with its fields when not', () => {
    const fields = [{ path: 'email', message: 'Not an address.' }];
    expect(outcomeOf({ __typename: 'ValidationError', code: 'VALIDATION', message: 'Look again.', fields })).toEqual({ ok: false, code: 'VALIDATION', message: 'Look again.', fields });
    expect(outcomeOf({ __typename: 'StaleError', message: 'Somebody else changed it.' })).toMatchObject({ ok: false, code: 'StaleError' });
  });

  test('is never taken for well when there is none', () => {
    expect(outcomeOf(undefined).ok).toBe(false);
  });
});

describe('an HTTP request', () => {
  test('tells a refusal from a failure', async () => {
    network.use(
      http.post('*/refused', () => HttpResponse.json({ error: { code: 'claimed', message: 'Somebody was first.' } }, { status: 409 })),
      http.post('*/down', () => new HttpResponse('<h1>Bad gateway</h1>', { status: 502 })),
    );
    await expect(requestOutcome('/refused', { method: 'POST', body: {} })).resolves.toMatchObject({ ok: false, code: 'claimed', message: 'Somebody was first.' });
    await expect(requestJson('/down', { method: 'POST', body: {} })).rejects.toMatchObject({ name: 'AppError', code: 'UNAVAILABLE' });
  });

  test('reads the sign-in library’s errors too', () => {
    expect(refusalOf(401, { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid' })).toBeInstanceOf(HttpRefusal);
    expect(refusalOf(500, 'oops')).toBeNull();
    expect(refusalOf(500, { error: 'oops' })).toBeNull();
  });
});

describe('an upload', () => {
  const file = new File(['hello'], 'hello.txt');
  const options = { url: '/knowledge/documents', file, fields: { id: 'document-1' }, headers: { 'x-isatis-workspace': 'workspace-1' } };

  test('sends its fields before the file, and the workspace', async () => {
    let sent: [string[], string | null] = [[], null];
    network.use(http.post('*/knowledge/documents', async ({ request }) => {
      sent = [[...(await request.formData()).keys()], request.headers.get('x-isatis-workspace')];
      return HttpResponse.json({ id: 'document-1' });
    }));
    await expect(uploadFile(options)).resolves.toEqual({ id: 'document-1' });
    expect(sent).toEqual([['id', 'file'], 'workspace-1']);
  });

  test('that is refused says why', async () => {
    network.use(http.post('*/knowledge/documents', () => HttpResponse.json({ error: { code: 'EMPTY', message: 'hello.txt is empty.' } }, { status: 422 })));
    await expect(uploadFile(options)).rejects.toMatchObject({ name: 'HttpRefusal', message: 'hello.txt is empty.' });
  });

  test('can be cancelled, before and while it runs', async () => {
    const arrived = vi.fn();
    network.use(http.post('*/knowledge/documents', () => {
      arrived();
      return new Promise<never>(() => undefined);
    }));
    await expect(uploadFile({ ...options, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    expect(arrived).not.toHaveBeenCalled();
    const abort = new AbortController();
    const running = uploadFile({ ...options, signal: abort.signal });
    await vi.waitFor(() => expect(arrived).toHaveBeenCalled());
    abort.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('whose line breaks can be sent again', async () => {
    network.use(http.post('*/knowledge/documents', () => HttpResponse.error()));
    await expect(uploadFile(options)).rejects.toBeInstanceOf(AppError);
  });
});
