/** Server-sent events over HTTP: what changed. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { followChanges, positionIn } from '../http/changes-stream.ts';
import { streams } from '../http/crowd.ts';
import { eventStream } from '../http/event-stream.ts';
import { PROBLEMS, scoped } from './described.ts';
import { isStillAllowed } from './gate.ts';
import { hook } from './hook.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { ProblemError } from './problem.ts';

const listening = createRoute({
  ...{ method: 'get', path: '/stream', tags: ['Changes'], ...scoped('read') },
  summary: 'What changes, as server-sent events; Last-Event-ID goes on where the last connection ended',
  request: { headers: z.object({ 'last-event-id': z.string().max(60).optional() }) },
  responses: {
    200: {
      description:
        'Events `run`, `sop`, `routine` and `import`, each with {"id", "version"}: read it again. `reset`: too much has changed since; read everything again.',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    ...PROBLEMS,
  },
});

export function streamRoutes(parts: ApiParts): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: hook });
  app.openapi(listening, async (c) => {
    const access = c.get('access');
    const given = c.req.valid('header')['last-event-id'];
    const from = given === undefined ? undefined : positionIn(given);
    if (given !== undefined && !from) {
      throw new ProblemError(400, 'malformed', 'Last-Event-ID: send back the id of the last event that came.');
    }
    const left = streams.join(access);
    if (!left)
      throw new ProblemError(429, 'too_many_requests', `At most ${streams.most} streams at a time. Close some.`);
    const isAllowed = () => isStillAllowed(c, parts);
    return eventStream(
      c,
      (stream) => followChanges(stream, { parts, caller: access, from, isAllowed }).finally(left),
      parts.failed,
    );
  });
  return app;
}
