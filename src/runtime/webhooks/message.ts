/** What a webhook is told: what happened, in which run of which SOP. It is made anew for each attempt, of what never changes. */
import { stepOf } from '../../engine/definition.ts';
import { optional } from '../../engine/optional.ts';
import type { RunFact } from '../../engine/run/events.ts';
import type { Db } from '../../store/database.ts';
import type { StoredEvent } from '../../store/events.ts';
import type { Delivery } from '../../store/webhook-deliveries.ts';
import type { Memory } from '../memory.ts';
import type { Happened } from './happened.ts';

export interface Telling {
  readonly db: Db;
  readonly memory: Memory;
  /** The address that people reach, without a slash at its end. */
  readonly publicUrl?: string;
  readonly happened: Happened;
}

type Started = Extract<RunFact, { type: 'RunStarted' }>;

/** Throws if what happened is not in the database, which cannot be. */
export async function messageOf(telling: Telling, { workspace, type, event, at }: Delivery): Promise<string> {
  const timestamp = new Date(at).toISOString();
  if (!event) return JSON.stringify({ type, timestamp, data: { workspace } });
  const { db, memory, publicUrl, happened } = telling;
  const told = await happened.event({ workspace, ...event });
  const started = (await happened.event({ workspace, ...event, seq: 1 })).data as Started;
  const { sop, key, title, revision, place } = started;
  const { step: id } = told.data as { readonly step?: string };
  const step = id === undefined ? undefined : stepOf(await memory.definition(db, workspace, sop, revision), id);
  const url = publicUrl === undefined ? undefined : `${publicUrl}/library/runs/${encodeURIComponent(event.run)}`;
  return JSON.stringify({
    ...{ type, timestamp },
    data: {
      workspace,
      sop: { id: sop, key, title, revision },
      run: { id: event.run, place, ...optional('url', url) },
      ...optional('step', step && { id: step.id, title: step.title }),
      event: eventTold(told),
    },
  });
}

/** As `GET /api/runs/{id}/events` tells it. */
function eventTold({ seq, type, at, actor, data, hash }: StoredEvent): object {
  return { seq, type, at, actor, data, hash };
}
