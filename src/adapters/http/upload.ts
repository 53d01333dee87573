/** Files on their way in: held in memory, counted against their limits while they come, then put into the file store. */
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import { LIMITS } from '../../engine/limits.ts';
import type { StoredFile } from '../../runtime/conversation.ts';
import { type Files, FilesFull } from '../../runtime/ports.ts';
import { Failure } from './failure.ts';
import { mimeOf, safeName } from './file-kind.ts';

/** Files in one request, at most. */
const MOST_FILES = 10;
/** Bytes of one request's files together: they are held in memory until all have come. */
const MOST_BYTES = 2 * LIMITS.fileBytes;

/** Whether a request says that it carries files. Types are written in any case. */
export function carriesFiles(type: string | undefined): boolean {
  return type?.trimStart().toLowerCase().startsWith('multipart/form-data') ?? false;
}

export interface Upload {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly StoredFile[];
}

/**
 * Reads a multipart request and stores its files. All of it is read even when it is refused, because a browser that is
 * cut off while it sends shows a network error instead of the reason. Throws `Failure`, and what `check` throws of the
 * fields, before anything is stored.
 */
export async function receiveUpload(
  request: Request,
  files: Files,
  check: (fields: Upload['fields']) => void = () => {},
): Promise<Upload> {
  const { fields, received } = await readParts(request);
  check(fields);
  if (received.length === 0) throw new Failure(400, 'No file arrived. Choose one and send it again.');
  const stored: StoredFile[] = [];
  for (const { name, bytes } of received) {
    stored.push({ file: await put(files, bytes), name, mime: mimeOf(name, bytes), bytes: bytes.length });
  }
  return { fields, files: stored };
}

interface Received {
  readonly name: string;
  readonly bytes: Buffer;
}

function readParts(request: Request): Promise<{ fields: Record<string, string>; received: Received[] }> {
  const parser = parserFor(request);
  const fields: Record<string, string> = {};
  const received: Received[] = [];
  let refusal: Failure | undefined;
  let bytes = 0;
  return new Promise((resolve, reject) => {
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (_, stream, info) => {
      const name = safeName(info.filename ?? 'file');
      const chunks: Buffer[] = [];
      // A request that ends in the middle of a file: without a listener it would end the process.
      stream.on('error', (cause) => reject(broken(cause)));
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MOST_BYTES) refusal ??= tooLargeTogether();
        if (!refusal) chunks.push(chunk);
        else chunks.length = received.length = 0;
      });
      stream.on('limit', () => {
        chunks.length = 0;
        refusal ??= tooLarge(name);
      });
      stream.on('end', () => {
        if (!refusal) received.push({ name, bytes: Buffer.concat(chunks) });
      });
    });
    parser.on('filesLimit', () => {
      refusal ??= new Failure(413, `At most ${MOST_FILES} files can be sent at once. Nothing was saved; send fewer.`);
    });
    parser.on('error', (cause) => reject(broken(cause)));
    parser.on('close', () => (refusal ? reject(refusal) : resolve({ fields, received })));
    const body = Readable.fromWeb((request.body ?? new Blob([]).stream()) as ReadableStream);
    body.on('error', (cause) => reject(broken(cause)));
    body.pipe(parser);
  });
}

function parserFor(request: Request) {
  try {
    return busboy({
      headers: Object.fromEntries(request.headers) as IncomingHttpHeaders,
      defParamCharset: 'utf8',
      // It is reached by a file that is exactly as large: one more byte is too large.
      limits: { files: MOST_FILES, fileSize: LIMITS.fileBytes + 1, fields: 10, fieldSize: LIMITS.text * 4 },
    });
  } catch (cause) {
    throw broken(cause);
  }
}

async function put(files: Files, bytes: Buffer): Promise<string> {
  try {
    return await files.put(bytes);
  } catch (error) {
    if (!(error instanceof FilesFull)) throw error;
    throw new Failure(
      507,
      'There is no room left to save the file. Nothing was lost; make room on the disk and send it again.',
    );
  }
}

function tooLarge(name: string): Failure {
  const most = LIMITS.fileBytes / 1024 / 1024;
  return new Failure(413, `${name} is too large: a file may have ${most} MB at most. Nothing was saved.`);
}

function tooLargeTogether(): Failure {
  const most = MOST_BYTES / 1024 / 1024;
  return new Failure(413, `Together the files are larger than ${most} MB. Nothing was saved; send fewer at once.`);
}

function broken(cause: unknown): Failure {
  const failure = new Failure(400, 'The files did not arrive whole. Send them again.');
  failure.cause = cause;
  return failure;
}
