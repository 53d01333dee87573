/** Channels of the local workspace, and how far each person has read. */
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { type Param, query } from './query.ts';
import { currentWebSeq } from './web-messages.ts';
import { web } from './web-tables.ts';

/** Changes in which unread messages are looked for. */
const LOOKED_THROUGH = 2_000;

export interface WebChannel {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
}

export interface Unread {
  readonly channel: string;
  readonly thread: string | null;
  readonly count: number;
  /** How many of them speak to the reader: it is their turn. */
  readonly mentions: number;
}

/** Makes a channel, unless it is there. */
export async function addWebChannel(
  db: Db,
  channel: WebChannel & { readonly workspace: string; readonly position: number },
): Promise<void> {
  await db.run(addChannel, channel);
}

export function listWebChannels(db: Db, workspace: string): Promise<readonly WebChannel[]> {
  return db.all(channels, { workspace });
}

export function findWebChannel(db: Db, where: { workspace: string; id: string }): Promise<WebChannel | undefined> {
  return db.one(channel, where);
}

/** Moves a person's mark in a place forward; never back. */
export async function markWebRead(
  db: Db,
  mark: { workspace: string; member: string; channel: string; thread: string; position: number },
): Promise<void> {
  await db.run(setRead, mark);
}

/** How far a person has read in a place; 0: nothing yet. */
export async function webReadPosition(
  db: Db,
  where: { workspace: string; member: string; channel: string; thread: string },
): Promise<number> {
  return Number((await db.one(readPosition, where))?.position ?? 0);
}

/**
 * What a person has not read, by place. A thread counts if they have opened it before or are mentioned in it: the
 * steps of a run that others do are not their news. Only the newest changes of the workspace are looked through, so that
 * counting costs the same for ever.
 */
export async function listUnread(db: Db, where: { workspace: string; member: string }): Promise<Unread[]> {
  const newest = await currentWebSeq(db, where.workspace);
  const rows = await db.all(unread, { ...where, after: newest - LOOKED_THROUGH });
  return rows.map((row) => ({
    channel: row.channel_id,
    thread: row.thread_id || null,
    count: Number(row.unread),
    mentions: Number(row.mentions),
  }));
}

const addChannel = query(
  (build, p: Param<{ workspace: string; id: string; name: string; topic: string; position: number }>) =>
    web(build)
      .insertInto('web_channels')
      .values({
        workspace_id: p('workspace'),
        id: p('id'),
        name: p('name'),
        topic: p('topic'),
        position: p('position'),
      })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doNothing()),
);

const channels = query((build, p: Param<{ workspace: string }>) =>
  web(build)
    .selectFrom('web_channels')
    .select(['id', 'name', 'topic'])
    .where('workspace_id', '=', p('workspace'))
    .orderBy('position'),
);

const channel = query((build, p: Param<{ workspace: string; id: string }>) =>
  web(build)
    .selectFrom('web_channels')
    .select(['id', 'name', 'topic'])
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id')),
);

const setRead = query(
  (build, p: Param<{ workspace: string; member: string; channel: string; thread: string; position: number }>) =>
    web(build)
      .insertInto('web_reads')
      .values({
        workspace_id: p('workspace'),
        member_id: p('member'),
        channel_id: p('channel'),
        thread_id: p('thread'),
        position: p('position'),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'member_id', 'channel_id', 'thread_id'])
          .doUpdateSet({ position: sql<number>`excluded.position` })
          .where('web_reads.position', '<', sql<number>`excluded.position`),
      ),
);

const readPosition = query((build, p: Param<{ workspace: string; member: string; channel: string; thread: string }>) =>
  web(build)
    .selectFrom('web_reads')
    .select('position')
    .where('workspace_id', '=', p('workspace'))
    .where('member_id', '=', p('member'))
    .where('channel_id', '=', p('channel'))
    .where('thread_id', '=', p('thread')),
);

const unread = query((build, p: Param<{ workspace: string; member: string; after: number }>) =>
  web(build)
    .selectFrom('web_messages as m')
    .leftJoin('web_reads as r', (join) =>
      join
        .onRef('r.workspace_id', '=', 'm.workspace_id')
        .onRef('r.channel_id', '=', 'm.channel_id')
        .onRef('r.thread_id', '=', 'm.thread_id')
        .on('r.member_id', '=', p('member')),
    )
    .leftJoin('web_mentions as n', (join) =>
      join
        .onRef('n.workspace_id', '=', 'm.workspace_id')
        .onRef('n.message_id', '=', 'm.id')
        .on('n.member_id', '=', p('member')),
    )
    .select((eb) => [
      'm.channel_id',
      'm.thread_id',
      eb.fn.countAll<number>().as('unread'),
      eb.fn.count<number>('n.member_id').as('mentions'),
    ])
    .where('m.workspace_id', '=', p('workspace'))
    .where('m.seq', '>', p('after'))
    .where('m.deleted_at', 'is', null)
    .where((eb) => eb.or([eb('m.author_id', 'is', null), eb('m.author_id', '<>', p('member'))]))
    .where((eb) => eb.or([eb('r.position', 'is', null), eb('m.position', '>', eb.ref('r.position'))]))
    .where((eb) =>
      eb.or([
        eb('m.thread_id', '=', sql<string>`''`),
        eb('r.position', 'is not', null),
        eb('n.member_id', 'is not', null),
      ]),
    )
    .groupBy(['m.channel_id', 'm.thread_id'])
    .orderBy('m.channel_id')
    .orderBy('m.thread_id'),
);
