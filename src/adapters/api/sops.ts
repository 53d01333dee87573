/** SOPs over HTTP: look at them, move them through their life, run them. */
import { randomUUIDv7 } from 'node:crypto';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { optional } from '../../engine/optional.ts';
import type { SopCommand } from '../../engine/sop/commands.ts';
import { placeFor } from '../../runtime/library/place-for.ts';
import { sopDetail } from '../../runtime/library/sop.ts';
import { knownSop, type LibrarySop, sopSummaries } from '../../runtime/library/sops.ts';
import { SOP_STATUSES } from '../../store/reads/library.ts';
import { body, json, PROBLEMS, scoped } from './described.ts';
import { hook } from './hook.ts';
import { issued } from './issue.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { placeGiven } from './place.ts';
import { ProblemError } from './problem.ts';
import { idParam, list, pageOf, sopDetailSchema, sopSummarySchema, startBody } from './schemas.ts';

const tags = ['SOPs'];

const listing = createRoute({
  ...{ method: 'get', path: '/sops', tags, summary: 'The SOPs of the workspace, by key', ...scoped('read') },
  request: {
    query: pageOf.extend({
      status: z.enum(SOP_STATUSES).optional(),
      workstreamId: z.string().max(200).optional().openapi({ description: 'The name of a workstream' }),
      q: z.string().max(200).optional().openapi({ description: 'Words of the title or the key' }),
    }),
  },
  responses: {
    200: json(z.object({ sops: list(sopSummarySchema), next: z.string().nullable() }), 'A page of them'),
    ...PROBLEMS,
  },
});

const one = createRoute({
  ...{ method: 'get', path: '/sops/{id}', tags, summary: 'An SOP, with each step as it stands now', ...scoped('read') },
  request: { params: idParam },
  responses: { 200: json(z.object({ sop: sopDetailSchema }), 'The SOP'), ...PROBLEMS },
});

const moved = z.object({ id: z.string(), version: z.number().int() }).openapi('Moved');
const draftBody = z.strictObject({
  draft: z.number().int().positive().optional(),
  edit: z.number().int().nonnegative().optional(),
});

const revisionBody = z.strictObject({
  place: z.string().min(3).max(200).optional().openapi({
    description: 'The conversation for the draft’s card, such as web:kitchen; left out: where the SOP ran last',
  }),
});

const moving = <Path extends 'publish' | 'archive'>(path: Path, summary: string) =>
  createRoute({
    ...{ method: 'post', path: `/sops/{id}/${path}`, tags, summary, ...scoped('sops') },
    request: { params: idParam, body: { content: { 'application/json': { schema: draftBody.default({}) } } } },
    responses: { 200: json(moved, 'Done'), ...PROBLEMS },
  });

const revising = createRoute({
  ...{
    method: 'post',
    path: '/sops/{id}/revise',
    tags,
    summary: 'Begin a draft of the next revision',
    ...scoped('sops'),
  },
  request: { params: idParam, body: { content: { 'application/json': { schema: revisionBody.default({}) } } } },
  responses: { 200: json(moved, 'Done'), ...PROBLEMS },
});

const running = createRoute({
  ...{ method: 'post', path: '/sops/{id}/run', tags, summary: 'Start a run', ...scoped('runs') },
  request: { params: idParam, body: body(startBody) },
  responses: { 202: json(z.object({ runId: z.string() }), 'It has begun'), ...PROBLEMS },
});

export function sopRoutes(parts: ApiParts): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: hook });
  const sopOf = async (workspace: string, id: string): Promise<LibrarySop> => {
    const sop = await knownSop(parts, workspace, id);
    if (!sop) throw new ProblemError(404, 'sop_unknown', 'There is no such SOP in this workspace.');
    return sop;
  };

  app.openapi(listing, async (c) => {
    const { limit, after, status, workstreamId, q } = c.req.valid('query');
    const filter = { limit, after, status, workstream: workstreamId, words: q };
    return c.json(await sopSummaries(parts, c.get('access'), filter), 200);
  });

  app.openapi(one, async (c) => {
    const sop = await sopDetail(parts, c.get('access'), c.req.valid('param').id);
    if (!sop) throw new ProblemError(404, 'sop_unknown', 'There is no such SOP in this workspace.');
    return c.json({ sop }, 200);
  });

  const move = (
    path: 'publish' | 'archive',
    summary: string,
    commandFor: (sop: LibrarySop, sent: z.infer<typeof draftBody>) => SopCommand,
  ) => {
    app.openapi(moving(path, summary), async (c) => {
      const { workspace } = c.get('access');
      const sop = await sopOf(workspace, c.req.valid('param').id);
      const sent = c.req.valid('json');
      const { stream, version } = await issued(parts, c, { command: commandFor(sop, sent), sent });
      return c.json({ id: stream, version }, 200);
    });
  };
  move('publish', 'Publish the draft; with draft and edit, only the draft as it was seen', ({ sop, draft }, sent) => ({
    ...{ type: 'publishDraft', sop },
    ...optional('draft', sent.draft ?? draft?.draft),
    ...optional('edit', sent.edit ?? draft?.edit),
  }));
  move('archive', 'Archive it: it cannot be run any more', ({ sop }) => ({ type: 'archiveSop', sop }));
  app.openapi(revising, async (c) => {
    const access = c.get('access');
    const sop = await sopOf(access.workspace, c.req.valid('param').id);
    const sent = c.req.valid('json');
    const place = await placeGiven(parts, access, sent.place ?? (await placeFor(parts, access, sop)));
    const { stream, version } = await issued(parts, c, { command: { type: 'reviseSop', sop: sop.sop, place }, sent });
    return c.json({ id: stream, version }, 200);
  });

  app.openapi(running, async (c) => {
    const access = c.get('access');
    const sop = await sopOf(access.workspace, c.req.valid('param').id);
    const sent = c.req.valid('json');
    const place = await placeGiven(parts, access, sent.place ?? (await placeFor(parts, access, sop)));
    const command = { type: 'startRun', run: randomUUIDv7(), sop: sop.sop, inputs: sent.inputs, place } as const;
    const { stream } = await issued(parts, c, { command, sent });
    return c.json({ runId: stream }, 202);
  });
  return app;
}
