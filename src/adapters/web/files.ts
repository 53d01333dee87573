/** Giving out files of this workspace. */
import { hash } from 'node:crypto';
import { Hono } from 'hono';
import { findFile } from '../../store/files.ts';
import { Failure } from '../http/failure.ts';
import { disposition, SHOWN_IMAGES, safeName } from '../http/file-kind.ts';
import type { Parts } from './parts.ts';

/** `GET /:file`: bytes by their SHA-256, under the name they were sent with or the one asked for. */
export function fileRoutes({ db, files, workspace }: Parts): Hono {
  return new Hono().get('/:file', async (c) => {
    const id = c.req.param('file');
    const known = /^[0-9a-f]{64}$/.test(id) ? await findFile(db, workspace, id) : undefined;
    if (!known) throw new Failure(404, 'There is no such file in this workspace.');
    const bytes = await files.get(id);
    if (!bytes) throw new Failure(410, 'The file is known, but its bytes are missing from the file store.');
    // Its name is its content: what is on the disk by now is not what was sent and recorded.
    if (hash('sha256', bytes) !== id) throw new Failure(410, 'The bytes of this file were changed in the file store.');
    const name = safeName(c.req.query('name') ?? known.name);
    const shown = SHOWN_IMAGES.has(known.mime);
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': shown ? known.mime : 'application/octet-stream',
      'content-disposition': disposition(shown ? 'inline' : 'attachment', name),
      // What people sent is never a page of ours, whatever is in it.
      'content-security-policy': "default-src 'none'; sandbox",
      // Named by its content: it cannot change.
      'cache-control': 'private, max-age=31536000, immutable',
    });
  });
}
