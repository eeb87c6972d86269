import { describe, expect, test, vi } from 'vitest';
import { type FollowedDocument, type Upload, type UploadPort, UploadQueue } from './upload-queue.ts';

type Listener = (id: string, document: FollowedDocument | null) => void;

/** A queue whose network the test plays itself. */
function setUp({ refuse = () => null }: Partial<Pick<UploadPort, 'refuse'>> = {}) {
  const sent: { upload: Upload; arrive: () => void; fail: (error: Error) => void; onProgress: (fraction: number) => void }[] = [];
  let listener: Listener | null = null;
  const queue = new UploadQueue();
  queue.connect({
    send: (upload, { onProgress, signal }) => new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
      sent.push({ upload, arrive: resolve, fail: reject, onProgress });
    }),
    follow: (given) => {
      listener = given;
      return () => { listener = null; };
    },
    ask: () => Promise.resolve(null),
    explain: ({ message }: Error) => ({ text: message, retryable: true, offline: message === 'lost' }),
    refuse,
    show: () => {},
    hide: () => {},
  } as UploadPort);
  const add = (...names: string[]): void => queue.add(names.map((name) => new File(['words'], name)), { workspaceId: 'w', tagIds: ['t'] });
  return { queue, sent, add, hear: (id: string, document: FollowedDocument | null) => listener?.(id, document), follows: () => listener !== null };
}

const phases = (queue: UploadQueue): string[] => queue.uploads().map(({ phase }) => phase);

describe('the upload queue', () => {
  test('sends two files at a time', async () => {
    const { queue, sent, add } = setUp();
    add('a.md', 'b.md', 'c.md');
    expect(phases(queue)).toEqual(['sending', 'sending', 'waiting']);
    sent[0]?.arrive();
    await vi.waitFor(() => expect(phases(queue)).toEqual(['reading', 'sending', 'sending']));
  });

  test('follows a file until it is searchable, then stops listening', async () => {
    const { queue, sent, add, hear, follows } = setUp();
    add('a.md');
    sent[0]?.onProgress(0.5);
    expect(queue.uploads()[0]?.progress).toBe(0.5);
    sent[0]?.arrive();
    await vi.waitFor(() => expect(follows()).toBe(true));
    const id = queue.uploads()[0]?.id ?? '';
    hear(id, { status: 'indexing', progress: 0.3, failure: null });
    expect(queue.uploads()[0]).toMatchObject({ phase: 'reading', step: 'indexing', progress: 0.3 });
    hear(id, { status: 'ready', progress: null, failure: null });
    expect(phases(queue)).toEqual(['done']);
    expect(follows()).toBe(false);
  });

  test('keeps the file when the line breaks, and sends it again under the same id', async () => {
    const { queue, sent, add } = setUp();
    add('a.md');
    sent[0]?.fail(new Error('lost'));
    await vi.waitFor(() => expect(phases(queue)).toEqual(['failed']));
    expect(queue.uploads()[0]?.problem?.text).toBe('lost');
    queue.retryOffline();
    expect(sent).toHaveLength(2);
    expect(sent[1]?.upload.id).toBe(sent[0]?.upload.id);
    expect(sent[1]?.upload.file).toBe(sent[0]?.upload.file);
  });

  test('forgets a cancelled file and goes on with the next', async () => {
    const { queue, sent, add } = setUp();
    add('a.md', 'b.md', 'c.md');
    queue.cancel(sent[0]?.upload.id ?? '');
    await vi.waitFor(() => expect(phases(queue)).toEqual(['sending', 'sending']));
    expect(queue.uploads().map(({ file }) => file.name)).toEqual(['b.md', 'c.md']);
  });

  test('sends nothing of a file that is refused', () => {
    const { queue, sent, add } = setUp({ refuse: () => ({ text: 'empty', retryable: false }) });
    add('a.md');
    expect(phases(queue)).toEqual(['failed']);
    expect(sent).toEqual([]);
  });

  test('says why a file that arrived could not be read', async () => {
    const { queue, sent, add, hear, follows } = setUp();
    add('a.pdf');
    sent[0]?.arrive();
    await vi.waitFor(() => expect(follows()).toBe(true));
    hear(queue.uploads()[0]?.id ?? '', { status: 'failed', progress: null, failure: { message: 'It is protected with a password.' } });
    expect(queue.uploads()[0]).toMatchObject({ phase: 'failed', stored: true, problem: { text: 'It is protected with a password.', retryable: false } });
  });
});
