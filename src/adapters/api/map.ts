/** The workflow map and the readiness over HTTP. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { MapFilter } from '../../engine/map/filter.ts';
import { flowPicture, mapCsv, sopFlow, systemsPicture, workflowMap } from '../../runtime/library/map.ts';
import { readinessOfAll } from '../../runtime/library/ready.ts';
import { json, PROBLEMS, scoped } from './described.ts';
import { hook } from './hook.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { ProblemError } from './problem.ts';
import { idParam, list } from './schemas.ts';

const tags = ['Map'];
const word = z.string().max(200).optional();
const flag = z.enum(['true', 'false']).optional();

const filterQuery = z.object({
  ...{ sop: word, workstream: word, system: word, role: word },
  judgment: z.enum(['deterministic', 'judgment']).optional(),
  unapproved: flag.openapi({ description: 'Steps that nobody approves' }),
  writing: flag.openapi({ description: 'Steps that change a system' }),
  drafts: flag.openapi({ description: 'With SOPs that were never published' }),
});
type Query = z.infer<typeof filterQuery>;

const named = z.object({ id: z.string(), title: z.string() });
const facets = z.object({
  sops: list(z.object({ id: z.string(), key: z.string(), title: z.string() })),
  ...{ workstreams: list(z.string()), systems: list(z.string()), roles: list(named) },
});

const inventory = createRoute({
  ...{
    method: 'get',
    path: '/map',
    tags,
    summary: 'The workflow map: a row for each step of all SOPs',
    ...scoped('read'),
  },
  request: { query: filterQuery },
  responses: {
    200: json(z.object({ rows: list(z.unknown()), of: z.number().int(), facets, isCut: z.boolean() }), 'The rows'),
    ...PROBLEMS,
  },
});

const text = (type: string, description: string) => ({ description, content: { [type]: { schema: z.string() } } });

const csv = createRoute({
  ...{ method: 'get', path: '/map.csv', tags, summary: 'The workflow map for spreadsheets', ...scoped('read') },
  request: { query: filterQuery },
  responses: { 200: text('text/csv', 'One line a step'), ...PROBLEMS },
});

const systems = createRoute({
  ...{
    method: 'get',
    path: '/map.svg',
    tags,
    summary: 'Which procedure reads and changes which system, as a picture',
    ...scoped('read'),
  },
  request: { query: filterQuery },
  responses: { 200: text('image/svg+xml', 'The picture'), ...PROBLEMS },
});

const flow = createRoute({
  ...{
    method: 'get',
    path: '/sops/{id}/flow.svg',
    tags,
    summary: 'The flow of an SOP as a picture',
    ...scoped('read'),
  },
  request: { params: idParam },
  responses: { 200: text('image/svg+xml', 'The picture'), ...PROBLEMS },
});

const clause = z.object({ question: z.string(), score: z.number(), findings: list(z.string()) });
const ready = z
  .object({
    ...{ id: z.string(), key: z.string(), title: z.string(), status: z.string(), revision: z.number().int() },
    ...{ workstream: z.string().nullable(), score: z.number(), clauses: list(clause), reason: z.string() },
    verdict: z.enum(['ready', 'nearly', 'not_yet']),
    next: z.unknown().openapi({ description: 'The one edit that helps most' }),
  })
  .openapi('Readiness');

const readiness = createRoute({
  ...{
    method: 'get',
    path: '/readiness',
    tags,
    summary: 'Which SOP is ready to become a product; the worst first',
    ...scoped('read'),
  },
  request: { query: z.object({ drafts: flag }) },
  responses: { 200: json(z.object({ sops: list(ready), isCut: z.boolean() }), 'All of them'), ...PROBLEMS },
});

export function mapRoutes(parts: ApiParts): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: hook });
  const mapOf = (workspace: string, query: Query) =>
    workflowMap(parts, { workspace, drafts: query.drafts === 'true' }, filterOf(query));

  app.openapi(inventory, async (c) => {
    const { rows, of, facets, isCut } = await mapOf(c.get('access').workspace, c.req.valid('query'));
    return c.json({ rows, of, facets, isCut }, 200);
  });
  app.openapi(csv, async (c) => {
    const map = await mapOf(c.get('access').workspace, c.req.valid('query'));
    return c.body(await mapCsv(map), 200, { 'content-type': 'text/csv; charset=utf-8' });
  });
  app.openapi(systems, async (c) => {
    const map = await mapOf(c.get('access').workspace, c.req.valid('query'));
    return c.body(systemsPicture(map, { id: 'map', standing: 'file', shape: 'wide' }), 200, {
      'content-type': 'image/svg+xml',
    });
  });
  app.openapi(flow, async (c) => {
    const found = await sopFlow(parts, c.get('access').workspace, c.req.valid('param').id);
    if (!found)
      throw new ProblemError(404, 'sop_unknown', 'There is no such SOP in this workspace, or it is archived.');
    const svg = await flowPicture(parts.layout, found.sop.definition, { id: 'flow', standing: 'file', shape: 'wide' });
    return c.body(svg, 200, { 'content-type': 'image/svg+xml' });
  });
  app.openapi(readiness, async (c) => {
    const drafts = c.req.valid('query').drafts === 'true';
    const { sops, isCut } = await readinessOfAll(parts, { workspace: c.get('access').workspace, drafts });
    return c.json({ sops: sops.map(({ weakest: _, stands: _words, ...sop }) => sop), isCut }, 200);
  });
  return app;
}

function filterOf({ unapproved, writing, drafts: _, ...others }: Query): MapFilter {
  return {
    ...others,
    ...(unapproved && { unapproved: unapproved === 'true' }),
    ...(writing && { writing: writing === 'true' }),
  };
}
