import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isConflict, openDatabase, type Tx } from '../../src/store/database.ts';
import { DatabaseError, VersionConflict } from '../../src/store/errors.ts';
import { migrate, pendingMigrations } from '../../src/store/migrate.ts';
import { dynamic, type Param, query } from '../../src/store/query.ts';
import { INTEGER_COLUMNS } from '../../src/store/tables.ts';
import { findWorkspace, saveWorkspace } from '../../src/store/workspaces.ts';
import {
  DATABASES,
  place,
  postgresServer,
  type TemporaryDatabase,
  temporaryDatabase,
  type Where,
} from '../support/database.ts';

describe.each(DATABASES)('a %s database', (kind) => {
  let temporary: TemporaryDatabase;
  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
  });
  afterAll(() => temporary.end());

  const workspace = () => ({ id: randomUUID(), name: 'Ward', timeZone: 'UTC', at: 1 });

  it('has nothing left to migrate once it is migrated', async () => {
    expect(await pendingMigrations(temporary.db)).toEqual([]);
    expect(await migrate(temporary.db)).toEqual([]);
  });

  it('is migrated once when several processes start at the same moment', async () => {
    const { where, remove } = await place(kind);
    const processes = await Promise.all([1, 2, 3].map(() => openDatabase(where)));
    const [first] = processes;
    const expected = first ? await pendingMigrations(first) : [];
    const ran = await Promise.all(processes.map((db) => migrate(db)));
    expect(expected.length).toBeGreaterThan(0);
    expect(ran.flat()).toEqual(expected);
    for (const db of processes) await db.close();
    await remove();
  });

  it('names as integers the columns that are', async () => {
    expect(await columnsByType(temporary.where)).toEqual([]);
  });

  it('sees in a transaction what it wrote, and nobody else does before it commits', async () => {
    const { db } = temporary;
    const one = workspace();
    await db.transaction(async (tx) => {
      await saveWorkspace(tx, one);
      expect(await findWorkspace(tx, one.id)).toMatchObject({ name: 'Ward' });
      expect(await findWorkspace(db, one.id)).toBeUndefined();
    });
    expect(await findWorkspace(db, one.id)).toMatchObject({ name: 'Ward' });
  });

  it('keeps nothing of a transaction that throws, and goes on', async () => {
    const { db } = temporary;
    const one = workspace();
    const failing = db.transaction(async (tx) => {
      await saveWorkspace(tx, one);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await findWorkspace(db, one.id)).toBeUndefined();
    await saveWorkspace(db, one);
    expect(await findWorkspace(db, one.id)).toBeDefined();
  });

  it('keeps nothing of a transaction in which a statement failed, even if the failure was caught', async () => {
    const { db } = temporary;
    const one = workspace();
    const caught: unknown[] = [];
    const outcome = db.transaction(async (tx) => {
      await saveWorkspace(tx, one);
      await tx.run(plainInsert, one).catch((error: unknown) => caught.push(error));
    });
    await outcome.catch((error: unknown) => caught.push(error));
    expect(caught.every(isConflict)).toBe(true);
    expect(caught.length).toBeGreaterThan(0);
  });

  it('gives a conflict where a unique index says no', async () => {
    const one = workspace();
    await saveWorkspace(temporary.db, one);
    await expect(temporary.db.run(plainInsert, one)).rejects.toThrow(VersionConflict);
  });

  it('runs many transactions at once without mixing them', async () => {
    const { db } = temporary;
    const one = workspace();
    await saveWorkspace(db, one);
    const add = async (tx: Tx) => {
      const before = await tx.one(counter, { id: one.id });
      await tx.run(increase, { id: one.id });
      return before;
    };
    await Promise.all(Array.from({ length: 20 }, () => db.transaction(add)));
    expect(await db.one(counter, { id: one.id })).toEqual({ people_version: 21 });
  });

  it('takes any text: quotes, emoji, half a surrogate, a zero', async () => {
    const { db } = temporary;
    const name = `'"\\ \u{1F373} \uD83C \0 ;--`;
    const one = { ...workspace(), name };
    await saveWorkspace(db, one);
    const read = (await findWorkspace(db, one.id))?.name ?? '';
    expect(read.startsWith(`'"\\ \u{1F373} \uFFFD `)).toBe(true);
    expect(read.endsWith(' ;--')).toBe(true);
  });

  it('reads large integers as numbers', async () => {
    const one = { ...workspace(), at: 8_640_000_000_000_000 };
    await saveWorkspace(temporary.db, one);
    const read = dynamic((build) =>
      build.selectFrom('workspaces').select('created_at').where('id', 'in', [one.id, '-']),
    );
    expect(await temporary.db.all(read, {})).toEqual([{ created_at: 8_640_000_000_000_000 }]);
  });

  it('refuses a database from a newer version, and changes nothing', async () => {
    const newer = await temporaryDatabase(kind);
    await execute(
      newer.where,
      "insert into kysely_migration (name, timestamp) values ('9999_later', '2030-01-01T00:00:00Z')",
    );
    const refusal = /newer version of Sopwith.*9999_later.*install/;
    await expect(openDatabase(newer.where)).rejects.toThrow(refusal);
    await expect(openDatabase(newer.where)).rejects.toThrow(DatabaseError);
    await expect(migrate(newer.db)).rejects.toThrow(refusal);
    await newer.end();
  });
});

describe('a file', () => {
  it('is opened by one process while another is making it', async () => {
    const { where, remove } = await place('sqlite');
    const other = new Sqlite(fileOf(where));
    other.exec('create table theirs (id integer); begin exclusive');
    const opening = openDatabase(where);
    await setImmediate();
    other.exec('commit');
    other.close();
    const db = await opening;
    expect(await pendingMigrations(db)).not.toEqual([]);
    await db.close();
    await remove();
  });
});

describe('a file that is no database', () => {
  it('is refused with what to do, and left as it is', async () => {
    const { where, remove } = await place('sqlite');
    const file = fileOf(where);
    const text = 'this is a shopping list, not a database\n'.repeat(200);
    await writeFile(file, text);
    await expect(openDatabase(where)).rejects.toThrow(/damaged or is not a database of Sopwith: put a backup/);
    expect(await readFile(file, 'utf8')).toBe(text);
    await remove();
  });

  it('is found out when it was cut short', async () => {
    const cut = await temporaryDatabase('sqlite');
    const file = fileOf(cut.where);
    await cut.db.close();
    const whole = await readFile(file);
    await writeFile(file, Buffer.concat([whole.subarray(0, 100), Buffer.alloc(whole.length - 100, 7)]));
    await expect(openDatabase(cut.where)).rejects.toThrow(DatabaseError);
    await cut.end();
  });

  it('is refused when it is a folder', async () => {
    await expect(openDatabase({ file: '/' })).rejects.toThrow(/cannot be opened: check that its folder exists/);
  });
});

describe('a PostgreSQL that cannot be used', () => {
  it.each(['localhost:5432', 'mysql://a@b/c', 'postgres://', 'postgres://a b:99999999/x'])(
    '%s is no address',
    async (url) => {
      await expect(openDatabase({ url })).rejects.toThrow(/DATABASE_URL is not the address/);
    },
  );

  it('says that nothing answers', async () => {
    await expect(openDatabase({ url: 'postgres://nobody:secret@127.0.0.1:1/none' })).rejects.toThrow(
      'No PostgreSQL answers at 127.0.0.1:1: start it, or correct DATABASE_URL.',
    );
  });

  it('says that the password is wrong, without telling it', async () => {
    const url = new URL(await postgresServer());
    url.password = 'hunter2';
    const failure = await openDatabase({ url: url.href }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseError);
    expect(String(failure)).toMatch(/refused user "postgres"/);
    expect(String(failure)).not.toContain('hunter2');
  });

  it('says that there is no such database', async () => {
    const url = new URL(await postgresServer());
    url.pathname = '/not_there';
    await expect(openDatabase({ url: url.href })).rejects.toThrow(/has no database "not_there": create it/);
  });

  it('serves again after its connections were cut', async () => {
    const temporary = await temporaryDatabase('postgres');
    const { db, where } = temporary;
    const cut = db.transaction(async (tx) => {
      await saveWorkspace(tx, { id: 'cut', name: 'Cut', timeZone: 'UTC', at: 1 });
      await execute(
        where,
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      await findWorkspace(tx, 'cut');
    });
    await expect(cut).rejects.toThrow(/connection to PostgreSQL was lost/);
    expect(await findWorkspace(db, 'cut')).toBeUndefined();
    await saveWorkspace(db, { id: 'again', name: 'Again', timeZone: 'UTC', at: 1 });
    await temporary.end();
  });
});

const plainInsert = query((build, p: Param<{ id: string; name: string; timeZone: string; at: number }>) =>
  build
    .insertInto('workspaces')
    .values({ id: p('id'), name: p('name'), time_zone: p('timeZone'), people_version: 1, created_at: p('at') }),
);

const counter = query((build, p: Param<{ id: string }>) =>
  build.selectFrom('workspaces').select('people_version').where('id', '=', p('id')),
);

const increase = query((build, p: Param<{ id: string }>) =>
  build
    .updateTable('workspaces')
    .set((now) => ({ people_version: now('people_version', '+', 1) }))
    .where('id', '=', p('id')),
);

/** Columns of the tables in `tables.ts` whose type in the database is not what `INTEGER_COLUMNS` says. */
async function columnsByType(where: Where): Promise<unknown[]> {
  const own = "not like 'web\\_%' escape '\\'";
  const columns =
    'file' in where
      ? await execute(
          where,
          // A table's own numbers are called so, and are the same.
          `select t.name as tab, c.name as col, replace(lower(c.type), 'integer', 'bigint') as type from sqlite_schema t, pragma_table_info(t.name) c
           where t.type = 'table' and t.name ${own} and t.name not like 'kysely%' and t.name not like 'sqlite%'`,
        )
      : await execute(
          where,
          `select table_name as tab, column_name as col, data_type as type from information_schema.columns
           where table_schema = 'public' and table_name ${own} and table_name not like 'kysely%'`,
        );
  expect(columns.length).toBeGreaterThan(100);
  return columns.filter(({ col, type }) => type !== (INTEGER_COLUMNS.has(String(col)) ? 'bigint' : 'text'));
}

async function execute(where: Where, sql: string): Promise<Record<string, unknown>[]> {
  if ('file' in where) {
    const connection = new Sqlite(where.file);
    const statement = connection.prepare(sql);
    const rows = statement.reader ? (statement.all() as Record<string, unknown>[]) : [];
    if (!statement.reader) statement.run();
    connection.close();
    return rows;
  }
  const client = new pg.Client(where.url);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

function fileOf(where: Where): string {
  if ('file' in where) return where.file;
  throw new Error('not a file');
}
