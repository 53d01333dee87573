/** The evidence pack over HTTP, as it is made: a run may have more of it than memory. */
import { Readable } from 'node:stream';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { packOf } from '../../runtime/evidence-pack.ts';
import { seesRun } from '../../runtime/library/caller.ts';
import { loadRun } from '../../runtime/talking.ts';
import { disposition } from '../http/file-kind.ts';
import { PROBLEMS, scoped } from './described.ts';
import { hook } from './hook.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { ProblemError } from './problem.ts';
import { idParam } from './schemas.ts';

const bytes = z.string().openapi({ format: 'binary' });

const packing = createRoute({
  ...{ method: 'get', path: '/runs/{id}/pack', tags: ['Runs'], ...scoped('read') },
  summary: 'The evidence pack of a run, for an auditor: a PDF, or a ZIP with it, the evidence trail and the files',
  request: { params: idParam, query: z.object({ as: z.enum(['pdf', 'zip']).default('zip') }) },
  responses: {
    200: {
      description: 'The pack',
      content: { 'application/zip': { schema: bytes }, 'application/pdf': { schema: bytes } },
    },
    ...PROBLEMS,
  },
});

export function packRoutes(parts: ApiParts): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: hook });
  app.openapi(packing, async (c) => {
    const access = c.get('access');
    const { workspace } = access;
    const run = await loadRun(parts, workspace, c.req.valid('param').id);
    const { as } = c.req.valid('query');
    const isSeen = run !== undefined && (await seesRun(parts, access, run));
    const pack = isSeen ? await packOf(parts, { workspace, run: run.run, as, now: parts.now() }) : undefined;
    if (!pack) throw new ProblemError(404, 'run_not_found', 'There is no such run that you may see.');
    return c.body(Readable.toWeb(Readable.from(pack.chunks)) as ReadableStream, 200, {
      'content-type': pack.mime,
      'content-disposition': disposition('attachment', pack.name),
    });
  });
  return app;
}
