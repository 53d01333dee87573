/**
 * The runs of a place by when they ended, and those that are open by when they began: its digest reads those of some
 * days. And where Slack itself has the pictures that were sent there, so that cards can show them.
 */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('runs_of_place')
    .on('runs')
    .columns(['workspace_id', 'place', 'ended_at', 'started_at'])
    .execute();
  await db.schema
    .createTable('slack_pictures')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .addColumn('slack_file', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('slack_pictures_pk', ['workspace_id', 'file'])
    .execute();
}
