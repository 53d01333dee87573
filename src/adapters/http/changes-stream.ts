/** What changed, as server-sent events, as far as whoever listens may see it: each tells what to read again, not what it is now. */
import type { SSEStreamingApi } from 'hono/streaming';
import { memberOf } from '../../engine/actor.ts';
import type { Feed } from '../../runtime/feed.ts';
import { type Caller, seesRun } from '../../runtime/library/caller.ts';
import { importSeen } from '../../runtime/library/imports.ts';
import { routineSeen } from '../../runtime/routine-sight.ts';
import type { KnownRun } from '../../runtime/rows.ts';
import type { Looking } from '../../runtime/sight.ts';
import { loadRun } from '../../runtime/talking.ts';
import { type Change, oldestChange, type Position } from '../../store/changes.ts';
import type { Database } from '../../store/database.ts';
import { together } from './together.ts';

/** A sign of life, in ms: intermediaries close what is silent, and a dead client is only found by writing. */
const HEARTBEAT = 15_000;
/** Until a client must have taken what was written, in ms: whoever reads more slowly begins again where they were. */
const SLOW = 30_000;

interface Parts extends Looking {
  readonly db: Database;
  readonly feed: Feed;
}

interface Following {
  readonly parts: Parts;
  readonly caller: Caller;
  readonly from: Position | undefined;
  /** Whether they may still listen: asked with each sign of life. */
  readonly isAllowed: () => Promise<boolean>;
}

/** Until the client goes, takes nothing any more, or may not listen any more. `from`: the last that it heard of; absent: from now on. */
export async function followChanges(
  stream: SSEStreamingApi,
  { parts, caller, from, isAllowed }: Following,
): Promise<void> {
  const ended = new AbortController();
  stream.onAbort(() => ended.abort());
  const alive = async () => {
    // What cannot be asked is asked with the next one.
    if (await isAllowed().catch(() => true)) await write(stream.write(': still here\n\n'), ended);
    else ended.abort();
  };
  const beat = setInterval(() => void alive().catch(() => ended.abort()), HEARTBEAT).unref();
  try {
    await write(stream.write('retry: 1000\n\n'), ended);
    const start = from && (await isForgotten(parts, from)) ? undefined : from;
    if (from && !start) await write(stream.writeSSE({ event: 'reset', data: '{}' }), ended);
    for await (const change of parts.feed.changes(caller.workspace, ended.signal, start)) {
      if (!(await sights(change, whoIs(caller), () => isSeen(parts, caller, change)))) continue;
      const data = JSON.stringify({ id: change.id, version: change.version });
      await write(stream.writeSSE({ event: change.kind, id: idOf(change.at), data }), ended);
    }
  } finally {
    clearInterval(beat);
    ended.abort();
  }
}

/** Ends the stream of who does not take what is written. What it waits with is let go of after each: a stream may last for days. */
function write(writing: Promise<unknown>, ended: AbortController): Promise<void> {
  return new Promise((resolve, reject) => {
    const slow = setTimeout(() => ended.abort(), SLOW);
    const over = () => {
      clearTimeout(slow);
      ended.signal.removeEventListener('abort', over);
      resolve();
    };
    ended.signal.addEventListener('abort', over);
    writing.then(over, (error: unknown) => {
      reject(error);
      over();
    });
  });
}

/** Changes of before have been removed: what else has changed nobody knows. */
async function isForgotten({ db }: Parts, from: Position): Promise<boolean> {
  const oldest = await oldestChange(db);
  if (!oldest) return false;
  return from.xact === oldest.xact ? from.seq < oldest.seq - 1 : from.xact < oldest.xact;
}

/** Whoever listens on several pages sees the same, and the run is the same to all: hundreds hear of a change at once. */
const sights = together<boolean>();
const runs = together<KnownRun | undefined>();

function whoIs({ workspace, actor }: Caller): string {
  return `${workspace} ${memberOf(actor) ?? ''}`;
}

async function isSeen(parts: Parts, caller: Caller, change: Change): Promise<boolean> {
  const { workspace } = caller;
  const { kind, id } = change;
  switch (kind) {
    case 'sop':
      return true;
    case 'run': {
      const run = await runs(change, workspace, () => loadRun(parts, workspace, id));
      return run !== undefined && seesRun(parts, caller, run);
    }
    case 'routine': {
      const member = memberOf(caller.actor);
      return member === undefined || (await routineSeen(parts, { workspace, member }, id)) !== undefined;
    }
    case 'import':
      return (await importSeen(parts, caller, id)) !== undefined;
    // Settings and digests are nobody's business but who set them.
    default:
      return false;
  }
}

/** The id of an event, which a client goes on from. */
export function idOf({ xact, seq }: Position): string {
  return `${xact}.${seq}`;
}

/** What a client sends back as the id of the last event that it heard; undefined: it is none of ours. */
export function positionIn(typed: string): Position | undefined {
  const [, xact = '', seq = ''] = /^(\d{1,16})\.(\d{1,16})$/.exec(typed) ?? [];
  return seq === '' ? undefined : { xact: Number(xact), seq: Number(seq) };
}
