/** Server-sent events: every message that came or changed, and what is unread. */
import { Hono } from 'hono';
import type { SSEStreamingApi } from 'hono/streaming';
import { currentWebSeq, webChangesSince } from '../../store/web-messages.ts';
import { listUnread } from '../../store/web-places.ts';
import { listWaiting } from '../../store/web-waiting.ts';
import { eventStream } from '../http/event-stream.ts';
import { Failure } from '../http/failure.ts';
import { drawMessages } from './draw.ts';
import type { Parts } from './parts.ts';
import type { Pulse } from './pulse.ts';
import { type Reader, readerOf } from './reader.ts';
import { sessionOf } from './session.ts';

/** More changes than this since the page was last here: it loads anew. */
const MOST = 200;
/** A sign of life, in ms: intermediaries close what is silent, and a dead client is only found by writing. */
const HEARTBEAT = 15_000;

/** `GET /stream?as=<member>&since=<seq>`; `Last-Event-ID`, which a browser sends when it reconnects, comes first. */
export function streamRoutes(parts: Parts): Hono {
  return new Hono().get('/stream', async (c) => {
    const { member } = await sessionOf(c, parts);
    const since = Number(c.req.header('last-event-id') ?? c.req.query('since') ?? Number.NaN);
    if (!Number.isSafeInteger(since) || since < 0)
      throw new Failure(400, 'The stream needs to know what was seen last.');
    const reader = readerOf(c);
    return eventStream(
      c,
      async (stream) => {
        // Of a page that still acts as somebody else: it must load again, not listen on.
        if (c.req.query('as') !== member.id) return stream.writeSSE({ event: 'other_member', data: '{}' });
        await follow(stream, parts, { member: member.id, since, reader });
      },
      parts.failed,
    );
  });
}

async function follow(
  stream: SSEStreamingApi,
  parts: Parts,
  { member, since, reader }: { member: string; since: number; reader: Reader },
): Promise<void> {
  const { db, workspace, pulse } = parts;
  const changes = signal(pulse, workspace);
  stream.onAbort(changes.stop);
  let seen = since;
  try {
    await stream.writeSSE({ event: 'hello', data: '{}', retry: 1_000 });
    while (!stream.aborted) {
      const rows = await webChangesSince(db, { workspace, seq: seen, limit: MOST + 1 });
      const last = rows.at(-1);
      if (rows.length > MOST) {
        seen = await currentWebSeq(db, workspace);
        await stream.writeSSE({ event: 'reset', id: String(seen), data: '{}' });
      } else if (last) {
        seen = Number(last.seq);
        const messages = await drawMessages(db, workspace, rows, reader);
        const unread = await listUnread(db, { workspace, member });
        const waiting = await listWaiting(db, { workspace, member });
        const data = JSON.stringify({ messages, unread, waiting });
        await stream.writeSSE({ event: 'changes', id: String(seen), data });
      } else if (!(await changes.within(HEARTBEAT)) && !stream.aborted) {
        await stream.write(': still here\n\n');
      }
    }
  } finally {
    changes.stop();
  }
}

/** Remembers that something changed, also while nobody waits: no change falls between a look and the next wait. */
function signal(pulse: Pulse, workspace: string) {
  let changed = false;
  let wake: (value: boolean) => void = () => {};
  const stopListening = pulse.listen(workspace, () => {
    changed = true;
    wake(true);
  });
  return {
    stop() {
      stopListening();
      wake(true);
    },
    /** True as soon as something changes or it is stopped; false after `ms` without. */
    async within(ms: number): Promise<boolean> {
      let timer: NodeJS.Timeout | undefined;
      const happened =
        changed ||
        (await new Promise<boolean>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, ms, false);
        }));
      clearTimeout(timer);
      changed = false;
      return happened;
    },
  };
}
