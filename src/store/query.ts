/**
 * Queries that are built with kysely once and run many times. Building and compiling costs more than a small query
 * itself, so here it happens on first use, once per dialect; running it only fills in the values.
 *
 *     const nameOf = query((build, p: Param<{ workspace: string; id: string }>) =>
 *       build.selectFrom('members').select('name').where('workspace_id', '=', p('workspace')).where('id', '=', p('id')));
 *     const row = await db.one(nameOf, { workspace, id });
 *
 * What is written into the query as it is (`'pending'`, `0`) becomes a literal of the SQL, never a parameter, so that
 * the planner sees that a partial index fits.
 */
import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Tables } from './tables.ts';

export type Dialect = 'sqlite' | 'postgres';
export type Build = Kysely<Tables>;

/** The place of a value that is known when the query runs. */
export type Param<Params> = <Name extends keyof Params & string>(name: Name) => Params[Name];

/** SQL, and how to get its values. `name` is absent where the SQL differs from call to call. */
export interface Statement {
  readonly sql: string;
  readonly name?: string;
}

export interface Query<Params, Row> {
  statement(dialect: Dialect): Statement;
  values(dialect: Dialect, params: Params): readonly unknown[];
  /** Asked by many at once, it may travel as one (`lookup`). */
  readonly isLookup?: true;
  /** Only for the compiler: what a row looks like. */
  readonly row?: Row;
}

/** Parameters of a query that carries its values itself. */
export type Bound = Readonly<Record<never, never>>;

/** A query of which only the values change. `dialect` is for locking words that one database lacks. */
export function query<Params, Row>(
  make: (build: Build, p: Param<Params>, dialect: Dialect) => Compilable<Row>,
): Query<Params, Row> {
  const compiled: Partial<Record<Dialect, Compiled>> = {};
  const compile = (dialect: Dialect): Compiled => {
    const { sql, parameters } = make(once[dialect], placeholder, dialect).compile();
    queries += 1;
    return { sql, name: `q${queries}`, names: parameters.map((each) => (each as Placeholder).name) };
  };
  const of = (dialect: Dialect): Compiled => {
    compiled[dialect] ??= compile(dialect);
    return compiled[dialect];
  };
  return {
    statement: of,
    values: (dialect, params) => of(dialect).names.map((name) => params[name as keyof Params]),
  };
}

/**
 * A query that is asked by many works at the same moment, such as what every command asks first. Where round trips cost,
 * those of one moment go as one. Its parameters are text or integers, never null, and it has neither `limit` nor lock.
 */
export function lookup<Params, Row>(make: (build: Build, p: Param<Params>) => Compilable<Row>): Query<Params, Row> {
  return { ...query(make), isLookup: true };
}

/** A query whose SQL depends on the call (`in (…)`, optional filters). Compiled every time: not for the hot path. */
export function dynamic<Row>(make: (build: Build) => Compilable<Row>): Query<Bound, Row> {
  const compiled: Partial<Record<Dialect, { sql: string; parameters: readonly unknown[] }>> = {};
  const of = (dialect: Dialect) => {
    compiled[dialect] ??= make(each[dialect]).compile();
    return compiled[dialect];
  };
  return { statement: (dialect) => ({ sql: of(dialect).sql }), values: (dialect) => of(dialect).parameters };
}

interface Compiled extends Statement {
  readonly name: string;
  readonly names: readonly string[];
}

class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

// The builder takes the placeholder for the value that will stand there.
const placeholder = ((name: string) => new Placeholder(name)) as Param<never>;

class SqliteOnce extends SqliteQueryCompiler {
  protected override appendValue(value: unknown): void {
    if (value instanceof Placeholder) super.appendValue(value);
    else this.appendImmediateValue(value);
  }
}

class PostgresOnce extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    if (value instanceof Placeholder) super.appendValue(value);
    else this.appendImmediateValue(value);
  }
}

let queries = 0;

const once = { sqlite: sqlite(() => new SqliteOnce()), postgres: postgres(() => new PostgresOnce()) };
const each = { sqlite: sqlite(() => new SqliteQueryCompiler()), postgres: postgres(() => new PostgresQueryCompiler()) };

function sqlite(createQueryCompiler: () => SqliteQueryCompiler): Build {
  return new Kysely({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler,
    },
  });
}

function postgres(createQueryCompiler: () => PostgresQueryCompiler): Build {
  return new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler,
    },
  });
}
