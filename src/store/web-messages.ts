/** Messages of the local workspace: posting, changing, and what changed since. */
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from './database.ts';
import { dynamic, type Param, query } from './query.ts';
import { type WebMessageRow, web } from './web-tables.ts';

export interface NewWebMessage {
  readonly workspace: string;
  readonly id: string;
  readonly channel: string;
  /** Id of the message whose thread it goes to; '' for the channel itself. */
  readonly thread: string;
  readonly author: string | null;
  readonly text: string;
  readonly card: string | null;
  readonly mentions: readonly string[];
  readonly effect: string | null;
  readonly requestKey: string | null;
  readonly at: number;
}

/** Posts a message, and marks its thread's first message as changed. Throws `VersionConflict` if it was posted before. */
export async function addWebMessage(tx: Tx, message: NewWebMessage): Promise<void> {
  const { workspace, id, thread } = message;
  if (thread) await tx.run(touch, { workspace, id: thread, seq: await nextSeq(tx, workspace) });
  await tx.run(add, { ...message, seq: await nextSeq(tx, workspace) });
  await mention(tx, workspace, id, message.mentions);
}

/** Gives a message another card. False if the message is not there any more. */
export async function changeWebCard(
  tx: Tx,
  change: { workspace: string; id: string; card: string; mentions: readonly string[] },
): Promise<boolean> {
  const { workspace, id, card, mentions } = change;
  const changed = await tx.run(setCard, { workspace, id, card, seq: await nextSeq(tx, workspace) });
  if (changed === 0) return false;
  await tx.run(forgetMentions, { workspace, id });
  await mention(tx, workspace, id, mentions);
  return true;
}

/** Takes a message away; its place stays, so that readers learn of it. False if it was not there. */
export async function deleteWebMessage(
  tx: Tx,
  message: { workspace: string; id: string; at: number },
): Promise<boolean> {
  const changed = await tx.run(remove, { ...message, seq: await nextSeq(tx, message.workspace) });
  return changed > 0;
}

export function findWebMessage(db: Db, where: { workspace: string; id: string }): Promise<WebMessageRow | undefined> {
  return db.one(byId, where);
}

/** The message posted for an effect, unless it was deleted. */
export function findWebMessageByEffect(
  db: Db,
  where: { workspace: string; channel: string; thread: string; effect: string },
): Promise<{ id: string } | undefined> {
  return db.one(byEffect, where);
}

export function findWebMessageByRequest(
  db: Db,
  where: { workspace: string; requestKey: string },
): Promise<WebMessageRow | undefined> {
  return db.one(byRequest, where);
}

/** Messages of a place before a position, newest first, at most `limit`. */
export function listWebMessages(
  db: Db,
  where: { workspace: string; channel: string; thread: string; before: number; limit: number },
): Promise<readonly WebMessageRow[]> {
  return db.all(inPlace, where);
}

/** Messages that came or changed after `seq`, oldest change first, at most `limit`. */
export function webChangesSince(
  db: Db,
  where: { workspace: string; seq: number; limit: number },
): Promise<readonly WebMessageRow[]> {
  return db.all(since, where);
}

/** The number of the newest change; 0 if there is none. */
export async function currentWebSeq(db: Db, workspace: string): Promise<number> {
  return Number((await db.one(currentSeq, { workspace }))?.seq ?? 0);
}

/** Per thread and author: how many replies and when the last one came. */
export async function countWebReplies(
  db: Db,
  workspace: string,
  threads: readonly string[],
): Promise<readonly { thread_id: string; author_id: string | null; replies: number; last_at: number }[]> {
  if (threads.length === 0) return [];
  const rows = await db.all(
    dynamic((build) =>
      web(build)
        .selectFrom('web_messages')
        .select((eb) => [
          'thread_id',
          'author_id',
          eb.fn.countAll<number>().as('replies'),
          eb.fn.max('at').as('last_at'),
        ])
        .where('workspace_id', '=', workspace)
        .where('thread_id', 'in', threads)
        .where('deleted_at', 'is', null)
        .groupBy(['thread_id', 'author_id']),
    ),
    {},
  );
  return rows.map((row) => ({ ...row, replies: Number(row.replies), last_at: Number(row.last_at) }));
}

async function nextSeq(tx: Tx, workspace: string): Promise<number> {
  const row = await tx.one(count, { workspace });
  if (!row) throw new Error('the counter of changes gave no number');
  return Number(row.seq);
}

async function mention(tx: Tx, workspace: string, id: string, members: readonly string[]): Promise<void> {
  for (const member of new Set(members)) await tx.run(addMention, { workspace, id, member });
}

const count = query((build, p: Param<{ workspace: string }>) =>
  web(build)
    .insertInto('web_sequences')
    .values({ workspace_id: p('workspace'), seq: one() })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet({ seq: sql<number>`web_sequences.seq + 1` }))
    .returning('seq'),
);

/** A literal 1 that is surely a number on both databases. */
function one(): RawBuilder<number> {
  return sql<number>`1`;
}

const currentSeq = query((build, p: Param<{ workspace: string }>) =>
  web(build).selectFrom('web_sequences').select('seq').where('workspace_id', '=', p('workspace')),
);

const add = query((build, p: Param<NewWebMessage & { seq: number }>) =>
  web(build)
    .insertInto('web_messages')
    .values({
      workspace_id: p('workspace'),
      id: p('id'),
      channel_id: p('channel'),
      thread_id: p('thread'),
      author_id: p('author'),
      text: p('text'),
      card: p('card'),
      effect_id: p('effect'),
      request_key: p('requestKey'),
      position: p('seq'),
      seq: p('seq'),
      at: p('at'),
      deleted_at: null,
    }),
);

const touch = query((build, p: Param<{ workspace: string; id: string; seq: number }>) =>
  web(build)
    .updateTable('web_messages')
    .set({ seq: p('seq') })
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id')),
);

const setCard = query((build, p: Param<{ workspace: string; id: string; seq: number; card: string }>) =>
  web(build)
    .updateTable('web_messages')
    .set({ seq: p('seq'), card: p('card') })
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id'))
    .where('deleted_at', 'is', null),
);

const remove = query((build, p: Param<{ workspace: string; id: string; seq: number; at: number }>) =>
  web(build)
    .updateTable('web_messages')
    .set({ seq: p('seq'), deleted_at: p('at'), text: sql<string>`''`, card: null, effect_id: null })
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id'))
    .where('deleted_at', 'is', null),
);

const addMention = query((build, p: Param<{ workspace: string; id: string; member: string }>) =>
  web(build)
    .insertInto('web_mentions')
    .values({ workspace_id: p('workspace'), message_id: p('id'), member_id: p('member') }),
);

const forgetMentions = query((build, p: Param<{ workspace: string; id: string }>) =>
  web(build).deleteFrom('web_mentions').where('workspace_id', '=', p('workspace')).where('message_id', '=', p('id')),
);

const byId = query((build, p: Param<{ workspace: string; id: string }>) =>
  web(build)
    .selectFrom('web_messages')
    .selectAll()
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id')),
);

const byEffect = query((build, p: Param<{ workspace: string; channel: string; thread: string; effect: string }>) =>
  web(build)
    .selectFrom('web_messages')
    .select('id')
    .where('workspace_id', '=', p('workspace'))
    .where('effect_id', '=', p('effect'))
    .where('channel_id', '=', p('channel'))
    .where('thread_id', '=', p('thread'))
    .where('deleted_at', 'is', null),
);

const byRequest = query((build, p: Param<{ workspace: string; requestKey: string }>) =>
  web(build)
    .selectFrom('web_messages')
    .selectAll()
    .where('workspace_id', '=', p('workspace'))
    .where('request_key', '=', p('requestKey')),
);

const inPlace = query(
  (build, p: Param<{ workspace: string; channel: string; thread: string; before: number; limit: number }>) =>
    web(build)
      .selectFrom('web_messages')
      .selectAll()
      .where('workspace_id', '=', p('workspace'))
      .where('channel_id', '=', p('channel'))
      .where('thread_id', '=', p('thread'))
      .where('position', '<', p('before'))
      .orderBy('position', 'desc')
      .limit(p('limit')),
);

const since = query((build, p: Param<{ workspace: string; seq: number; limit: number }>) =>
  web(build)
    .selectFrom('web_messages')
    .selectAll()
    .where('workspace_id', '=', p('workspace'))
    .where('seq', '>', p('seq'))
    .orderBy('seq')
    .limit(p('limit')),
);
