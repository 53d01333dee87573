import type { Context } from 'hono';
import type { Files } from '../../runtime/ports.ts';
import { uploads } from '../http/crowd.ts';
import { carriesFiles, receiveUpload, type Upload } from '../http/upload.ts';
import type { ApiEnv } from './parts.ts';
import { ProblemError } from './problem.ts';

/** Files that somebody sends, few requests of theirs at a time. */
export async function uploaded(c: Context<ApiEnv>, files: Files): Promise<Upload> {
  if (!carriesFiles(c.req.header('content-type'))) {
    throw new ProblemError(
      415,
      'malformed',
      'Send the file in a form, as multipart/form-data: curl -F file=@photo.jpg',
    );
  }
  const left = uploads.join(c.get('access'));
  if (!left) {
    const detail = `At most ${uploads.most} requests with files at a time. Wait for one to end.`;
    throw new ProblemError(429, 'too_many_requests', detail, { 'retry-after': '5' });
  }
  return receiveUpload(c.req.raw, files).finally(left);
}
