/** Files over HTTP: what is sent can be named as evidence or imported; what is known can be fetched. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { saveFileRow } from '../../store/files.ts';
import { sentFile } from '../http/send-file.ts';
import { json, PROBLEMS, scoped } from './described.ts';
import { onlyWithScope } from './gate.ts';
import { hook } from './hook.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { ProblemError } from './problem.ts';
import { fileSchema, list } from './schemas.ts';
import { uploaded } from './uploaded.ts';

const tags = ['Files'];

const sending = createRoute({
  ...{
    method: 'post',
    path: '/files',
    tags,
    summary: 'Send files, to be named as evidence or imported',
    ...scoped('runs'),
  },
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': { schema: z.object({ file: z.string().openapi({ type: 'string', format: 'binary' }) }) },
      },
    },
  },
  responses: { 201: json(z.object({ files: list(fileSchema) }), 'They are kept'), ...PROBLEMS },
});

const fetching = createRoute({
  ...{ method: 'get', path: '/files/{file}', tags, summary: 'The bytes of a file', ...scoped('read') },
  request: { params: z.object({ file: z.string().regex(/^[0-9a-f]{64}$/, 'the SHA-256 of a file, in hex') }) },
  responses: {
    200: {
      description: 'Its bytes',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...PROBLEMS,
  },
});

export function fileRoutes({ db, files, now }: ApiParts): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: hook });

  // Described apart: to check it against its description would read all of it into memory without a limit.
  app.openAPIRegistry.registerPath(sending);
  app.post('/files', onlyWithScope('runs'), async (c) => {
    const { workspace } = c.get('access');
    const received = await uploaded(c, files);
    for (const { file, ...rest } of received.files) await saveFileRow(db, { workspace, id: file, ...rest, at: now() });
    return c.json({ files: received.files }, 201);
  });

  app.openapi(fetching, async (c) => {
    const { file } = c.req.valid('param');
    const sent = await sentFile({ db, files }, { workspace: c.get('access').workspace, file });
    // Whoever calls is no browser that would show it.
    if ('bytes' in sent)
      return c.body(sent.bytes, 200, {
        ...{ ...sent.headers, 'content-type': 'application/octet-stream' },
        // Another token in the same cache is asked for its own right.
        'cache-control': 'private, no-cache',
      });
    throw sent.problem === 'unknown'
      ? new ProblemError(404, 'file_unknown', 'There is no such file in this workspace.')
      : new ProblemError(
          410,
          'file_gone',
          'The bytes of this file are missing from the file store, or were changed there.',
        );
  });
  return app;
}
