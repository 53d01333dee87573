import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { CliError } from './failure.ts';

/** The database that the settings name. Unlike the server, a command does not make one. */
export async function openConfigured(): Promise<Database> {
  const { databaseUrl, data } = readConfig();
  if (databaseUrl !== undefined) return openDatabase({ url: databaseUrl });
  const file = join(data, 'sopwith.db');
  if (!existsSync(file)) {
    throw new CliError(`There is no database at ${file}: set SOPWITH_DATA to its folder, or start the server once.`);
  }
  return openDatabase({ file });
}
