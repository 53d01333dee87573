/** Runs over HTTP: read them, act in them, take their evidence and their chain of events. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { RunCommand } from '../../engine/run/commands.ts';
import type { Recorded } from '../../engine/run/values.ts';
import type { Access } from '../../runtime/access.ts';
import { evidenceTrail } from '../../runtime/evidence-trail.ts';
import { type RunDetail, runDetail, runSummaries } from '../../runtime/library/runs.ts';
import { readEvents } from '../../store/events.ts';
import { body, json, PROBLEMS, scoped } from './described.ts';
import { hook } from './hook.ts';
import { issued, withKnownFiles } from './issue.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { ProblemError } from './problem.ts';
import { commandBody, idParam, list, pageOf, runDetailSchema, runSummarySchema } from './schemas.ts';

const tags = ['Runs'];

const listing = createRoute({
  ...{ method: 'get', path: '/runs', tags, summary: 'Runs, newest first', ...scoped('read') },
  request: {
    query: pageOf.extend({
      status: z.enum(['open', 'ended']).optional(),
      sop: z.string().max(100).optional().openapi({ description: 'The id of an SOP' }),
    }),
  },
  responses: {
    200: json(z.object({ runs: list(runSummarySchema), next: z.string().nullable() }), 'A page of them'),
    ...PROBLEMS,
  },
});

const reading = <Path extends string, Schema extends z.ZodType>(path: Path, summary: string, schema: Schema) =>
  createRoute({
    ...{ method: 'get', path, tags, summary, ...scoped('read') },
    request: { params: idParam },
    responses: { 200: json(schema, summary), ...PROBLEMS },
  });

const evidenceRow = z.object({
  ...{ id: z.string(), step: z.string(), item: z.string(), value: z.unknown(), unit: z.string().nullable() },
  ...{ within: z.boolean().nullable(), by: z.unknown(), at: z.number().int(), attempt: z.number().int() },
  file: z.string().nullable().openapi({ description: 'Where its bytes are: GET it with the same token' }),
});

const one = reading('/runs/{id}', 'A run, with each step as it stands', z.object({ run: runDetailSchema }));
const evidence = reading('/runs/{id}/evidence', 'What was recorded', z.object({ evidence: list(evidenceRow) }));
const events = reading('/runs/{id}/events', 'Its chain of events', z.object({ events: list(z.unknown()) }));
const trail = reading('/runs/{id}/trail', 'Its evidence trail, which sopwith verify checks', z.unknown());

const commanding = createRoute({
  ...{ method: 'post', path: '/runs/{id}/commands', tags, summary: 'Act in a run', ...scoped('runs') },
  request: { params: idParam, body: body(commandBody) },
  responses: {
    200: json(z.object({ version: z.number().int(), events: list(z.string()) }), 'Done: what happened'),
    ...PROBLEMS,
  },
});

export function runRoutes(parts: ApiParts): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: hook });
  const { db, memory, now } = parts;

  /** A run that is closed to the caller is as good as none. */
  const seen = async (access: Access, id: string): Promise<RunDetail> => {
    const run = await runDetail(parts, access, id);
    if (run === undefined || run === 'unseen')
      throw new ProblemError(404, 'run_not_found', 'There is no such run that you may see.');
    return run;
  };

  app.openapi(listing, async (c) => {
    const { limit, after, status, sop } = c.req.valid('query');
    const from = after === undefined ? {} : { after: cursorIn(after) };
    const found = await runSummaries(parts, c.get('access'), {
      ...{ limit, ...from },
      ...(status === undefined ? {} : { status }),
      ...(sop === undefined ? {} : { sop }),
    });
    const { runs, next } = found;
    return c.json({ runs, next: next ? `${next.startedAt}.${next.id}` : null }, 200);
  });

  app.openapi(one, async (c) => c.json({ run: await seen(c.get('access'), c.req.valid('param').id) }, 200));

  app.openapi(evidence, async (c) => {
    const run = await seen(c.get('access'), c.req.valid('param').id);
    const rows = run.evidence.map(({ id, step, item, value, unit, within, by, at, attempt }) => ({
      ...{ id, step, item, value, unit: unit ?? null, within: within ?? null, by, at, attempt },
      file: typeof value === 'object' ? `/api/files/${value.file}` : null,
    }));
    return c.json({ evidence: rows }, 200);
  });

  app.openapi(events, async (c) => {
    const access = c.get('access');
    const { id } = await seen(access, c.req.valid('param').id);
    return c.json({ events: await readEvents(db, access.workspace, id) }, 200);
  });

  app.openapi(trail, async (c) => {
    const access = c.get('access');
    const { id } = await seen(access, c.req.valid('param').id);
    return c.json(
      (await evidenceTrail(db, memory, { workspace: access.workspace, run: id, now: now() })) as object,
      200,
    );
  });

  app.openapi(commanding, async (c) => {
    const access = c.get('access');
    const { id } = c.req.valid('param');
    const { definition } = await seen(access, id);
    const sent = c.req.valid('json') as Omit<RunCommand, 'run'> & { items?: readonly Recorded[] };
    const items = sent.items ? { items: await withKnownFiles(parts, access.workspace, sent.items) } : {};
    const command = { ...sent, ...items, run: id } as unknown as RunCommand;
    const { version, events: types } = await issued(parts, c, { command, sent, definition });
    return c.json({ version, events: types }, 200);
  });
  return app;
}

function cursorIn(after: string): { readonly startedAt: number; readonly id: string } {
  const [, at = '', id = ''] = /^(\d{1,15})\.(.+)$/.exec(after) ?? [];
  if (id === '') throw new ProblemError(400, 'malformed', 'after: take it from the `next` of the page before.');
  return { startedAt: Number(at), id };
}
