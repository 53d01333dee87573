/** What runs teach: where trouble with a step is on record, who asked for a change, and which SOPs have an open proposal. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // JSON of what whoever decided over it wants the procedure to say.
  await db.schema.alterTable('exceptions').addColumn('change', 'text').execute();
  await db.schema
    .alterTable('sops')
    .addColumn('open_proposals', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('sops_proposing')
    .on('sops')
    .columns(['workspace_id', 'key'])
    .where(sql.ref('open_proposals'), '>', sql.lit(0))
    .execute();

  await db.schema
    .createTable('troubles')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('ref', 'text', (column) => column.notNull())
    .addColumn('sop_id', 'text', (column) => column.notNull())
    // Empty: the run as a whole.
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    // Somebody said that the procedure should change.
    .addColumn('asked', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('troubles_pk', ['workspace_id', 'run_id', 'ref'])
    .execute();
  await db.schema
    .createIndex('troubles_of_step')
    .on('troubles')
    .columns(['workspace_id', 'sop_id', 'step', 'at'])
    .execute();
  await db.schema.createIndex('troubles_of_sop').on('troubles').columns(['workspace_id', 'sop_id', 'at']).execute();
  await db.schema.createIndex('troubles_at').on('troubles').columns(['workspace_id', 'at']).execute();
}
