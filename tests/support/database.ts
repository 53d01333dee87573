/** Databases for tests: an empty one for each that asks, gone when it ends. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';

export const DATABASES = ['sqlite', 'postgres'] as const;
export type DatabaseKind = (typeof DATABASES)[number];
export type Where = { readonly file: string } | { readonly url: string };

export interface TemporaryDatabase {
  readonly db: Database;
  readonly where: Where;
  /** A second process's view of the same database, closed at the end as well. */
  open(): Promise<Database>;
  end(): Promise<void>;
}

/** A migrated, otherwise empty database. */
export async function temporaryDatabase(kind: DatabaseKind): Promise<TemporaryDatabase> {
  const { where, remove } = await place(kind);
  const opened: Database[] = [];
  const open = async () => {
    const db = await openDatabase(where);
    opened.push(db);
    return db;
  };
  const db = await open();
  await migrate(db);
  const end = async () => {
    for (const each of opened) await each.close();
    await remove();
  };
  return { db, where, open, end };
}

/** Where an empty database is, or can be made. */
export async function place(kind: DatabaseKind): Promise<{ where: Where; remove: () => Promise<void> }> {
  if (kind === 'sqlite') {
    const folder = await mkdtemp(join(tmpdir(), 'sopwith-store-'));
    const remove = () => rm(folder, { recursive: true, force: true });
    return { where: { file: join(folder, 'sopwith.db') }, remove };
  }
  const server = await postgresServer();
  const name = `sopwith_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { where: { url: url.href }, remove: () => administer(server, `drop database ${name} with (force)`) };
}

/** The address of the tests' PostgreSQL server. */
export async function postgresServer(): Promise<string> {
  const response = await fetch(inject('postgres'));
  const said = await response.text();
  if (!response.ok) throw new Error(said);
  return said;
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
