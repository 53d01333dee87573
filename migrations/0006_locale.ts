/** The language and region that a member's client is set to: how they read a clock. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('members').addColumn('locale', 'text').execute();
}
