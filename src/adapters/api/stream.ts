/** Server-sent events: what changed, as far as the caller may see it. Each tells what to read again, not what it is now. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { ImportState } from '../../engine/import/import.ts';
import type { Access } from '../../runtime/access.ts';
import { seesRun } from '../../runtime/library/caller.ts';
import { seesPlace } from '../../runtime/library/place-for.ts';
import { loadRoutine, loadRun } from '../../runtime/talking.ts';
import { type Change, oldestChange, type Position } from '../../store/changes.ts';
import { loadStream } from '../../store/streams.ts';
import { PROBLEMS, scoped } from './described.ts';
import { hook } from './hook.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { ProblemError } from './problem.ts';

/** A sign of life, in ms: intermediaries close what is silent, and a dead client is only found by writing. */
const HEARTBEAT = 15_000;
/** Until a client must have taken what was written, in ms: whoever reads more slowly begins again where they were. */
const SLOW = 30_000;

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
    return streamSSE(
      c,
      (stream) => follow(stream, { parts, access, from }),
      async (error) => parts.failed(error),
    );
  });
  return app;
}

interface Following {
  readonly parts: ApiParts;
  readonly access: Access;
  readonly from: Position | undefined;
}

async function follow(stream: SSEStreamingApi, { parts, access, from }: Following): Promise<void> {
  const ended = new AbortController();
  stream.onAbort(() => ended.abort());
  const beat = setInterval(() => void write(stream.write(': still here\n\n'), ended), HEARTBEAT).unref();
  try {
    await write(stream.write('retry: 1000\n\n'), ended);
    const start = from && (await isForgotten(parts, from)) ? undefined : from;
    if (from && !start) await write(stream.writeSSE({ event: 'reset', data: '{}' }), ended);
    for await (const change of parts.feed.changes(access.workspace, ended.signal, start)) {
      if (!(await isSeen(parts, access, change))) continue;
      const data = JSON.stringify({ id: change.id, version: change.version });
      await write(stream.writeSSE({ event: change.kind, id: idOf(change.at), data }), ended);
    }
  } finally {
    clearInterval(beat);
    ended.abort();
  }
}

/** Ends the stream of who does not take what is written. */
async function write(writing: Promise<unknown>, ended: AbortController): Promise<void> {
  const slow = setTimeout(() => ended.abort(), SLOW);
  try {
    await Promise.race([
      writing,
      new Promise((resolve) => ended.signal.addEventListener('abort', resolve, { once: true })),
    ]);
  } finally {
    clearTimeout(slow);
  }
}

/** Changes of before have been removed: what else has changed nobody knows. */
async function isForgotten({ db }: ApiParts, from: Position): Promise<boolean> {
  const oldest = await oldestChange(db);
  if (!oldest) return false;
  return from.xact === oldest.xact ? from.seq < oldest.seq - 1 : from.xact < oldest.xact;
}

async function isSeen(parts: ApiParts, access: Access, { kind, id }: Change): Promise<boolean> {
  const { workspace } = access;
  switch (kind) {
    case 'sop':
      return true;
    case 'run': {
      const run = await loadRun(parts, workspace, id);
      return run !== undefined && seesRun(parts, access, run);
    }
    case 'routine': {
      const routine = await loadRoutine(parts, workspace, id);
      return routine !== undefined && seesPlace(parts, access, routine.place);
    }
    case 'import': {
      const state = (await loadStream(parts.db, 'import', workspace, id))?.state as ImportState | undefined;
      return state !== undefined && state.status !== 'none' && seesPlace(parts, access, state.place);
    }
    // Settings and digests are nobody's business but who set them.
    default:
      return false;
  }
}

function idOf({ xact, seq }: Position): string {
  return `${xact}.${seq}`;
}

function positionIn(typed: string): Position {
  const [, xact = '', seq = ''] = /^(\d{1,16})\.(\d{1,16})$/.exec(typed) ?? [];
  if (seq === '')
    throw new ProblemError(400, 'malformed', 'Last-Event-ID: send back the id of the last event that came.');
  return { xact: Number(xact), seq: Number(seq) };
}
