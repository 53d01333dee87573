/** From what changed to what webhooks are owed: a delivery for each event of a run that somebody wants to be told of. */
import { areChangesAfter, changesSince, type Position } from '../../store/changes.ts';
import { commitTogether } from '../../store/commit.ts';
import type { Database } from '../../store/database.ts';
import { VersionConflict } from '../../store/errors.ts';
import { readEventsBetween, type StoredEvent } from '../../store/events.ts';
import { type Delivery, moveTold, putDelivery, type Taken, toldUpTo } from '../../store/webhook-deliveries.ts';
import { listListening, type Webhook } from '../../store/webhooks.ts';
import { isWanted, typeOf } from './event-types.ts';
import type { Happened } from './happened.ts';

/** Changes that are looked at together. */
const PAGE = 500;

export interface Owing {
  readonly now: number;
  /** Until when whoever owes it has what may begin at once. */
  readonly until: number;
  /** Whether one more may begin for a webhook at once. */
  readonly mayBegin: (webhook: string) => boolean;
  readonly happened: Happened;
}

/**
 * Looks at the next changes. Gives how many there were (0: all are known), and what is taken already. Deliveries and how far they
 * go are one commit: of two processes that look at once one wins, and nothing is owed twice or not at all.
 */
export async function oweNext(
  db: Database,
  { now, until, mayBegin, happened }: Owing,
): Promise<{ readonly looked: number; readonly taken: readonly Taken[] }> {
  const from = await toldUpTo(db);
  const changes = from ? await changesSince(db, from, PAGE) : [];
  const last = changes.at(-1);
  if (!from || !last) return { looked: 0, taken: [] };
  // Asked after the changes: of a webhook that was there before one of them, that one is not passed over.
  const listening = await listListening(db);
  const owed: Delivery[] = [];
  for (const change of changes) {
    if (change.kind !== 'run') continue;
    const hooks = listening.filter((hook) => hook.workspace === change.workspace && isAfter(change.at, hook.from));
    if (hooks.length === 0) continue;
    const { workspace, id: run, since, version } = change;
    const events = await readEventsBetween(db, { workspace, stream: run, since, until: version });
    happened.note(events);
    owed.push(...owedFor(events, hooks));
  }
  const begun = new Set(owed.filter(({ webhook }) => mayBegin(webhook)));
  try {
    await commitTogether(db)('webhooks', async (tx) => {
      await moveTold(tx, from, last.at);
      for (const one of owed) putDelivery(tx, one, begun.has(one) ? { due: until, attempts: 1 } : { due: now });
    });
  } catch (error) {
    // Another process has done it.
    if (!(error instanceof VersionConflict)) throw error;
    return { looked: changes.length, taken: [] };
  }
  return { looked: changes.length, taken: [...begun].map((one) => ({ ...one, attempts: 1 })) };
}

/** Whether something has happened that nobody has looked at, because nobody may yet. */
export async function isBehind(db: Database): Promise<boolean> {
  const from = await toldUpTo(db);
  return from !== undefined && areChangesAfter(db, from);
}

function owedFor(events: readonly StoredEvent[], hooks: readonly Webhook[]): readonly Delivery[] {
  return events.flatMap(({ workspace, stream: run, seq, type: fact, at }) => {
    const type = typeOf(fact);
    if (type === undefined) return [];
    return hooks
      .filter(({ events: wanted }) => isWanted(wanted, type))
      .map(({ id: webhook }) => ({
        workspace,
        webhook,
        id: `evt_${run}_${String(seq).padStart(6, '0')}`,
        type,
        event: { run, seq },
        at,
      }));
  });
}

function isAfter(one: Position, other: Position): boolean {
  return one.xact > other.xact || (one.xact === other.xact && one.seq > other.seq);
}
