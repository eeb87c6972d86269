import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import pLimit from 'p-limit';
import { type Context, authorise } from '../access/index.ts';
import type { Auth } from '../auth/index.ts';
import { sentence } from '../messages/index.ts';
import { UnreadableFileError, addDocument, openFile } from '../modules/knowledge/index.ts';
import type { Platform } from '../platform/platform.ts';
import { sendFailure } from './failures.ts';
import { makeContext, wantedWorkspace } from './request.ts';

const MEBIBYTE = 1_048_576;
/** What the form may hold besides the file. */
const FORM_BYTES = 65_536;
const FIELD_BYTES = 8192;
/** A sender that falls silent for so long is given up. */
const SILENCE_MS = 60_000;
/** A file is held in memory while it is checked and sealed, so only so many are read at once. The others wait unread, */
const READ_AT_ONCE = 4;
/** and past so many of them a sender is asked to come back. */
const WAITING_AT_MOST = 64;
const COME_BACK_SECONDS = 10;

/** The upload itself went wrong; `code` names the sentence `upload.<code>`. */
class UploadError extends Error {
  override readonly name = 'UploadError';
  readonly code: 'too-large' | 'broken' | 'no-file' | 'busy';
  constructor(code: UploadError['code'], options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

const UPLOAD_STATUS: Readonly<Record<UploadError['code'], number>> = { 'too-large': 413, broken: 400, 'no-file': 400, busy: 503 };

interface Received { readonly id: unknown; readonly tagIds: unknown; readonly file: string; readonly bytes: Buffer }

/** Reads the form to its end, in memory and within the limit: only a file that arrived whole goes any further. */
async function receive(request: FastifyRequest, limit: number): Promise<Received> {
  // Gone while it waited its turn: nothing would ever come, and nothing say so.
  if (!request.isMultipart() || request.raw.destroyed) throw new UploadError('broken');
  if (Number(request.headers['content-length'] ?? 0) > limit + FORM_BYTES) throw new UploadError('too-large');
  const giveUp = (): void => { request.raw.destroy(new Error('the sender fell silent')); };
  let silence = setTimeout(giveUp, SILENCE_MS);
  const fields = new Map<string, unknown>();
  let file: { readonly name: string; readonly bytes: Buffer } | null = null;
  try {
    for await (const part of request.parts({ limits: { fileSize: limit, files: 1, fields: 4, parts: 6, fieldSize: FIELD_BYTES } })) {
      if (part.type === 'field') {
        fields.set(part.fieldname, part.value);
        continue;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of part.file as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        clearTimeout(silence);
        silence = setTimeout(giveUp, SILENCE_MS);
      }
      if (part.file.truncated) throw new UploadError('too-large');
      // A form writes the quotation marks of a file's name as %22, and nothing else so.
      if (part.fieldname === 'file') file = { name: part.filename.replaceAll('%22', '"'), bytes: Buffer.concat(chunks) };
    }
  } catch (error) {
    if (error instanceof UploadError) throw error;
    throw new UploadError((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE' ? 'too-large' : 'broken', { cause: error });
  } finally {
    clearTimeout(silence);
  }
  if (!file) throw new UploadError('no-file');
  return { id: fields.get('id'), tagIds: fields.get('tagIds'), file: file.name, bytes: file.bytes };
}

const refuse = (reply: FastifyReply, error: unknown, context: Context): Promise<FastifyReply> | FastifyReply => {
  const { locale, platform } = context;
  if (error instanceof UploadError) {
    const max = Math.floor((platform.config.MAX_UPLOAD_BYTES / MEBIBYTE) * 10) / 10;
    if (error.code === 'busy') reply.header('retry-after', COME_BACK_SECONDS);
    return reply.code(UPLOAD_STATUS[error.code]).send({ error: { code: error.code, message: sentence(locale, `upload.${error.code}`, { max }) } });
  }
  if (error instanceof UnreadableFileError) {
    return reply.code(error.code === 'too-large' ? 413 : 422).send({ error: { code: error.code, message: sentence(locale, `parse.${error.code}`) } });
  }
  return sendFailure(reply, error, context);
};

// HTML is not named as such: the original is to be kept, never to be shown on this origin.
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8', txt: 'text/plain; charset=utf-8', md: 'text/markdown; charset=utf-8',
};

/** `attachment` with the name twice: for old clients without what ASCII lacks, and whole (RFC 5987). */
export function attachment(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '').replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Uploading documents and downloading their originals; see `docs/http.md`. */
export async function knowledgeRoutes(app: FastifyInstance, { platform, auth }: { platform: Platform; auth: Auth }): Promise<void> {
  const reading = pLimit(READ_AT_ONCE);
  await app.register(async (scope) => {
    await scope.register(multipart, { throwFileSizeLimit: false });

    scope.post('/knowledge/documents', async (request, reply) => {
      const context = await makeContext(platform, auth, request.headers, wantedWorkspace(request.headers));
      reply.header('cache-control', 'no-store');
      try {
        // Before a byte of it is read: who may not store anything sends nothing into memory.
        authorise(context.actor, 'knowledge:create');
        if (reading.pendingCount >= WAITING_AT_MOST) throw new UploadError('busy');
        return await reply.send(await reading(async () => addDocument(context, await receive(request, platform.config.MAX_UPLOAD_BYTES))));
      } catch (error) {
        return refuse(reply, error, context);
      }
    });
  });

  app.get<{ Params: { id: string } }>('/knowledge/documents/:id/file', async (request, reply) => {
    const context = await makeContext(platform, auth, request.headers, wantedWorkspace(request.headers));
    try {
      const { name, format, bytes } = await openFile(context, request.params.id);
      return await reply.header('cache-control', 'private, no-store').header('content-disposition', attachment(name)).type(TYPES[format] ?? 'application/octet-stream').send(bytes);
    } catch (error) {
      return refuse(reply, error, context);
    }
  });
}
