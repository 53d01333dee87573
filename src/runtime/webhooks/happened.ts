/** What happened in runs, as webhooks are told it: an event goes to each of them, and those of a run soon after each other. */
import type { Db } from '../../store/database.ts';
import { readEventsBetween, type StoredEvent } from '../../store/events.ts';
import { remember } from '../remember.ts';

export interface Happened {
  /** Events that somebody has read anyway. They never change. */
  note(events: readonly StoredEvent[]): void;
  /** Throws if it is not in the database, which cannot be. */
  event(at: { readonly workspace: string; readonly run: string; readonly seq: number }): Promise<StoredEvent>;
}

/** Events that are kept in memory. */
const KEPT = 500;
/** Events that are read with one of the same run: they are told next. */
const AHEAD = 15;

export function happenedIn(db: Db): Happened {
  const known = new Map<string, StoredEvent>();
  const keep = (event: StoredEvent) => remember(KEPT, known, [nameOf(event.workspace, event.stream, event.seq), event]);
  return {
    note: (events) => events.forEach(keep),
    async event({ workspace, run, seq }) {
      const found = known.get(nameOf(workspace, run, seq));
      if (found) {
        keep(found);
        return found;
      }
      const read = await readEventsBetween(db, { workspace, stream: run, since: seq - 1, until: seq + AHEAD });
      for (const one of read) keep(one);
      const [event] = read;
      if (event?.seq !== seq) throw new Error(`event ${seq} of run ${run} is not in the database`);
      return event;
    },
  };
}

function nameOf(workspace: string, run: string, seq: number): string {
  return `${workspace} ${run} ${seq}`;
}
