/** Which card of ours is where, and what it shows. Every posted copy is registered, so that all can settle together. */
import type { Database, Db } from './database.ts';
import { putGathered } from './gathered.ts';
import { type Param, query } from './query.ts';
import { insert } from './write.ts';

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

const byPlatformId = query(
  (build, p: Param<{ workspace: string; platform: string; place: string; platformId: string }>) =>
    build
      .selectFrom('messages')
      .select('view_key')
      .where('workspace_id', '=', p('workspace'))
      .where('platform_id', '=', p('platformId'))
      .where('platform', '=', p('platform'))
      .where('place', '=', p('place')),
);

/** The key of the view that a message shows; undefined if it is none of ours. */
export async function findPostedView(
  db: Db,
  message: Pick<Message, 'platform' | 'place' | 'platformId'> & { readonly workspace: string },
): Promise<string | undefined> {
  const { workspace, platform, place, platformId } = message;
  return (await db.one(byPlatformId, { workspace, platform, place, platformId }))?.view_key;
}

const byEffect = query((build, p: Param<{ workspace: string; effect: string; platform: string }>) =>
  build
    .selectFrom('messages')
    .select(['place', 'platform_id'])
    .where('workspace_id', '=', p('workspace'))
    .where('effect_id', '=', p('effect'))
    .where('platform', '=', p('platform')),
);

/** Where the messages that an effect posted are, and how their platform calls them. */
export async function findPostedByEffect(
  db: Db,
  effect: { readonly workspace: string; readonly effect: string; readonly platform: string },
): Promise<readonly Pick<Message, 'place' | 'platformId'>[]> {
  const rows = await db.all(byEffect, effect);
  return rows.map((row) => ({ place: row.place, platformId: row.platform_id }));
}

const save = insert({
  into: 'messages',
  columns: [
    ...(['workspace_id', 'view_key', 'platform', 'place', 'thread', 'platform_id', 'shown'] as const),
    ...(['effect_id', 'at'] as const),
  ],
  onConflict: { key: ['workspace_id', 'view_key', 'platform', 'platform_id'], set: ['shown'] },
});

/** Registers a posted copy, or what a registered one shows now. */
export function saveMessage(db: Database, message: Message): Promise<void> {
  const { workspace, viewKey, platform, place, thread = null, platformId, shown, effect, at } = message;
  return putGathered(db, save, {
    ...{ workspace_id: workspace, view_key: viewKey, platform, place, thread, platform_id: platformId },
    ...{ shown, effect_id: effect, at },
  });
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
