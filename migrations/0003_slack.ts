/** Slack: where the app is installed, which user groups hold a role, and finding what a message of ours shows. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('slack_installations')
    .addColumn('workspace_id', 'text', (column) => column.primaryKey())
    .addColumn('team_id', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    // The address of the workspace at Slack, for links to messages.
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('bot_id', 'text', (column) => column.notNull())
    .addColumn('bot_user_id', 'text', (column) => column.notNull())
    // Encrypted.
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('installed_by', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('slack_role_groups')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('group_id', 'text', (column) => column.notNull())
    // Who let the group hold it: changes of the group are theirs.
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('slack_role_groups_pk', ['workspace_id', 'role', 'group_id'])
    .execute();

  await db.schema
    .createIndex('messages_by_platform_id')
    .on('messages')
    .columns(['workspace_id', 'platform_id'])
    .execute();
}
