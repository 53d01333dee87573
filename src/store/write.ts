/**
 * Writes whose answer nobody waits for: `tx.put(write, row)`. The rows of a transaction are gathered and written just
 * before it commits, those of one write together: PostgreSQL in one statement, because round trips are what costs
 * there; SQLite in as many as it takes.
 */
import { INTEGER_COLUMNS, type Tables } from './tables.ts';

export interface Write<Row> {
  /** Declared earlier means written earlier, in every transaction: so two of them never wait for each other in a ring. */
  readonly order: number;
  readonly columns: readonly string[];
  /** Rows with the same values here are one row; the later one counts. Empty: rows are never merged. */
  readonly key: readonly string[];
  /** Fewer rows changed than were put is a `VersionConflict`. */
  readonly expectAll: boolean;
  /** SQL for one row, whose values are bound in the order of `columns`. */
  readonly one: string;
  /** SQL for so many rows at once, their values bound one row after the other; absent where each row needs its own. */
  readonly several?: (count: number) => string;
  /** SQL for many rows, given as one JSON text; with `expectAll`, their count is the second value. */
  readonly many: string;
  /** Only for the compiler: what a row looks like. */
  readonly takes?: (row: Row) => void;
}

type Column<Table extends keyof Tables> = keyof Tables[Table] & string;

export interface Insert<Table extends keyof Tables, Name extends Column<Table>> {
  readonly into: Table;
  readonly columns: readonly Name[];
  /** What to do when the key is there already; without it that is a `VersionConflict`. */
  readonly onConflict?: OnConflict<Name>;
}

interface OnConflict<Name extends string> {
  readonly key: readonly Name[];
  /** Condition of the partial unique index that the key belongs to. */
  readonly where?: string;
  /** Columns that take the new row's values, or SQL by column. Empty: the row that is there stays. */
  readonly set: readonly Name[] | Readonly<Partial<Record<Name, string>>>;
}

/** Declares an insert, an insert that ignores what is there, or an upsert. */
export function insert<Table extends keyof Tables, Name extends Column<Table>>(
  spec: Insert<Table, Name>,
): Write<Pick<Tables[Table], Name>> {
  const { into, columns, onConflict } = spec;
  const named = `into ${quote(into)} (${columns.map(quote).join(', ')})`;
  const head = `insert ${named}`;
  const tail = onConflict ? ` ${conflictClause(onConflict)}` : '';
  const one = `(${columns.map(() => '?').join(', ')})`;
  return {
    order: nextOrder(),
    columns,
    key: onConflict?.key ?? [],
    expectAll: false,
    one: `${head} values ${one}${tail}`,
    // Rolling back at once, as the transaction would anyway, spares SQLite a journal of its own for the statement.
    several: (count) =>
      `insert or rollback ${named} values ${Array.from({ length: count }, () => one).join(', ')}${tail}`,
    many: `${head} select ${columns.map(quote).join(', ')} from ${rows(columns)}${tail}`,
  };
}

export interface Update<Table extends keyof Tables, Key extends Column<Table>, Name extends Column<Table>> {
  readonly table: Table;
  readonly key: readonly Key[];
  readonly set: readonly Name[];
}

/**
 * Declares an update of rows that have a `version`. A row says which version it was made from (`from_version`); if that
 * is not the stored one, somebody was faster: `VersionConflict`.
 */
export function versionedUpdate<
  Table extends 'runs' | 'sops' | 'imports' | 'routines' | 'settings' | 'digests',
  Key extends Column<Table>,
  Name extends Column<Table>,
>(spec: Update<Table, Key, Name>): Write<Pick<Tables[Table], Key | Name> & { from_version: number }> {
  const { table, key, set } = spec;
  const columns = [...set, ...key, 'from_version'] as const;
  const target = quote(table);
  const matches = (value: (column: string) => string) => [
    ...key.map((name) => `${target}.${quote(name)} = ${value(name)}`),
    `${target}."version" = ${value('from_version')}`,
  ];
  const assign = (value: (column: string) => string) => set.map((name) => `${quote(name)} = ${value(name)}`).join(', ');
  const fromRow = (name: string) => `r.${quote(name)}`;
  return {
    order: nextOrder(),
    columns,
    key: [],
    expectAll: true,
    one: `update ${target} set ${assign(() => '?')} where ${matches(() => '?').join(' and ')}`,
    many:
      `with changed as (update ${target} set ${assign(fromRow)} from ${rows(columns)} ` +
      `where ${matches(fromRow).join(' and ')} returning 1) ` +
      'select sopwith_expect((select count(*) from changed), $2)',
  };
}

/** Declares a removal of rows by key; a row that is not there is no error. */
export function removal<Table extends keyof Tables, Key extends Column<Table>>(
  table: Table,
  key: readonly Key[],
): Write<Pick<Tables[Table], Key>> {
  const target = quote(table);
  const matches = (value: (column: string) => string) =>
    key.map((name) => `${target}.${quote(name)} = ${value(name)}`).join(' and ');
  return {
    order: nextOrder(),
    columns: key,
    key,
    expectAll: false,
    one: `delete from ${target} where ${matches(() => '?')}`,
    many: `delete from ${target} using ${rows(key)} where ${matches((name) => `r.${quote(name)}`)}`,
  };
}

function conflictClause<Name extends string>({ key, where, set }: OnConflict<Name>): string {
  const target = `(${key.map(quote).join(', ')})${where ? ` where ${where}` : ''}`;
  const takes: readonly [string, unknown][] = isList(set)
    ? set.map((name) => [name, `excluded.${quote(name)}`])
    : Object.entries(set);
  if (takes.length === 0) return `on conflict ${target} do nothing`;
  return `on conflict ${target} do update set ${takes.map(([name, value]) => `${quote(name)} = ${value}`).join(', ')}`;
}

function isList<Name>(set: readonly Name[] | object): set is readonly Name[] {
  return Array.isArray(set);
}

/** PostgreSQL reads the rows back out of one JSON text. */
function rows(columns: readonly string[]): string {
  const typed = columns.map((name) => `${quote(name)} ${isInteger(name) ? 'bigint' : 'text'}`);
  return `json_to_recordset($1::json) as r(${typed.join(', ')})`;
}

function isInteger(column: string): boolean {
  return column === 'from_version' || INTEGER_COLUMNS.has(column);
}

function quote(name: string): string {
  return `"${name}"`;
}

let declared = 0;

function nextOrder(): number {
  declared += 1;
  return declared;
}
