/** What changes, for pages that are open: `assets/live.js` reads again what it concerns. */
import { Hono } from 'hono';
import { followChanges, positionIn } from '../http/changes-stream.ts';
import { eventStream } from '../http/event-stream.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { callerOf, isStillVisiting } from './session.ts';

export function liveRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  return new Hono<LibraryEnv>().get('/changes', (c) => {
    const caller = callerOf(c.get('visitor'));
    // The page was read a moment before it listens: what happened in between is told, too.
    const from = positionIn(c.req.header('last-event-id') ?? c.req.query('since') ?? '');
    return eventStream(
      c,
      (stream) => followChanges(stream, { parts, caller, from, isAllowed: () => isStillVisiting(c, parts) }),
      parts.failed,
    );
  });
}
