/** The local workspace: a chat of its own, for people who have no Slack or Teams at hand. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // One counter a workspace: every change of a message takes the next number, so that a reader who says what it saw last
  // gets exactly what it missed. Taking a number locks the row until the commit: numbers become visible in order.
  await db.schema
    .createTable('web_sequences')
    .addColumn('workspace_id', 'text', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('web_channels')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('web_channels_pk', ['workspace_id', 'id'])
    .execute();

  await db.schema
    .createTable('web_messages')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addColumn('author_id', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('card', 'text')
    .addColumn('effect_id', 'text')
    .addColumn('request_key', 'text')
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('deleted_at', 'bigint')
    .addPrimaryKeyConstraint('web_messages_pk', ['workspace_id', 'id'])
    .execute();
  const index = (name: string, columns: string[]) => db.schema.createIndex(name).on('web_messages').columns(columns);
  await index('web_messages_place', ['workspace_id', 'channel_id', 'thread_id', 'position']).execute();
  await index('web_messages_thread', ['workspace_id', 'thread_id', 'position']).execute();
  await index('web_messages_seq', ['workspace_id', 'seq']).unique().execute();
  // Posting for the same effect or the same request twice is one message (null never equals null).
  await index('web_messages_effect', ['workspace_id', 'effect_id']).unique().execute();
  await index('web_messages_request', ['workspace_id', 'request_key']).unique().execute();

  await db.schema
    .createTable('web_mentions')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('web_mentions_pk', ['workspace_id', 'message_id', 'member_id'])
    .execute();

  await db.schema
    .createTable('web_reads')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('web_reads_pk', ['workspace_id', 'member_id', 'channel_id', 'thread_id'])
    .execute();

  await db.schema
    .createTable('web_files')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('mime', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('web_files_pk', ['workspace_id', 'message_id', 'position'])
    .execute();
}
