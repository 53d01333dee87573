/**
 * The one way in. A command is one transaction: its receipt, the state it meets, what is decided, what that makes of
 * the state, events, effects, timers and the reply. Nothing here talks to a network.
 */
import type { Effect } from '../engine/effect.ts';
import type { Instant } from '../engine/instant.ts';
import type { KnownRoutine } from '../engine/routine/routine.ts';
import { putChange } from '../store/changes.ts';
import { commitTogether } from '../store/commit.ts';
import type { Database, Tx } from '../store/database.ts';
import { putEffects } from '../store/effects.ts';
import { VersionConflict } from '../store/errors.ts';
import { appendEvents } from '../store/events.ts';
import { findReceipt, keepReceipt } from '../store/receipts.ts';
import { forgetTimer, putTimers } from '../store/timers.ts';
import type { Envelope, Reply } from './command.ts';
import { decideOn, type Outcome } from './decide-on.ts';
import type { Memory } from './memory.ts';
import { startOf } from './start-of-routine.ts';
import { addressOf } from './streams.ts';

/** A clash is settled by trying again; this many in a row means something else is wrong. */
const ATTEMPTS = 6;

export type Handle = (envelope: Envelope) => Promise<Reply>;

/**
 * Commands in, replies out. `committed` is called after each commit that owes something to the world.
 * Throws only on faults (the disk, the database): a refusal is a reply.
 */
export function handler(parts: {
  readonly db: Database;
  readonly memory: Memory;
  readonly now: () => Instant;
  readonly committed: () => void;
}): Handle {
  const submit = commitTogether(parts.db);
  return async (envelope) => {
    const { id } = addressOf(envelope.command);
    const order = { isAwaited: envelope.actor.type === 'member' };
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        const { memory, now } = parts;
        const reply = await submit(id, (tx) => handle(tx, envelope, { memory, now: now() }, attempt > 1), order);
        if (reply.status === 'accepted') parts.committed();
        return reply;
      } catch (error) {
        // What went wrong may be the run of a routine: its slot is on record without it.
        const isOver = attempt > 1 || envelope.command.type !== 'fireRoutine';
        if (isOver && !(error instanceof VersionConflict)) throw error;
      }
    }
    return { status: 'refused', refusal: { code: 'busy' } };
  };
}

/** One command in one transaction, and with it goes the timer that issued it. */
async function handle(tx: Tx, envelope: Envelope, { memory, now }: Deciding, isAgain: boolean): Promise<Reply> {
  const reply = await decided(tx, envelope, { memory, now, isAgain });
  if (envelope.timer !== undefined) forgetTimer(tx, envelope.workspace, envelope.timer);
  return reply;
}

interface Deciding {
  readonly memory: Memory;
  readonly now: Instant;
  /** It was tried before, and clashed. */
  readonly isAgain?: boolean;
  /** Nobody can have begun its stream: if somebody did all the same, it clashes. */
  readonly isFirst?: boolean;
}

/**
 * Hardly any command comes twice, so its receipt is looked for only where there may be one: when it is refused (because it
 * was done before?), and when the receipts' unique index said no at the commit.
 */
async function decided(tx: Tx, envelope: Envelope, deciding: Deciding): Promise<Reply> {
  const { memory, now, isAgain = false, isFirst = false } = deciding;
  const { workspace, key, actor, command, request = command.type } = envelope;
  const known = isAgain ? await remembered(tx, workspace, key, request) : undefined;
  if (known) return known;
  const { kind, id } = addressOf(command);
  const loaded = isFirst ? undefined : await memory.stream(tx, { workspace, kind, id });
  const outcome = await decideOn(tx, memory, { workspace, actor, command, now }, loaded?.state);
  if (outcome.status === 'refused') {
    const before = await remembered(tx, workspace, key, request);
    if (before) return before;
    const reply: Reply = { status: 'refused', refusal: outcome.refusal };
    // A timer that is refused says nothing to anybody and is deleted when handled: no receipt to keep.
    if (actor.type !== 'timer') keepReceipt(tx, { workspace, key, stream: id, at: now, request, reply });
    return reply;
  }
  const { events, reaction } = outcome;
  const head = appendEvents(tx, { workspace, stream: id, after: loaded, events });
  const version = head.version;
  outcome.save(tx, head, loaded?.version ?? 0);
  memory.remember({ workspace, kind, id }, { state: outcome.after, ...head });
  const effects = isAgain ? reaction.effects : await notBegun(tx, workspace, outcome, { memory, now });
  putEffects(tx, { workspace, stream: id, version, effects, now, channel: outcome.channel });
  putTimers(tx, { workspace, stream: id, timers: reaction.timers });
  putChange(tx, { workspace, kind, id, since: loaded?.version ?? 0, version, now });
  const reply: Reply = { status: 'accepted', stream: id, version, events: events.map((one) => one.type) };
  // A run that begins with its slot stands or falls with it: the slot's receipt is enough for both.
  if (!isFirst) keepReceipt(tx, { workspace, key, stream: id, at: now, request, reply });
  return reply;
}

/**
 * The run of a routine begins in the commit that has its slot on record, if nothing speaks against it. Gives what is owed
 * still: where the run was refused or clashed with another, the slot stands alone and its effect sees to the rest
 * (`start-of-routine.ts`).
 */
async function notBegun(
  tx: Tx,
  workspace: string,
  { reaction, after }: Extract<Outcome, { status: 'accepted' }>,
  deciding: Deciding,
): Promise<readonly Effect[]> {
  const left: Effect[] = [];
  for (const effect of reaction.effects) {
    const start = effect.type === 'start_run' && startOf({ workspace, effect }, after as KnownRoutine);
    const begun = start && (await decided(tx, start, { ...deciding, isFirst: true }));
    if (!begun || begun.status === 'refused') left.push(effect);
  }
  return left;
}

/** The reply to an earlier command with this key. A key is for one request: another one under it is not done. */
async function remembered(tx: Tx, workspace: string, key: string, request: string): Promise<Reply | undefined> {
  const receipt = await findReceipt(tx, workspace, key);
  if (receipt && receipt.request !== request) return { status: 'refused', refusal: { code: 'key_reused' } };
  return receipt?.reply as Reply | undefined;
}
