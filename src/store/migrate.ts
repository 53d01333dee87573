/** Bringing a database's tables up to what this version of the software expects. */
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import * as first from '../../migrations/0001_first.ts';
import * as localWorkspace from '../../migrations/0002_local_workspace.ts';
import * as slack from '../../migrations/0003_slack.ts';
import * as routines from '../../migrations/0004_routines.ts';
import * as digest from '../../migrations/0005_digest.ts';
import * as locale from '../../migrations/0006_locale.ts';
import * as teams from '../../migrations/0007_teams.ts';
import * as settings from '../../migrations/0008_settings.ts';
import * as digests from '../../migrations/0010_digests.ts';
import * as lessons from '../../migrations/0011_lessons.ts';
import * as sessions from '../../migrations/0012_sessions.ts';
import * as library from '../../migrations/0013_library.ts';
import * as webhooks from '../../migrations/0014_webhooks.ts';
import * as waitingDrafts from '../../migrations/0015_waiting_drafts.ts';
import type { Database } from './database.ts';
import { DatabaseError } from './errors.ts';
import { dynamic } from './query.ts';

type Asked = Pick<Database, 'all' | 'hasTable'>;

/** In this order, for ever: a migration that has been released never changes. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_first': first,
  '0002_local_workspace': localWorkspace,
  '0003_slack': slack,
  '0004_routines': routines,
  '0005_digest': digest,
  '0006_locale': locale,
  '0007_teams': teams,
  '0008_settings': settings,
  '0010_digests': digests,
  '0011_lessons': lessons,
  '0012_sessions': sessions,
  '0013_library': library,
  '0014_webhooks': webhooks,
  '0015_waiting_drafts': waitingDrafts,
};

/** Runs what has not run yet, all or nothing. Gives the names of what it ran. Throws `DatabaseError`. */
export async function migrate(db: Database): Promise<string[]> {
  await refuseNewer(db);
  return db.alone(async (kysely) => {
    const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => MIGRATIONS } });
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error) {
      const failed = results.find((each) => each.status === 'Error')?.migrationName ?? 'the first';
      throw new DatabaseError(`The migration ${failed} failed; the database is as it was before. Report this error.`, {
        cause: error,
      });
    }
    return results.map((each) => each.migrationName);
  });
}

/** The migrations that `migrate` would run. */
export async function pendingMigrations(db: Asked): Promise<string[]> {
  const done = new Set(await executed(db));
  return Object.keys(MIGRATIONS).filter((name) => !done.has(name));
}

/** Throws `DatabaseError` if the database has a migration that this version of the software does not know. */
export async function refuseNewer(db: Asked): Promise<void> {
  const unknown = (await executed(db)).find((name) => !(name in MIGRATIONS));
  if (unknown === undefined) return;
  throw new DatabaseError(
    `This database was made by a newer version of Sopwith (it has the migration ${unknown}): install that version or a newer one. Nothing was changed.`,
  );
}

async function executed(db: Asked): Promise<string[]> {
  if (!(await db.hasTable('kysely_migration'))) return [];
  const names = dynamic((build) =>
    build.selectFrom(sql<{ name: string }>`kysely_migration`.as('made')).select('made.name').orderBy('made.name'),
  );
  return (await db.all(names, {})).map((row) => row.name);
}
