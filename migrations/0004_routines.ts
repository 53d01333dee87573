/** Routines: schedules that start runs. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('routines')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('head', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('sop_id', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('next', 'bigint')
    .addPrimaryKeyConstraint('routines_pk', ['workspace_id', 'id'])
    .execute();

  // One SOP has one routine in one place: a second schedule there would start its runs twice.
  await db.schema
    .createIndex('routines_live')
    .unique()
    .on('routines')
    .columns(['workspace_id', 'sop_id', 'place'])
    .where(sql.ref('status'), '<>', sql.lit('ended'))
    .execute();
}
