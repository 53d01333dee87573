/** Microsoft Teams: the conversations that Sopwith is in, how people are called there, and which upload links were used. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // One person who comes from two platforms is one member.
  await db.schema.alterTable('members').addColumn('email', 'text').execute();
  await db.schema.createIndex('members_by_email').on('members').columns(['workspace_id', 'email']).execute();

  await db.schema
    .createTable('teams_conversations')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    // Without the thread: that is a part of a channel's conversation.
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('service_url', 'text', (column) => column.notNull())
    .addColumn('bot_id', 'text', (column) => column.notNull())
    // Of a channel: its team, as the Bot Framework and as Microsoft Graph call it.
    .addColumn('team_id', 'text')
    .addColumn('group_id', 'text')
    // Of a personal chat: whose it is.
    .addColumn('member_id', 'text')
    // Absent once Sopwith was removed from it.
    .addColumn('joined_at', 'bigint')
    .addColumn('welcomed_at', 'bigint')
    .addPrimaryKeyConstraint('teams_conversations_pk', ['workspace_id', 'id'])
    .execute();
  await db.schema
    .createIndex('teams_conversations_of_member')
    .on('teams_conversations')
    .columns(['workspace_id', 'member_id'])
    .execute();

  await db.schema
    .createTable('teams_people')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', (column) => column.notNull())
    // As the Bot Framework calls them: mentions and cards that refresh want it.
    .addColumn('teams_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('teams_people_pk', ['workspace_id', 'member_id'])
    .execute();
  await db.schema
    .createIndex('teams_people_by_teams_id')
    .on('teams_people')
    .columns(['workspace_id', 'teams_id'])
    .execute();

  // A message that was said twice, because the answer to the first was lost, is found by what posted it.
  await db.schema.createIndex('messages_by_effect').on('messages').columns(['workspace_id', 'effect_id']).execute();

  await db.schema
    .createTable('teams_role_owners')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    // The team whose owners hold it, as Microsoft Graph calls it, and a channel of it.
    .addColumn('group_id', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    // Who let them hold it: changes of theirs are made in that name.
    .addColumn('member_id', 'text', (column) => column.notNull())
    // JSON of the members who owned it last.
    .addColumn('owners', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('teams_role_owners_pk', ['workspace_id', 'role', 'group_id'])
    .execute();

  await db.schema
    .createTable('teams_uploads')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('teams_uploads_pk', ['workspace_id', 'ticket'])
    .execute();
}
