/** Which card of ours is where, and what it shows. Every posted copy is registered, so that all can settle together. */
import type { Db } from './database.ts';
import { type Param, query } from './query.ts';

export interface Message {
  readonly workspace: string;
  readonly viewKey: string;
  readonly platform: string;
  /** The conversation, as its platform calls it (`C1`, without the platform). */
  readonly place: string;
  /** Platform id of the message whose thread it is in. */
  readonly thread?: string | undefined;
  readonly platformId: string;
  /** A fingerprint of what it shows. */
  readonly shown: string;
  /** The effect that posted it. */
  readonly effect: string;
  readonly at: number;
}

const ofView = query((build, p: Param<{ workspace: string; viewKey: string }>) =>
  build
    .selectFrom('messages')
    .selectAll()
    .where('workspace_id', '=', p('workspace'))
    .where('view_key', '=', p('viewKey'))
    .orderBy('at'),
);

/** Every posted copy of a view, oldest first. */
export async function loadMessages(db: Db, workspace: string, viewKey: string): Promise<readonly Message[]> {
  const rows = await db.all(ofView, { workspace, viewKey });
  return rows.map((row) => ({
    ...{ workspace, viewKey, platform: row.platform, place: row.place, platformId: row.platform_id },
    ...(row.thread === null ? {} : { thread: row.thread }),
    ...{ shown: row.shown, effect: row.effect_id, at: row.at },
  }));
}

const save = query((build, p: Param<Omit<Message, 'thread'> & { thread: string | null }>) =>
  build
    .insertInto('messages')
    .values({
      workspace_id: p('workspace'),
      view_key: p('viewKey'),
      platform: p('platform'),
      place: p('place'),
      thread: p('thread'),
      platform_id: p('platformId'),
      shown: p('shown'),
      effect_id: p('effect'),
      at: p('at'),
    })
    .onConflict((same) =>
      same
        .columns(['workspace_id', 'view_key', 'platform', 'platform_id'])
        .doUpdateSet(({ ref }) => ({ shown: ref('excluded.shown') })),
    ),
);

/** Registers a posted copy, or what a registered one shows now. */
export async function saveMessage(db: Db, message: Message): Promise<void> {
  await db.run(save, { ...message, thread: message.thread ?? null });
}

const forget = query((build, p: Param<{ workspace: string; viewKey: string; platformId: string }>) =>
  build
    .deleteFrom('messages')
    .where('workspace_id', '=', p('workspace'))
    .where('view_key', '=', p('viewKey'))
    .where('platform_id', '=', p('platformId')),
);

/** Somebody deleted the message on its platform. */
export async function forgetMessage(db: Db, workspace: string, viewKey: string, platformId: string): Promise<void> {
  await db.run(forget, { workspace, viewKey, platformId });
}
