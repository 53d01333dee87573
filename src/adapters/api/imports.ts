/** Documents over HTTP: reading one into drafts, and how far that is. It publishes nothing. */
import { randomUUIDv7 } from 'node:crypto';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { FileRef } from '../../engine/run/values.ts';
import type { Access } from '../../runtime/access.ts';
import { importSeen } from '../../runtime/library/imports.ts';
import { findFile, saveFileRow } from '../../store/files.ts';
import { carriesFiles } from '../http/upload.ts';
import { json, PROBLEMS, scoped } from './described.ts';
import { onlyWithScope } from './gate.ts';
import { hook } from './hook.ts';
import { issued, personOf } from './issue.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { placeGiven } from './place.ts';
import { ProblemError } from './problem.ts';
import { idParam, list } from './schemas.ts';
import { uploaded } from './uploaded.ts';

const tags = ['SOPs'];

const wanted = z.strictObject({
  documentId: z.string().regex(/^[0-9a-f]{64}$/, 'the SHA-256 of a file that was sent, in hex'),
  place: z.string().max(200).optional().openapi({ description: 'The conversation for its card, such as web:kitchen' }),
});

const job = z
  .object({
    id: z.string(),
    status: z.enum(['reading', 'drafted', 'failed', 'discarded']),
    document: z.string(),
    sops: list(z.string()).openapi({ description: 'Ids of the SOPs whose drafts came of it' }),
    failure: z.string().nullable(),
  })
  .openapi('Import');

const importing = createRoute({
  ...{
    method: 'post',
    path: '/sops/import',
    tags,
    summary: 'Draft SOPs from a document: one sent before, or with this request',
  },
  ...scoped('sops'),
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: wanted },
        'multipart/form-data': {
          schema: z.object({
            file: z.string().openapi({ type: 'string', format: 'binary' }),
            place: z.string().optional(),
          }),
        },
      },
    },
  },
  responses: { 202: json(z.object({ import: job }), 'It is being read'), ...PROBLEMS },
});

const one = createRoute({
  ...{ method: 'get', path: '/imports/{id}', tags, summary: 'How far an import is', ...scoped('read') },
  request: { params: idParam },
  responses: { 200: json(z.object({ import: job }), 'The import'), ...PROBLEMS },
});

export function importRoutes(parts: ApiParts): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: hook });
  /** One whose card is in a conversation that is closed to the caller is as good as none. */
  const jobOf = async (access: Access, id: string): Promise<z.infer<typeof job> | undefined> => {
    const state = await importSeen(parts, access, id);
    if (!state) return undefined;
    return {
      ...{ id, status: state.status, document: state.document.name },
      sops: state.status === 'drafted' ? state.sops : [],
      failure: state.status === 'failed' ? state.failure : null,
    };
  };

  app.openAPIRegistry.registerPath(importing);
  app.post('/sops/import', onlyWithScope('sops'), async (c) => {
    const access = c.get('access');
    personOf(access);
    const { document, place } = await documentIn(parts, c);
    const where = await placeGiven(parts, access, place);
    const command = { type: 'importDocument', import: randomUUIDv7(), document, place: where } as const;
    const { stream } = await issued(parts, c, { command, sent: [document, place] });
    return c.json({ import: await jobOf(access, stream) }, 202);
  });

  app.openapi(one, async (c) => {
    const found = await jobOf(c.get('access'), c.req.valid('param').id);
    if (!found) throw new ProblemError(404, 'import_unknown', 'There is no such import that you may see.');
    return c.json({ import: found }, 200);
  });
  return app;
}

interface Wanted {
  readonly document: FileRef;
  readonly place: string | undefined;
}

async function documentIn({ db, files, now }: ApiParts, c: Context<ApiEnv>): Promise<Wanted> {
  const { workspace } = c.get('access');
  if (carriesFiles(c.req.header('content-type'))) {
    const received = await uploaded(c, files);
    const [document, ...others] = received.files;
    if (!document || others.length > 0) throw new ProblemError(400, 'malformed', 'Send one document at a time.');
    const { file, ...rest } = document;
    await saveFileRow(db, { workspace, id: file, ...rest, at: now() });
    return { document, place: received.fields.place };
  }
  const read = wanted.safeParse(await c.req.json().catch(() => undefined));
  if (!read.success) {
    throw new ProblemError(
      400,
      'malformed',
      'Send {"documentId": "…"}, or the document itself as multipart/form-data.',
    );
  }
  const { documentId, place } = read.data;
  const known = await findFile(db, workspace, documentId);
  if (!known)
    throw new ProblemError(
      404,
      'file_unknown',
      'There is no such file in this workspace. Send it to /api/files first.',
    );
  return { document: { file: documentId, name: known.name, mime: known.mime, bytes: known.bytes }, place };
}
