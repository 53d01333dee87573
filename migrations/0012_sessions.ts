/** Signing in to the library: the one-time links that people ask for, and the sessions that they open. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // One a member: a newer link takes the place of the one before.
  await db.schema
    .createTable('library_links')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', (column) => column.notNull())
    // SHA-256 of the token in the link, in hex. The token itself is kept nowhere.
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .addPrimaryKeyConstraint('library_links_pk', ['workspace_id', 'member_id'])
    .execute();
  await db.schema.createIndex('library_links_hash').on('library_links').column('hash').unique().execute();

  await db.schema
    .createTable('library_sessions')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    // SHA-256 of the token in the cookie, in hex.
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('library_sessions_pk', ['workspace_id', 'id'])
    .execute();
  await db.schema.createIndex('library_sessions_id').on('library_sessions').column('id').unique().execute();
  await db.schema
    .createIndex('library_sessions_of_member')
    .on('library_sessions')
    .columns(['workspace_id', 'member_id'])
    .execute();
  // Those that are over are found, and forgotten, without looking at the others.
  await db.schema
    .createIndex('library_sessions_over')
    .on('library_sessions')
    .columns(['workspace_id', 'ends_at'])
    .execute();
}
