/** What is sent to PostgreSQL: one question, many questions as one, many rows as one. */
import type pg from 'pg';
import { explainQuery } from './postgres-errors.ts';
import type { Query } from './query.ts';
import type { Write } from './write.ts';

export interface Result<Row> {
  readonly rows: readonly Row[];
  readonly rowCount: number | null;
  readonly command: string;
}

export interface Question {
  readonly text: string;
  /** Prepared under this name, once per connection. */
  readonly name?: string;
  readonly values?: readonly unknown[];
}

/** Rejects with what the error means (`postgres-errors.ts`). */
export function send<Row>(client: pg.PoolClient, asked: Question): Promise<Result<Row>> {
  return new Promise((resolve, reject) => {
    client.query(asked as pg.QueryConfig, (error: Error | null, result) => {
      if (error) reject(explainQuery(error));
      else resolve(result as unknown as Result<Row>);
    });
  });
}

export function question<Params>(query: Query<Params, unknown>, params: Params): Question {
  const { sql, name } = query.statement('postgres');
  const values = query.values('postgres', params).map((value) => (typeof value === 'string' ? storable(value) : value));
  return name === undefined ? { text: sql, values } : { text: sql, name, values };
}

/** The same lookup for many parameters as one statement. Each row says in `asked` which of them it answers. */
export function many(query: Query<never, unknown>, params: readonly object[]): Question {
  const { sql, name = '' } = query.statement('postgres');
  let text = lookups.get(sql);
  if (!text) {
    const values = query.values('postgres', params[0] as never);
    const columns = values.map((value, index) => `v${index + 1} ${typeof value === 'number' ? 'bigint' : 'text'}`);
    // `offset 0` keeps the lookup what it is: one way through its index for each, never a join over the whole table.
    text =
      `select asked.asked, found.* from json_to_recordset($1::json) as asked(asked bigint, ${columns.join(', ')}) ` +
      `cross join lateral (${sql.replaceAll(/\$(\d+)/g, 'asked.v$1')} offset 0) as found`;
    lookups.set(sql, text);
  }
  const rows = params.map((each, asked) => {
    const values = query.values('postgres', each as never).map((value, index) => [`v${index + 1}`, value]);
    return { asked, ...Object.fromEntries(values) };
  });
  return { text, name: `${name}m`, values: [storableJson(rows)] };
}

const lookups = new Map<string, string>();

/** One statement for all rows of a write. */
export function bulk(write: Write<never>, rows: readonly object[]): Question {
  const json = storableJson(merged(write.key, rows as readonly Cells[]));
  const values = write.expectAll ? [json, rows.length] : [json];
  return { text: write.many, name: `w${write.order}`, values };
}

type Cells = Readonly<Record<string, unknown>>;

/** Rows of one key as one, the latest; in the order of their keys, so that transactions take row locks in one order. */
function merged(key: readonly string[], rows: readonly Cells[]): readonly Cells[] {
  if (key.length === 0 || rows.length === 1) return rows;
  const byKey = new Map<string, Cells>();
  for (const row of rows) byKey.set(key.map((column) => row[column]).join('\0'), row);
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** PostgreSQL stores neither U+0000 nor half a surrogate pair: they become U+FFFD, as on a screen. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}

function storableJson(rows: readonly Cells[]): string {
  const json = JSON.stringify(rows);
  if (!/\\u(?:0000|d[89a-f])/.test(json)) return json;
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value));
}
