/** Giving out a file of a workspace, so that it is never a page of ours. */
import { hash } from 'node:crypto';
import type { Files } from '../../runtime/ports.ts';
import type { Db } from '../../store/database.ts';
import { findFile } from '../../store/files.ts';
import { disposition, SHOWN_IMAGES, safeName } from './file-kind.ts';

export interface Asked {
  readonly workspace: string;
  /** SHA-256 of its bytes, in hex. */
  readonly file: string;
  /** What to call it, instead of the name that it was sent with first. */
  readonly name?: string | undefined;
}

export type Sent =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly headers: Readonly<Record<string, string>> }
  /** `gone`: known, but its bytes are missing from the file store or were changed there. */
  | { readonly problem: 'unknown' | 'gone' };

/** The bytes of a file that is known to the workspace, with the headers that go with them. */
export async function sentFile(
  { db, files }: { readonly db: Db; readonly files: Files },
  { workspace, file, name }: Asked,
): Promise<Sent> {
  const known = /^[0-9a-f]{64}$/.test(file) ? await findFile(db, workspace, file) : undefined;
  if (!known) return { problem: 'unknown' };
  const bytes = await files.get(file);
  // Its name is its content: what is on the disk by now must be what was sent and recorded.
  if (!bytes || hash('sha256', bytes) !== file) return { problem: 'gone' };
  const isShown = SHOWN_IMAGES.has(known.mime);
  return {
    bytes: new Uint8Array(bytes),
    headers: {
      'content-type': isShown ? known.mime : 'application/octet-stream',
      'content-disposition': disposition(isShown ? 'inline' : 'attachment', safeName(name ?? known.name)),
      // What people sent is never a page of ours, whatever is in it.
      'content-security-policy': "default-src 'none'; sandbox",
      // Named by its content: it cannot change.
      etag: `"${file}"`,
      'cache-control': 'private, max-age=31536000, immutable',
    },
  };
}
