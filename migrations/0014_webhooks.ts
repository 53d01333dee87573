/** Webhooks: who is told what happens in runs, what they are owed, and what became of it. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // The version before the commit: which events it brought. Rows of before are none that anybody is owed.
  await db.schema
    .alterTable('changes')
    .addColumn('since', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();

  await db.schema
    .createTable('webhooks')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    // JSON: a list of topics and of event types.
    .addColumn('events', 'text', (column) => column.notNull())
    // Encrypted.
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('secret_before', 'text')
    // Until when what is sent is signed with the secret of before as well.
    .addColumn('before_until', 'bigint')
    // Null while it is on.
    .addColumn('off_because', 'text')
    // Since when nothing has arrived; null while things do.
    .addColumn('failing_since', 'bigint')
    // Changes before this position were never meant for it.
    .addColumn('from_xact', 'bigint', (column) => column.notNull())
    .addColumn('from_seq', 'bigint', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('webhooks_pk', ['workspace_id', 'id'])
    .execute();

  await db.schema
    .createTable('webhook_deliveries')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('webhook', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    // Null: nothing happened, somebody tries whether it arrives.
    .addColumn('run', 'text')
    .addColumn('seq', 'bigint')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    // When it is sent, or sent again if whoever took it never says what became of it.
    .addColumn('due', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'bigint', (column) => column.notNull())
    .addColumn('answer', 'bigint')
    .addColumn('error', 'text')
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('webhook_deliveries_pk', ['workspace_id', 'webhook', 'id'])
    .execute();
  await db.schema
    .createIndex('webhook_deliveries_due')
    .on('webhook_deliveries')
    .column('due')
    .where(sql.ref('status'), '=', sql.lit('waiting'))
    .execute();
  await db.schema
    .createIndex('webhook_deliveries_log')
    .on('webhook_deliveries')
    .columns(['workspace_id', 'webhook', 'at', 'id'])
    .execute();
  await db.schema.createIndex('webhook_deliveries_at').on('webhook_deliveries').column('at').execute();

  // Up to which change deliveries were made, of all workspaces: one row.
  await db.schema
    .createTable('webhooks_told')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('xact', 'bigint', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .execute();
}
