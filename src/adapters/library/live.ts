/** What changes, for pages that are open: `assets/live.js` reads again what it concerns. */
import { Hono } from 'hono';
import type { Caller } from '../../runtime/library/caller.ts';
import { importSeen } from '../../runtime/library/imports.ts';
import { remember } from '../../runtime/remember.ts';
import { followChanges, positionIn } from '../http/changes-stream.ts';
import { streams } from '../http/crowd.ts';
import { eventStream } from '../http/event-stream.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { callerOf, isStillVisiting } from './session.ts';

export function liveRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  return new Hono<LibraryEnv>().get('/changes', (c) => {
    const caller = callerOf(c.get('visitor'));
    // The page was read a moment before it listens: what happened in between is told, too.
    const from = positionIn(c.req.header('last-event-id') ?? c.req.query('since') ?? '');
    const left = streams.join(caller);
    if (!left) throw new PageError(429, 'Too many pages', `At most ${streams.most} pages at a time hear of changes.`);
    return eventStream(
      c,
      async (stream) => {
        const ended = parts.progress.watch(
          readingOf(parts, caller, (id) => {
            const event = { event: 'import', data: JSON.stringify({ id }) };
            stream.writeSSE(event).catch(() => stream.abort());
          }),
        );
        const isAllowed = () => isStillVisiting(c, parts);
        await followChanges(stream, { parts, caller, from, isAllowed }).finally(() => {
          ended();
          left();
        });
      },
      parts.failed,
    );
  });
}

/** How far a reading is changes by the second and is no row: it is told of by this process, to those who may see its import. */
function readingOf(
  parts: LibraryParts,
  caller: Caller,
  tell: (importId: string) => void,
): (workspace: string, importId: string) => void {
  const seen = new Map<string, Promise<boolean>>();
  return (workspace, importId) => {
    if (workspace !== caller.workspace) return;
    const isSeen = seen.get(importId) ?? importSeen(parts, caller, importId).then((state) => state !== undefined);
    remember(MOST_READINGS, seen, [importId, isSeen]);
    isSeen.then((is) => is && tell(importId), parts.failed);
  };
}

/** Readings of which one stream remembers whether they are seen. */
const MOST_READINGS = 20;
