/** The limit on SQLite: nothing but prepared statements that write given rows, one transaction a tap. */
import Sqlite from 'better-sqlite3';
import { type RowWrite, valuesOf } from './recording.ts';

export interface RawSqlite {
  write(rows: readonly RowWrite[]): void;
  close(): void;
}

/** As durable as the store (`synchronous = FULL`), and as well tuned. */
export function openRawSqlite(file: string): RawSqlite {
  const connection = new Sqlite(file);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('wal_autocheckpoint = 4000');
  connection.pragma('cache_size = -65536');
  const statements = new Map<string, Sqlite.Statement<unknown[]>>();
  const prepared = (sql: string) => {
    const known = statements.get(sql) ?? connection.prepare<unknown[]>(sql);
    statements.set(sql, known);
    return known;
  };
  const begin = connection.prepare('begin immediate');
  const commit = connection.prepare('commit');
  return {
    write(rows) {
      begin.run();
      for (const each of rows) prepared(each.write.one).run(...valuesOf(each));
      commit.run();
    },
    close: () => void connection.close(),
  };
}
