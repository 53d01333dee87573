/** What is owed to the world. Taking and settling it is in `jobs.ts`. */
import { type Effect, viewKey } from '../engine/effect.ts';
import type { Db, Tx } from './database.ts';
import { type Param, query } from './query.ts';
import { insert } from './write.ts';

const write = insert({
  into: 'effects',
  columns: ['workspace_id', 'stream', 'position', 'channel', 'subject', 'payload', 'due', 'created_at'],
  onConflict: {
    key: ['workspace_id', 'stream', 'subject'],
    where: "status = 'pending'",
    // Also when nothing changes: the row stays locked until the commit, so that nobody takes the effect and shows the
    // state before this change.
    set: { due: 'case when excluded.due < effects.due then excluded.due else effects.due end' },
  },
});

/** The channel of documents to be read: they wait for whoever reads them, not for a conversation. */
export const DOCUMENTS = 'documents';

/**
 * Puts a stream's effects, due at `now`. An effect about what is waiting to be shown already merges with that one.
 * `version` is the stream's new version: effects are delivered in the order of versions, and within one in the order
 * given. `channel` names what a rate limit holds back together; documents have one of their own (`DOCUMENTS`).
 */
export function putEffects(
  tx: Tx,
  owed: {
    readonly workspace: string;
    readonly stream: string;
    readonly version: number;
    readonly effects: readonly Effect[];
    readonly now: number;
    readonly channel?: string;
  },
): void {
  const { workspace, stream, version, now, channel = '' } = owed;
  for (const [index, effect] of owed.effects.entries()) {
    tx.put(write, {
      workspace_id: workspace,
      ...{ ...laneOf(effect, { stream, channel }), position: version * PLACES + index },
      ...{ subject: subjectOf(effect), payload: JSON.stringify(effect) },
      // At the full hour many runs begin at once: all of them do before the first card is drawn.
      ...{ due: effect.type === 'start_run' ? 0 : now, created_at: now },
    });
  }
}

interface Lane {
  readonly stream: string;
  readonly channel: string;
}

/** What an effect waits behind. A run begins in time though its routine's card cannot be said: it has a stream of its own. */
function laneOf(effect: Effect, { stream, channel }: Lane): Lane {
  switch (effect.type) {
    case 'read_document':
      return { stream, channel: DOCUMENTS };
    case 'start_run':
      return { stream: `start:${effect.run}`, channel: '' };
    // No card waits until histories were read.
    case 'learn':
      return { stream: `learn:${stream}`, channel: '' };
    case 'show':
    case 'begin_digest':
    case 'tell_runs':
    case 'tell_absence':
    case 'refresh_routines':
      return { stream, channel };
  }
}

/** Puts an effect that no command owes into a stream of its own. `VersionConflict` at the commit: the place is taken. */
export function putBeside(tx: Tx, owed: EffectKey & { readonly effect: Effect; readonly now: number }): void {
  const { workspace, stream, position, effect, now } = owed;
  tx.put(write, {
    ...{ workspace_id: workspace, stream, position, channel: '', subject: subjectOf(effect) },
    ...{ payload: JSON.stringify(effect), due: now, created_at: now },
  });
}

/** More than the effects that one command can have. */
const PLACES = 10_000;

/**
 * Shows something of a stream once more though nothing happened, after all that its version owes; at most once a minute.
 * `VersionConflict` at the commit: it is owed for this minute already.
 */
export function putAgain(
  tx: Tx,
  owed: {
    readonly workspace: string;
    readonly stream: string;
    readonly version: number;
    readonly channel: string;
    readonly effect: Extract<Effect, { type: 'show' }>;
    readonly now: number;
  },
): void {
  const { workspace, stream, version, channel, effect, now } = owed;
  const half = PLACES / 2;
  const position = version * PLACES + half + (Math.floor(now / 60_000) % half);
  tx.put(write, {
    ...{ workspace_id: workspace, stream, position, channel, subject: subjectOf(effect) },
    ...{ payload: JSON.stringify(effect), due: now, created_at: now },
  });
}

/** Where an effect is: its stream, and its place there. */
export interface EffectKey {
  readonly workspace: string;
  readonly stream: string;
  readonly position: number;
}

/** The id of an effect, for messages and logs. It is the same for ever, and no other effect has it. */
export function effectId({ workspace, stream, position }: EffectKey): string {
  return `${workspace}:${stream}:${position}`;
}

/** The inverse of `effectId`; undefined if it is the id of no effect in this workspace. */
export function effectKeyOf(workspace: string, id: string): EffectKey | undefined {
  if (!id.startsWith(`${workspace}:`)) return undefined;
  const [, stream, position] = /^(.+):(\d+)$/.exec(id.slice(workspace.length + 1)) ?? [];
  return stream === undefined ? undefined : { workspace, stream, position: Number(position) };
}

function subjectOf(effect: Effect): string {
  switch (effect.type) {
    case 'show':
      return `${effect.anew ? 'show_anew' : 'show'}:${viewKey(effect.view)}`;
    case 'read_document':
      return `read_document:${effect.import}`;
    case 'start_run':
      return `start_run:${effect.run}`;
    case 'begin_digest':
      return `begin_digest:${effect.place}`;
    case 'tell_runs':
      return `tell_runs:${effect.role}:${effect.member}:${effect.change}`;
    case 'refresh_routines':
      return effect.type;
    case 'tell_absence':
      return `tell_absence:${effect.member}:${effect.standIn}:${effect.change}`;
    case 'learn':
      return `learn:${effect.sop}:${effect.step ?? ''}`;
  }
}

export interface ParkedEffect {
  readonly id: string;
  readonly stream: string;
  readonly effect: Effect;
  readonly attempts: number;
  readonly error: string;
  readonly createdAt: number;
}

const parked = query((build, p: Param<{ workspace: string; limit: number }>) =>
  build
    .selectFrom('effects')
    .select(['stream', 'position', 'payload', 'attempts', 'error', 'created_at'])
    .where('workspace_id', '=', p('workspace'))
    .where('status', '=', 'parked')
    .orderBy('created_at')
    .limit(p('limit')),
);

/** What keeps failing and waits for a person to look at it, the oldest first. */
export async function parkedEffects(db: Db, workspace: string, limit: number): Promise<readonly ParkedEffect[]> {
  const rows = await db.all(parked, { workspace, limit });
  return rows.map(({ stream, position, payload, attempts, error, created_at }) => ({
    id: effectId({ workspace, stream, position }),
    ...{ stream, attempts, error: error ?? '', createdAt: created_at },
    effect: JSON.parse(payload) as Effect,
  }));
}

const parkedIn = query((build, p: Param<{ workspace: string; stream: string }>) =>
  build
    .selectFrom('effects')
    .select(['position', 'payload', 'error'])
    .where('workspace_id', '=', p('workspace'))
    .where('stream', '=', p('stream'))
    .where('status', '=', 'parked')
    .orderBy('position'),
);

/** What is parked of one stream, by effect id, with why. */
export async function parkedOfStream(
  db: Db,
  workspace: string,
  stream: string,
): Promise<readonly { readonly id: string; readonly effect: Effect; readonly error: string }[]> {
  const rows = await db.all(parkedIn, { workspace, stream });
  return rows.map(({ position, payload, error }) => ({
    ...{ id: effectId({ workspace, stream, position }), error: error ?? '' },
    effect: JSON.parse(payload) as Effect,
  }));
}

const parkedFor = query((build, p: Param<{ workspace: string; error: string; limit: number }>) =>
  build
    .selectFrom('effects')
    .select(['stream', 'position', 'payload'])
    .where('workspace_id', '=', p('workspace'))
    .where('status', '=', 'parked')
    .where('error', '=', p('error'))
    .orderBy('created_at')
    .orderBy('position')
    .limit(p('limit')),
);

/** What is parked for this very reason, the oldest first. */
export async function parkedBecause(
  db: Db,
  workspace: string,
  { error, limit }: { readonly error: string; readonly limit: number },
): Promise<readonly { readonly id: string; readonly effect: Effect }[]> {
  const rows = await db.all(parkedFor, { workspace, error, limit });
  return rows.map(({ stream, position, payload }) => ({
    id: effectId({ workspace, stream, position }),
    effect: JSON.parse(payload) as Effect,
  }));
}

// Leased by nobody until `due`: so it does not collide with a newer effect of its subject. Its attempts begin
// again, but not at none: it may have been said already, and is looked for first.
const requeued = query((build, p: Param<EffectKey & { now: number }>) =>
  build
    .updateTable('effects')
    .set({ status: 'leased', leased_by: null, due: p('now'), attempts: 1 })
    .where('workspace_id', '=', p('workspace'))
    .where('stream', '=', p('stream'))
    .where('position', '=', p('position'))
    .where('status', '=', 'parked'),
);

/** Delivers a parked effect again. False if there is no such effect, or it is not parked. */
export async function requeueEffect(
  db: Db,
  workspace: string,
  parked: { readonly id: string; readonly now: number },
): Promise<boolean> {
  const key = effectKeyOf(workspace, parked.id);
  return key !== undefined && (await db.run(requeued, { ...key, now: parked.now })) === 1;
}

const forgotten = query((build, p: Param<EffectKey>) =>
  build
    .deleteFrom('effects')
    .where('workspace_id', '=', p('workspace'))
    .where('stream', '=', p('stream'))
    .where('position', '=', p('position'))
    .where('status', '=', 'parked'),
);

/** Forgets a parked effect for good: it is not worth delivering any more. What is not parked stays. */
export async function forgetParked(db: Db, workspace: string, id: string): Promise<void> {
  const key = effectKeyOf(workspace, id);
  if (key) await db.run(forgotten, key);
}
