/** The job driver over rows, for both databases. An effect that was taken is due again when its lease runs out. */

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { sql } from 'kysely';
import type { Effect } from '../engine/effect.ts';
import { commitTogether } from './commit.ts';
import type { Database, Tx } from './database.ts';
import { type EffectKey, effectId } from './effects.ts';
import { putGathered } from './gathered.ts';
import type { Jobs } from './jobs.ts';
import { type Bound, type Build, type Dialect, type Param, query } from './query.ts';
import { removal } from './write.ts';

export interface LeaseLoop {
  readonly db: Database;
  /** This process, among all that share the database. */
  readonly owner?: string;
  /** How long whoever takes an effect has it, in milliseconds. Renew for longer work. */
  readonly leaseMs?: number;
}

/** Leases, settlements and timers share commits with everything else (`commit.ts`). */
export function leaseLoop({ db, owner = processOwner(), leaseMs = 30_000 }: LeaseLoop): Jobs {
  const submit = commitTogether(db);
  /** What was taken here and is not settled, by id. Whether it is still ours, the database knows. */
  const taken = new Map<string, EffectKey>();

  const settle = (id: string, work: (tx: Tx, effect: EffectKey) => Promise<unknown>): Promise<void> => {
    const effect = taken.get(id);
    if (!effect) return Promise.resolve();
    return submit(effect.stream, async (tx) => {
      await work(tx, effect);
    }).then(() => {
      // Given back, it may have been taken anew by now.
      if (taken.get(id) === effect) taken.delete(id);
    });
  };

  return {
    async lease(now, limit, held = []) {
      const until = now + leaseMs;
      const rows = await submit(`lease:${owner}`, (tx) =>
        tx.all(take, { now, until, limit, owner, held: JSON.stringify(held) }),
      );
      return rows.map(({ workspace_id: workspace, stream, position, channel, payload, attempts }) => {
        const key = { workspace, stream, position };
        const id = effectId(key);
        taken.set(id, key);
        return { id, workspace, stream, channel, attempts: attempts - 1, effect: JSON.parse(payload) as Effect };
      });
    },
    async renew(ids, now) {
      const until = now + leaseMs;
      const renewed = await Promise.all(
        ids.map(async (id) => {
          const effect = taken.get(id);
          if (!effect) return [];
          const count = await submit(effect.stream, (tx) => tx.run(renewal, { ...effect, owner, until }));
          return count > 0 ? [id] : [];
        }),
      );
      return renewed.flat();
    },
    async complete(ids) {
      await Promise.all(
        ids.map(async (id) => {
          const effect = taken.get(id);
          if (!effect) return;
          const { workspace, stream, position } = effect;
          await putGathered(db, done, { workspace_id: workspace, stream, position, leased_by: owner });
          taken.delete(id);
        }),
      );
    },
    retry: (id, due, error) =>
      settle(id, async (tx, key) => {
        const isOurs = (await tx.run(again, { ...key, owner, due, error: clipped(error) })) > 0;
        if (isOurs) await tx.run(behind, { ...key, due });
      }),
    postpone: (id, due) =>
      settle(id, async (tx, key) => {
        const isOurs = (await tx.run(later, { ...key, owner, due })) > 0;
        if (isOurs) await tx.run(behind, { ...key, due });
      }),
    park: (id, error) => settle(id, (tx, key) => tx.run(aside, { ...key, owner, error: clipped(error) })),
    async nextDue(held = []) {
      const [effect, timer] = await Promise.all([
        db.one(nextEffect, { held: JSON.stringify(held) }),
        db.one(nextTimer, {}),
      ]);
      const dues = [effect?.due, timer?.due].filter((due) => due !== undefined);
      return dues.length > 0 ? Math.min(...dues) : undefined;
    },
    async dueTimers(now, limit) {
      const rows = await db.all(timersDue, { now, limit });
      return rows.map(({ workspace_id, id, stream, due, command }) => ({
        ...{ workspace: workspace_id, id, stream, due },
        command: JSON.parse(command) as unknown,
      }));
    },
  };
}

/**
 * Effects in the hands of processes of this machine that are no more, for instance after a crash, are due again at
 * once. Call it at the start. Gives how many there were. Leases of other machines run out by themselves.
 */
export async function releaseDead(db: Database, now: number): Promise<number> {
  const owners = await db.all(owning, {});
  const dead = owners.map((row) => row.leased_by).filter((owner) => owner !== null && isDead(owner));
  let released = 0;
  for (const owner of dead) released += await db.run(release, { owner, now });
  return released;
}

const life = randomUUID().slice(0, 8);

/** `host/pid/life`. A restarted container has the same host and pid, but another life. */
function processOwner(): string {
  return `${hostname()}/${process.pid}/${life}`;
}

function clipped(error: string): string {
  return error.slice(0, 1_000);
}

function isDead(owner: string): boolean {
  const [host, pid, itsLife] = owner.split('/');
  if (host !== hostname() || pid === undefined) return false;
  if (Number(pid) === process.pid) return itsLife !== life;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** What can be taken at all: the first of its stream that is not done, in a channel that is not held. */
function takeable(build: Build, held: string, dialect: Dialect) {
  const channels =
    dialect === 'sqlite'
      ? sql<string>`(select value from json_each(${held}))`
      : sql<string>`(select json_array_elements_text(${held}::json))`;
  return build
    .selectFrom('effects as e')
    .where('e.status', '<>', 'parked')
    .where('e.channel', 'not in', channels)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('effects as b')
            .select('b.position')
            .whereRef('b.workspace_id', '=', 'e.workspace_id')
            .whereRef('b.stream', '=', 'e.stream')
            .where('b.status', '<>', 'parked')
            .whereRef('b.position', '<', 'e.position'),
        ),
      ),
    )
    .orderBy('e.due');
}

type Taking = { now: number; until: number; limit: number; owner: string; held: string };

const take = query((build, p: Param<Taking>, dialect) => {
  const due = takeable(build, p('held'), dialect)
    .select(['e.workspace_id', 'e.stream', 'e.position'])
    .where('e.due', '<=', p('now'))
    .limit(p('limit'));
  return (
    build
      // Another process takes at the same moment: each skips what the other has its hand on. SQLite has one writer.
      .with('first', () => (dialect === 'postgres' ? due.forUpdate().skipLocked() : due))
      .updateTable('effects')
      .from('first')
      .set((now) => ({
        status: 'leased',
        leased_by: p('owner'),
        due: p('until'),
        attempts: now('effects.attempts', '+', 1),
      }))
      .whereRef('effects.workspace_id', '=', 'first.workspace_id')
      .whereRef('effects.stream', '=', 'first.stream')
      .whereRef('effects.position', '=', 'first.position')
      .returning(['effects.workspace_id', 'effects.stream', 'effects.position', 'effects.channel'])
      .returning(['effects.payload', 'effects.attempts'])
  );
});

type Ours = EffectKey & { owner: string };

/** An effect, if it is in our hands. */
function ours(build: Build, p: Param<Ours>) {
  return build
    .updateTable('effects')
    .where('workspace_id', '=', p('workspace'))
    .where('stream', '=', p('stream'))
    .where('position', '=', p('position'))
    .where('leased_by', '=', p('owner'));
}

const renewal = query((build, p: Param<Ours & { until: number }>) => ours(build, p).set({ due: p('until') }));

const again = query((build, p: Param<Ours & { due: number; error: string }>) =>
  // Still `leased`, by nobody: so a newer effect of the same subject can wait behind it.
  ours(build, p).set({ leased_by: null, due: p('due'), error: p('error') }),
);

const later = query((build, p: Param<Ours & { due: number }>) =>
  ours(build, p).set((now) => ({ leased_by: null, due: p('due'), attempts: now('attempts', '-', 1) })),
);

// What waits behind it is not looked at before: thousands may, where a channel takes one message a second. Whoever puts a
// newer effect of their subject has them due earlier again, and is not waited for here.
const behind = query((build, p: Param<EffectKey & { due: number }>, dialect) => {
  const waiting = build
    .selectFrom('effects')
    .select('position')
    .where('workspace_id', '=', p('workspace'))
    .where('stream', '=', p('stream'))
    .where('position', '>', p('position'))
    .where('status', '<>', 'parked')
    .where('due', '<', p('due'));
  return build
    .updateTable('effects')
    .set({ due: p('due') })
    .where('workspace_id', '=', p('workspace'))
    .where('stream', '=', p('stream'))
    .where('position', 'in', dialect === 'postgres' ? waiting.forUpdate().skipLocked() : waiting);
});

const aside = query((build, p: Param<Ours & { error: string }>) =>
  ours(build, p).set({ status: 'parked', leased_by: null, error: p('error') }),
);

const done = removal('effects', ['workspace_id', 'stream', 'position', 'leased_by']);

const nextEffect = query((build, p: Param<{ held: string }>, dialect) =>
  takeable(build, p('held'), dialect).select('e.due').limit(1),
);

const nextTimer = query((build, _: Param<Bound>) => build.selectFrom('timers').select('due').orderBy('due').limit(1));

const timersDue = query((build, p: Param<{ now: number; limit: number }>) =>
  build.selectFrom('timers').selectAll().where('due', '<=', p('now')).orderBy('due').limit(p('limit')),
);

const owning = query((build, _: Param<Bound>) =>
  build
    .selectFrom('effects')
    .select('leased_by')
    .distinct()
    .where('status', '=', 'leased')
    .where('status', '<>', 'parked'),
);

const release = query((build, p: Param<{ owner: string; now: number }>) =>
  build
    .updateTable('effects')
    .set({ leased_by: null, due: p('now') })
    .where('leased_by', '=', p('owner'))
    .where('status', '<>', 'parked'),
);
