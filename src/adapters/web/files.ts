/** Giving out files of this workspace. */
import { Hono } from 'hono';
import { Failure } from '../http/failure.ts';
import { sentFile } from '../http/send-file.ts';
import type { Parts } from './parts.ts';

/** `GET /:file`: bytes by their SHA-256, under the name they were sent with or the one asked for. */
export function fileRoutes(parts: Parts): Hono {
  const { workspace } = parts;
  return new Hono().get('/:file', async (c) => {
    const sent = await sentFile(parts, { workspace, file: c.req.param('file'), name: c.req.query('name') });
    if ('bytes' in sent) return c.body(sent.bytes, 200, sent.headers);
    throw sent.problem === 'unknown'
      ? new Failure(404, 'There is no such file in this workspace.')
      : new Failure(410, 'The bytes of this file are missing from the file store, or were changed there.');
  });
}
