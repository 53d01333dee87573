/** The job driver over rows, for both databases. An effect that was taken is due again when its lease runs out. */

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { sql } from 'kysely';
import type { Effect } from '../engine/effect.ts';
import { commitTogether } from './commit.ts';
import type { Database } from './database.ts';
import type { Jobs } from './jobs.ts';
import { type Bound, type Build, type Dialect, dynamic, type Param, query } from './query.ts';
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
  return {
    async lease(now, limit, held = []) {
      const until = now + leaseMs;
      const rows = await submit(`lease:${owner}`, (tx) =>
        tx.all(take, { now, until, limit, owner, held: JSON.stringify(held) }),
      );
      return rows.map(({ id, workspace_id, stream, channel, payload, attempts }) => ({
        ...{ id, workspace: workspace_id, stream, channel, attempts: attempts - 1 },
        effect: JSON.parse(payload) as Effect,
      }));
    },
    async renew(ids, now) {
      if (ids.length === 0) return [];
      const rows = await submit(`renew:${owner}`, (tx) => tx.all(renewal(ids, owner, now + leaseMs), {}));
      return rows.map((row) => row.id);
    },
    async complete(ids) {
      await submit(`complete:${ids.join()}`, async (tx) => {
        for (const id of ids) tx.put(done, { id, leased_by: owner });
      });
    },
    async retry(id, due, error) {
      await submit(`retry:${id}`, (tx) => tx.run(again, { id, due, error: error.slice(0, 1_000), owner }));
    },
    async park(id, error) {
      await submit(`park:${id}`, (tx) => tx.run(aside, { id, error: error.slice(0, 1_000), owner }));
    },
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
    async forgetTimer({ workspace, id }) {
      await submit(`timer:${workspace}:${id}`, async (tx) => tx.put(fired, { workspace_id: workspace, id }));
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
            .select('b.id')
            .whereRef('b.workspace_id', '=', 'e.workspace_id')
            .whereRef('b.stream', '=', 'e.stream')
            .where('b.status', '<>', 'parked')
            .where(sql<boolean>`(b.position, b.id) < (e.position, e.id)`),
        ),
      ),
    )
    .orderBy('e.due')
    .orderBy('e.id');
}

type Taking = { now: number; until: number; limit: number; owner: string; held: string };

const take = query((build, p: Param<Taking>, dialect) => {
  const due = takeable(build, p('held'), dialect).select('e.id').where('e.due', '<=', p('now')).limit(p('limit'));
  return (
    build
      // Another process takes at the same moment: each skips what the other has its hand on. SQLite has one writer.
      .with('taken', () => (dialect === 'postgres' ? due.forUpdate().skipLocked() : due))
      .updateTable('effects')
      .set((now) => ({
        status: 'leased',
        leased_by: p('owner'),
        due: p('until'),
        attempts: now('attempts', '+', 1),
      }))
      .where('id', 'in', (taken) => taken.selectFrom('taken').select('taken.id'))
      .returning(['id', 'workspace_id', 'stream', 'channel', 'payload', 'attempts'])
  );
});

function renewal(ids: readonly string[], owner: string, until: number) {
  return dynamic((build) =>
    build
      .updateTable('effects')
      .set({ due: until })
      .where('id', 'in', ids)
      .where('leased_by', '=', owner)
      .where('status', '=', 'leased')
      .returning('id'),
  );
}

const done = removal('effects', ['id', 'leased_by']);

const again = query((build, p: Param<{ id: string; due: number; error: string; owner: string }>) =>
  build
    .updateTable('effects')
    // Still `leased`, by nobody: so a newer effect of the same subject can wait behind it.
    .set({ leased_by: null, due: p('due'), error: p('error') })
    .where('id', '=', p('id'))
    .where('leased_by', '=', p('owner')),
);

const aside = query((build, p: Param<{ id: string; error: string; owner: string }>) =>
  build
    .updateTable('effects')
    .set({ status: 'parked', leased_by: null, error: p('error') })
    .where('id', '=', p('id'))
    .where('leased_by', '=', p('owner')),
);

const nextEffect = query((build, p: Param<{ held: string }>, dialect) =>
  takeable(build, p('held'), dialect).select('e.due').limit(1),
);

const nextTimer = query((build, _: Param<Bound>) => build.selectFrom('timers').select('due').orderBy('due').limit(1));

const timersDue = query((build, p: Param<{ now: number; limit: number }>) =>
  build.selectFrom('timers').selectAll().where('due', '<=', p('now')).orderBy('due').limit(p('limit')),
);

const fired = removal('timers', ['workspace_id', 'id']);

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
