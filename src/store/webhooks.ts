/** Who is told what happens in runs. Secrets are encrypted by whoever hands them in. */
import type { Position } from './changes.ts';
import type { Database, Db } from './database.ts';
import { type Bound, type Param, query } from './query.ts';
import type { Tables } from './tables.ts';

/** Why one is off: somebody switched it off, its address is gone for good, or nothing has arrived for days. */
export type Off = 'by_hand' | 'gone' | 'failing';

export interface Webhook {
  readonly workspace: string;
  readonly id: string;
  readonly url: string;
  /** Topics (`step`) and types (`step.completed`). */
  readonly events: readonly string[];
  readonly secret: string;
  /** The secret before this one, and until when it counts too. */
  readonly before?: { readonly secret: string; readonly until: number } | undefined;
  /** Absent while it is on. */
  readonly off?: Off | undefined;
  /** Since when nothing has arrived; absent while things do. */
  readonly failingSince?: number | undefined;
  /** It is told of changes after this one. */
  readonly from: Position;
  readonly createdBy: string;
  readonly createdAt: number;
}

type Row = Tables['webhooks'];
interface One {
  readonly workspace: string;
  readonly id: string;
}

const save = query((build, p: Param<Row>) =>
  build.insertInto('webhooks').values({
    ...{ workspace_id: p('workspace_id'), id: p('id'), url: p('url'), events: p('events'), secret: p('secret') },
    ...{ secret_before: null, before_until: null, off_because: null, failing_since: null },
    ...{ from_xact: p('from_xact'), from_seq: p('from_seq') },
    ...{ created_by: p('created_by'), created_at: p('created_at') },
  }),
);

/** Throws `VersionConflict` if there is one of this id. */
export async function addWebhook(db: Db, webhook: Webhook): Promise<void> {
  await db.run(save, {
    ...{ workspace_id: webhook.workspace, id: webhook.id, url: webhook.url, secret: webhook.secret },
    ...{ events: JSON.stringify(webhook.events), secret_before: null, before_until: null, off_because: null },
    ...{ failing_since: null, from_xact: webhook.from.xact, from_seq: webhook.from.seq },
    ...{ created_by: webhook.createdBy, created_at: webhook.createdAt },
  });
}

const one = query((build, p: Param<One>) =>
  build.selectFrom('webhooks').selectAll().where('workspace_id', '=', p('workspace')).where('id', '=', p('id')),
);

export async function findWebhook(db: Db, workspace: string, id: string): Promise<Webhook | undefined> {
  const row = await db.one(one, { workspace, id });
  return row && webhookOf(row);
}

const ofWorkspace = query((build, p: Param<{ workspace: string }>) =>
  build
    .selectFrom('webhooks')
    .selectAll()
    .where('workspace_id', '=', p('workspace'))
    .orderBy('created_at', 'desc')
    .orderBy('id'),
);

/** The newest first. */
export async function listWebhooks(db: Db, workspace: string): Promise<readonly Webhook[]> {
  return (await db.all(ofWorkspace, { workspace })).map(webhookOf);
}

const listening = query((build, _: Param<Bound>) =>
  build.selectFrom('webhooks').selectAll().where('off_because', 'is', null),
);

/** Those that are on, of all workspaces. */
export async function listListening(db: Db): Promise<readonly Webhook[]> {
  return (await db.all(listening, {})).map(webhookOf);
}

const events = query((build, p: Param<One & { url: string; events: string }>) =>
  build
    .updateTable('webhooks')
    .set({ url: p('url'), events: p('events') })
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id')),
);

export async function changeWebhook(
  db: Db,
  { workspace, id }: One,
  { url, events: wanted }: Pick<Webhook, 'url' | 'events'>,
): Promise<void> {
  await db.run(events, { workspace, id, url, events: JSON.stringify(wanted) });
}

const on = query((build, p: Param<One & Position>) =>
  build
    .updateTable('webhooks')
    .set({ off_because: null, failing_since: null, from_xact: p('xact'), from_seq: p('seq') })
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id'))
    .where('off_because', 'is not', null),
);

/** What happened while it was off it is not told of. */
export async function switchOn(db: Db, { workspace, id }: One, from: Position): Promise<void> {
  await db.run(on, { workspace, id, ...from });
}

const off = query((build, p: Param<One & { because: string }>) =>
  build
    .updateTable('webhooks')
    .set({ off_because: p('because') })
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id'))
    .where('off_because', 'is', null),
);

/** Whether that switched it off: it was on. */
export async function switchOff(db: Db, { workspace, id }: One, because: Off): Promise<boolean> {
  return (await db.run(off, { workspace, id, because })) > 0;
}

const secret = query((build, p: Param<One & { secret: string; until: number }>) =>
  build
    .updateTable('webhooks')
    .set((now) => ({ secret: p('secret'), secret_before: now.ref('secret'), before_until: p('until') }))
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id')),
);

/** The one of before counts too `until` an instant. */
export async function renewSecret(
  db: Db,
  { workspace, id }: One,
  renewed: { readonly secret: string; readonly until: number },
): Promise<void> {
  await db.run(secret, { workspace, id, ...renewed });
}

const arrived = query((build, p: Param<One>) =>
  build
    .updateTable('webhooks')
    .set({ failing_since: null })
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id'))
    .where('failing_since', 'is not', null),
);
const missed = query((build, p: Param<One & { now: number }>) =>
  build
    .updateTable('webhooks')
    .set({ failing_since: p('now') })
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id'))
    .where('failing_since', 'is', null),
);

export async function noteArrived(db: Db, { workspace, id }: One): Promise<void> {
  await db.run(arrived, { workspace, id });
}

export async function noteMissed(db: Db, { workspace, id }: One, now: number): Promise<void> {
  await db.run(missed, { workspace, id, now });
}

const remove = query((build, p: Param<One>) =>
  build.deleteFrom('webhooks').where('workspace_id', '=', p('workspace')).where('id', '=', p('id')),
);
const removeOwed = query((build, p: Param<One>) =>
  build.deleteFrom('webhook_deliveries').where('workspace_id', '=', p('workspace')).where('webhook', '=', p('id')),
);

/** With all that it is owed, and its log. */
export async function removeWebhook(db: Database, one: One): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.run(remove, one);
    await tx.run(removeOwed, one);
  });
}

function webhookOf(row: Row): Webhook {
  const before = row.secret_before === null ? undefined : { secret: row.secret_before, until: row.before_until ?? 0 };
  return {
    ...{ workspace: row.workspace_id, id: row.id, url: row.url, events: JSON.parse(row.events) as string[] },
    ...{ secret: row.secret, before, off: (row.off_because ?? undefined) as Off | undefined },
    failingSince: row.failing_since ?? undefined,
    from: { xact: Number(row.from_xact), seq: Number(row.from_seq) },
    ...{ createdBy: row.created_by, createdAt: row.created_at },
  };
}
