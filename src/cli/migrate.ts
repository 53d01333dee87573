import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { openDatabase } from '../store/database.ts';
import { migrate, pendingMigrations } from '../store/migrate.ts';

/** Runs the migrations that are missing, or with `--check` only names them. */
export async function migrateDatabase(options: { check?: boolean }): Promise<void> {
  const { databaseUrl, data } = readConfig();
  const db = await openDatabase(databaseUrl === undefined ? { file: join(data, 'sopwith.db') } : { url: databaseUrl });
  try {
    const names = options.check ? await pendingMigrations(db) : await migrate(db);
    const what = options.check ? 'Would run' : 'Ran';
    process.stdout.write(names.length === 0 ? 'The database is up to date.\n' : `${what}: ${names.join(', ')}\n`);
  } finally {
    await db.close();
  }
}
