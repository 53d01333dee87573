/** The limit on PostgreSQL: all rows of a tap in one prepared statement, each tap a commit, on a connection of its own. */
import pg from 'pg';
import { type RowWrite, valuesOf } from './recording.ts';

export interface RawPostgres {
  readonly connections: readonly ((rows: readonly RowWrite[]) => Promise<void>)[];
  close(): Promise<void>;
}

export async function openRawPostgres(url: string, count: number): Promise<RawPostgres> {
  const names = new Map<string, string>();
  const clients = await Promise.all(
    Array.from({ length: count }, async () => {
      const client = new pg.Client(url);
      await client.connect();
      return client;
    }),
  );
  const connections = clients.map((client) => async (rows: readonly RowWrite[]) => {
    const text = statementOf(rows);
    const name = names.get(text) ?? `tap${names.size}`;
    names.set(text, name);
    await client.query({ name, text, values: rows.flatMap(valuesOf) });
  });
  return { connections, close: async () => void (await Promise.all(clients.map((client) => client.end()))) };
}

/** Rows of one write are one `values` list; each write is a part of one `with`. */
function statementOf(rows: readonly RowWrite[]): string {
  let bound = 0;
  const parts = [...Map.groupBy(rows, (each) => each.write)].map(([write, same], index) => {
    const all = write.one.replace(
      /values (\([?, ]+\))/,
      (_, row: string) => `values ${same.map(() => row).join(', ')}`,
    );
    return `w${index} as (${all.replaceAll('?', () => `$${++bound}`)})`;
  });
  return `with ${parts.join(', ')} select 1`;
}
