/**
 * What the library and the HTTP API ask: SOPs by workstream, the newest open run of one, what changed since somebody looked;
 * and who calls, by their token.
 */
import { type Kysely, SqliteAdapter, sql } from 'kysely';

interface Sops {
  sops: { workspace_id: string; id: string; state: string; workstream: string | null };
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sops').addColumn('workstream', 'text').execute();
  await fillWorkstreams(db as Kysely<Sops>);
  await db.schema
    .createIndex('sops_of_workstream')
    .on('sops')
    .columns(['workspace_id', 'workstream', 'key'])
    .where(sql.ref('workstream'), 'is not', null)
    .execute();

  // The newest open run of an SOP is its last entry.
  await db.schema.dropIndex('runs_open_of').execute();
  await db.schema
    .createIndex('runs_open_of')
    .on('runs')
    .columns(['workspace_id', 'sop_id', 'started_at'])
    .where(sql.ref('status'), '=', sql.lit('open'))
    .execute();

  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  for (const statement of sqlite ? SQLITE_CHANGES : POSTGRES_CHANGES) await sql.raw(statement).execute(db);

  await db.schema
    .createTable('api_tokens')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    // SHA-256 of the token, in hex. The token itself is kept nowhere.
    .addColumn('hash', 'text', (column) => column.notNull())
    // Null: it is a service's.
    .addColumn('member_id', 'text')
    // JSON: a list of scopes.
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addPrimaryKeyConstraint('api_tokens_pk', ['workspace_id', 'id'])
    .execute();
  await db.schema.createIndex('api_tokens_hash').on('api_tokens').column('hash').unique().execute();
}

/** SQLite has one writer: its rows are seen in the order of their numbers. */
const SQLITE_CHANGES = [
  `create table changes (
    seq integer primary key autoincrement,
    xact bigint not null default 0,
    workspace_id text not null,
    kind text not null,
    id text not null,
    version bigint not null,
    at bigint not null
  )`,
];

/** Transactions that run at once commit in any order: whoever reads on goes by the transaction first, once all before it have ended. */
const POSTGRES_CHANGES = [
  `create table changes (
    seq bigint generated always as identity,
    xact bigint not null default (pg_current_xact_id()::text::bigint),
    workspace_id text not null,
    kind text not null,
    id text not null,
    version bigint not null,
    at bigint not null,
    primary key (xact, seq)
  )`,
];

async function fillWorkstreams(db: Kysely<Sops>): Promise<void> {
  for (const { workspace_id, id, state } of await db
    .selectFrom('sops')
    .select(['workspace_id', 'id', 'state'])
    .execute()) {
    const { active, draft } = JSON.parse(state) as Known;
    const workstream = (active ?? draft?.definition)?.workstream;
    if (workstream === undefined) continue;
    await db
      .updateTable('sops')
      .set({ workstream })
      .where('workspace_id', '=', workspace_id)
      .where('id', '=', id)
      .execute();
  }
}

interface Known {
  readonly active?: { readonly workstream?: string };
  readonly draft?: { readonly definition: { readonly workstream?: string } };
}
