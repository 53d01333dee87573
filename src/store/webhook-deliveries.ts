/**
 * What webhooks are owed, and what became of it. Whoever takes one has it until its new `due`: if they never say what became of
 * it, it is taken again. Leases go over all workspaces by nature.
 */

import { sql } from 'kysely';
import type { Position } from './changes.ts';
import type { Db, Tx } from './database.ts';
import { VersionConflict } from './errors.ts';
import { type Bound, type Build, type Param, query } from './query.ts';
import type { Tables } from './tables.ts';
import { insert } from './write.ts';

export interface DeliveryKey {
  readonly workspace: string;
  readonly webhook: string;
  /** The same for all attempts: whoever receives it tells by it what came twice. */
  readonly id: string;
}

export interface Delivery extends DeliveryKey {
  /** `step.completed`, … */
  readonly type: string;
  /** Which event of which run; absent: nothing happened, somebody tries whether it arrives. */
  readonly event?: { readonly run: string; readonly seq: number } | undefined;
  /** When it happened. */
  readonly at: number;
}

/** One as the log shows it. */
export interface Logged extends Delivery {
  readonly status: 'waiting' | 'delivered' | 'failed';
  /** While it waits: when it is sent, or sent again. */
  readonly due: number;
  readonly attempts: number;
  /** The HTTP status of the last answer; absent if none came. */
  readonly answer?: number | undefined;
  /** Why it did not arrive the last time. */
  readonly error?: string | undefined;
  readonly endedAt?: number | undefined;
}

const put = insert({
  into: 'webhook_deliveries',
  columns: ['workspace_id', 'webhook', 'id', 'type', 'run', 'seq', 'at', 'status', 'due', 'attempts'],
  onConflict: { key: ['workspace_id', 'webhook', 'id'], set: [] },
});

/** One that is there already stays as it is. `attempts`: of whoever takes it as it is put. */
export function putDelivery(
  tx: Tx,
  { workspace, webhook, id, type, event, at }: Delivery,
  { due, attempts = 0 }: { readonly due: number; readonly attempts?: number },
): void {
  tx.put(put, {
    ...{ workspace_id: workspace, webhook, id, type, run: event?.run ?? null, seq: event?.seq ?? null, at },
    ...{ status: 'waiting', due, attempts },
  });
}

type Taking = { now: number; until: number; limit: number; but: string };

const take = query((build, p: Param<Taking>, dialect) => {
  const due = build
    .selectFrom('webhook_deliveries')
    .select(['workspace_id', 'webhook', 'id'])
    .where('status', '=', 'waiting')
    .where('due', '<=', p('now'))
    .where(
      'webhook',
      'not in',
      dialect === 'sqlite'
        ? sql<string>`(select value from json_each(${p('but')}))`
        : sql<string>`(select json_array_elements_text(${p('but')}::json))`,
    )
    .orderBy('due')
    .orderBy('at')
    .orderBy('run')
    .orderBy('seq')
    .limit(p('limit'));
  return build
    .with('first', () => (dialect === 'postgres' ? due.forUpdate().skipLocked() : due))
    .updateTable('webhook_deliveries')
    .from('first')
    .set((now) => ({ due: p('until'), attempts: now('webhook_deliveries.attempts', '+', 1) }))
    .whereRef('webhook_deliveries.workspace_id', '=', 'first.workspace_id')
    .whereRef('webhook_deliveries.webhook', '=', 'first.webhook')
    .whereRef('webhook_deliveries.id', '=', 'first.id')
    .returning(['webhook_deliveries.workspace_id', 'webhook_deliveries.webhook', 'webhook_deliveries.id'])
    .returning(['type', 'run', 'seq', 'at', 'attempts']);
});

export interface Taken extends Delivery {
  /** With this one. */
  readonly attempts: number;
}

/** Takes what is due until `until`, those of one run in their order. `but`: webhooks to leave alone for now. */
export async function takeDeliveries(
  db: Db,
  taking: { readonly now: number; readonly until: number; readonly limit: number; readonly but: readonly string[] },
): Promise<readonly Taken[]> {
  const rows = await db.all(take, { ...taking, but: JSON.stringify(taking.but) });
  return rows
    .map((row) => ({ ...deliveryOf(row), attempts: row.attempts }))
    .sort((one, other) => one.at - other.at || (one.event?.seq ?? 0) - (other.event?.seq ?? 0));
}

const settle = query((build, p: Param<Settling>) =>
  build
    .updateTable('webhook_deliveries')
    .set({ status: p('status'), due: p('due'), answer: p('answer'), error: p('error'), ended_at: p('ended_at') })
    .where('workspace_id', '=', p('workspace'))
    .where('webhook', '=', p('webhook'))
    .where('id', '=', p('id'))
    .where(({ eb, or }) => or([eb('status', '=', 'waiting'), sql<boolean>`${p('status')} = 'delivered'`])),
);
type Settling = DeliveryKey & Pick<Row, 'status' | 'due' | 'answer' | 'error' | 'ended_at'>;
type Row = Tables['webhook_deliveries'];

export interface Outcome {
  readonly status: Logged['status'];
  /** Now, or when it is sent again. */
  readonly due: number;
  readonly answer?: number | undefined;
  readonly error?: string | undefined;
}

/**
 * What became of an attempt. `now` ends it, unless it is sent again. One that did not arrive says nothing of what has ended
 * meanwhile: it was sent again by hand, or dropped.
 */
export async function settleDelivery(db: Db, key: DeliveryKey, outcome: Outcome, now: number): Promise<void> {
  const { workspace, webhook, id } = key;
  await db.run(settle, {
    ...{ workspace, webhook, id, status: outcome.status, due: outcome.due },
    ...{ answer: outcome.answer ?? null, error: outcome.error?.slice(0, 500) ?? null },
    ended_at: outcome.status === 'waiting' ? null : now,
  });
}

const giveBack = query((build, p: Param<DeliveryKey & { due: number }>) =>
  build
    .updateTable('webhook_deliveries')
    .set((now) => ({ due: p('due'), attempts: now('webhook_deliveries.attempts', '-', 1) }))
    .where('workspace_id', '=', p('workspace'))
    .where('webhook', '=', p('webhook'))
    .where('id', '=', p('id'))
    .where('status', '=', 'waiting')
    .where('attempts', '>', 0),
);

/** One that was taken and not sent: that was no attempt. */
export async function returnDelivery(db: Db, { workspace, webhook, id }: DeliveryKey, due: number): Promise<void> {
  await db.run(giveBack, { workspace, webhook, id, due });
}

const claim = query((build, p: Param<DeliveryKey & { until: number }>) =>
  build
    .updateTable('webhook_deliveries')
    .set({ status: 'waiting', due: p('until'), attempts: 1, ended_at: null })
    .where('workspace_id', '=', p('workspace'))
    .where('webhook', '=', p('webhook'))
    .where('id', '=', p('id'))
    .returning(['workspace_id', 'webhook', 'id', 'type', 'run', 'seq', 'at', 'attempts']),
);

/** Takes one to be sent at once, whatever became of it before. Undefined if there is none. */
export async function claimDelivery(db: Db, key: DeliveryKey, until: number): Promise<Taken | undefined> {
  const { workspace, webhook, id } = key;
  const row = await db.one(claim, { workspace, webhook, id, until });
  return row && { ...deliveryOf(row), attempts: row.attempts };
}

const byId = query((build, p: Param<DeliveryKey>) =>
  build
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('workspace_id', '=', p('workspace'))
    .where('webhook', '=', p('webhook'))
    .where('id', '=', p('id')),
);

export async function findDelivery(db: Db, key: DeliveryKey): Promise<Logged | undefined> {
  const row = await db.one(byId, key);
  return row && loggedOf(row);
}

const drop = query((build, p: Param<{ workspace: string; webhook: string; now: number; error: string }>) =>
  build
    .updateTable('webhook_deliveries')
    .set({ status: 'failed', error: p('error'), ended_at: p('now') })
    .where('workspace_id', '=', p('workspace'))
    .where('webhook', '=', p('webhook'))
    .where('status', '=', 'waiting'),
);

/** What it is still owed is not sent any more; the log says so. */
export async function dropOwed(
  db: Db,
  dropped: { readonly workspace: string; readonly webhook: string; readonly now: number; readonly error: string },
): Promise<void> {
  await db.run(drop, dropped);
}

const soonest = query((build, _: Param<Bound>) =>
  build.selectFrom('webhook_deliveries').select('due').where('status', '=', 'waiting').orderBy('due').limit(1),
);

/** When the next one is due; undefined if nothing waits. */
export async function nextDelivery(db: Db): Promise<number | undefined> {
  return (await db.one(soonest, {}))?.due;
}

type Listing = { workspace: string; webhook: string; limit: number };

const newest = query((build, p: Param<Listing>) => log(build, p));
const older = query((build, p: Param<Listing & { at: number; id: string }>) =>
  log(build, p).where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'id'), '<', tuple(p('at'), p('id')))),
);

function log(build: Build, p: Param<Listing>) {
  return build
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('workspace_id', '=', p('workspace'))
    .where('webhook', '=', p('webhook'))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(p('limit'));
}

/** The newest first. `before`: the last of the page before. */
export async function listDeliveries(
  db: Db,
  asked: Listing & { readonly before?: { readonly at: number; readonly id: string } | undefined },
): Promise<readonly Logged[]> {
  const { before, ...listing } = asked;
  const rows = before ? await db.all(older, { ...listing, ...before }) : await db.all(newest, listing);
  return rows.map(loggedOf);
}

const prune = query((build, p: Param<{ before: number }>) =>
  build.deleteFrom('webhook_deliveries').where('at', '<', p('before')).where('status', '<>', 'waiting'),
);

/** Removes what was settled and happened before an instant. */
export async function pruneDeliveries(db: Db, before: number): Promise<void> {
  await db.run(prune, { before });
}

const TOLD = 'all';
const told = query((build, _: Param<Bound>) =>
  build.selectFrom('webhooks_told').select(['xact', 'seq']).where('id', '=', TOLD),
);
const begin = query((build, p: Param<Position>) =>
  build
    .insertInto('webhooks_told')
    .values({ id: TOLD, xact: p('xact'), seq: p('seq') })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);
type Moving = Position & { readonly from_xact: number; readonly from_seq: number };
const move = query((build, p: Param<Moving>) =>
  build
    .updateTable('webhooks_told')
    .set({ xact: p('xact'), seq: p('seq') })
    .where('id', '=', TOLD)
    .where('xact', '=', p('from_xact'))
    .where('seq', '=', p('from_seq')),
);

/** The change up to which deliveries were made; undefined before the first webhook. */
export async function toldUpTo(db: Db): Promise<Position | undefined> {
  const row = await db.one(told, {});
  return row && { xact: Number(row.xact), seq: Number(row.seq) };
}

/** From where deliveries are made, if that is not known yet. */
export async function beginTelling(db: Db, from: Position): Promise<void> {
  await db.run(begin, from);
}

/** Throws `VersionConflict` if another process has gone on from there. */
export async function moveTold(tx: Tx, from: Position, { xact, seq }: Position): Promise<void> {
  const moved = await tx.run(move, { xact, seq, from_xact: from.xact, from_seq: from.seq });
  if (moved === 0) throw new VersionConflict();
}

function loggedOf(row: Row): Logged {
  return {
    ...deliveryOf(row),
    ...{ status: row.status, due: row.due, attempts: row.attempts, answer: row.answer ?? undefined },
    ...{ error: row.error ?? undefined, endedAt: row.ended_at ?? undefined },
  };
}

function deliveryOf(row: Pick<Row, 'workspace_id' | 'webhook' | 'id' | 'type' | 'run' | 'seq' | 'at'>): Delivery {
  const event = row.run === null ? undefined : { run: row.run, seq: row.seq ?? 0 };
  return { workspace: row.workspace_id, webhook: row.webhook, id: row.id, type: row.type, event, at: row.at };
}
