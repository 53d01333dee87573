/**
 * The first tables. One text for both databases: `bigint` is an integer in either. Where a table is only ever reached
 * by its key, SQLite keeps it in its index (`without rowid`), which halves the pages that a write touches.
 *
 * Every index that a growing table has is partial where it can be, so that what is finished costs nothing.
 */
import { type Kysely, SqliteAdapter, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  for (const statement of tables(sqlite)) await sql.raw(statement).execute(db);
  for (const statement of INDEXES) await sql.raw(statement).execute(db);
  for (const statement of sqlite ? SQLITE_GUARDS : POSTGRES_GUARDS) await sql.raw(statement).execute(db);
}

function tables(sqlite: boolean): readonly string[] {
  const byKey = sqlite ? ' without rowid' : '';
  // A row that changes at every tap finds room for its next version on its own page.
  const changing = sqlite ? '' : ' with (fillfactor = 70)';
  const streamColumns = `
    workspace_id text not null,
    id text not null,
    status text not null,
    version bigint not null,
    head text not null,
    state text not null,
    updated_at bigint not null`;
  return [
    `create table workspaces (
      id text not null primary key,
      name text not null,
      time_zone text not null,
      people_version bigint not null default 1,
      created_at bigint not null
    )`,

    `create table members (
      workspace_id text not null,
      id text not null,
      name text not null,
      identity text not null,
      kind text not null check (kind in ('person', 'bot')),
      admin bigint not null default 0 check (admin in (0, 1)),
      time_zone text,
      active bigint not null default 1 check (active in (0, 1)),
      created_at bigint not null,
      primary key (workspace_id, id),
      unique (workspace_id, identity)
    )`,
    `create table role_members (
      workspace_id text not null,
      role text not null,
      member_id text not null,
      primary key (workspace_id, role, member_id)
    )${byKey}`,
    `create table stand_ins (
      workspace_id text not null,
      away_member_id text not null,
      stand_in_member_id text not null,
      until bigint,
      primary key (workspace_id, away_member_id)
    )${byKey}`,

    `create table sops (${streamColumns},
      key text not null,
      title text not null,
      revision bigint not null,
      document text,
      primary key (workspace_id, id)
    )`,
    `create table sop_revisions (
      workspace_id text not null,
      sop_id text not null,
      revision bigint not null,
      definition text not null,
      hash text not null,
      published_at bigint not null,
      published_by text not null,
      primary key (workspace_id, sop_id, revision)
    )`,

    `create table runs (${streamColumns},
      sop_id text not null,
      sop_key text not null,
      title text not null,
      revision bigint not null,
      outcome text,
      place text not null,
      exclusive text,
      started_at bigint not null,
      started_by text not null,
      ended_at bigint,
      primary key (workspace_id, id)
    )${changing}`,
    `create table step_runs (
      workspace_id text not null,
      run_id text not null,
      step text not null,
      sequence_order bigint not null,
      state text not null,
      role text,
      assignee text,
      due bigint,
      since bigint,
      ended_at bigint,
      ended_by text,
      attempt bigint not null,
      primary key (workspace_id, run_id, step)
    )${byKey}${changing}`,
    `create table evidence (
      workspace_id text not null,
      run_id text not null,
      id text not null,
      step text not null,
      item text not null,
      value text not null,
      unit text,
      within_limits bigint check (within_limits in (0, 1)),
      file text,
      by_actor text not null,
      at bigint not null,
      attempt bigint not null,
      primary key (workspace_id, run_id, id)
    )${byKey}`,
    `create table approvals (
      workspace_id text not null,
      run_id text not null,
      step text not null,
      attempt bigint not null,
      member_id text not null,
      decision text not null check (decision in ('approve', 'reject')),
      reason text,
      standing_in_for text,
      at bigint not null,
      primary key (workspace_id, run_id, step, attempt, member_id)
    )${byKey}`,
    `create table exceptions (
      workspace_id text not null,
      run_id text not null,
      id text not null,
      step text,
      kind text not null,
      owner text,
      status text not null check (status in ('open', 'resolved')),
      cause text not null,
      resolution text,
      reason text,
      raised_by text not null,
      raised_at bigint not null,
      resolved_by text,
      resolved_at bigint,
      primary key (workspace_id, run_id, id)
    )${byKey}`,

    `create table imports (${streamColumns},
      file text not null,
      place text not null,
      primary key (workspace_id, id)
    )`,

    `create table events (
      workspace_id text not null,
      stream text not null,
      seq bigint not null,
      type text not null,
      data text not null,
      actor text not null,
      at bigint not null,
      prev_hash text not null,
      hash text not null,
      primary key (workspace_id, stream, seq)
    )${byKey}`,
    `create table receipts (
      workspace_id text not null,
      key text not null,
      stream text not null,
      at bigint not null,
      request text not null,
      reply text not null,
      primary key (workspace_id, key)
    )${byKey}`,

    `create table effects (
      workspace_id text not null,
      stream text not null,
      position bigint not null,
      channel text not null,
      subject text not null,
      payload text not null,
      due bigint not null,
      attempts bigint not null default 0,
      status text not null default 'pending' check (status in ('pending', 'leased', 'parked')),
      leased_by text,
      error text,
      created_at bigint not null,
      primary key (workspace_id, stream, position)
    )${byKey}${changing}`,
    `create table timers (
      workspace_id text not null,
      id text not null,
      stream text not null,
      due bigint not null,
      command text not null,
      primary key (workspace_id, id)
    )${byKey}`,
    `create table messages (
      workspace_id text not null,
      view_key text not null,
      platform text not null,
      place text not null,
      thread text,
      platform_id text not null,
      shown text not null,
      effect_id text not null,
      at bigint not null,
      primary key (workspace_id, view_key, platform, platform_id)
    )${byKey}${changing}`,
    `create table files (
      workspace_id text not null,
      id text not null,
      name text not null,
      mime text not null,
      bytes bigint not null,
      at bigint not null,
      primary key (workspace_id, id)
    )${byKey}`,
  ];
}

const INDEXES: readonly string[] = [
  // A key is free again when the SOP's only draft was thrown away.
  'create index imports_file on imports (workspace_id, file)',
  'create index sops_document on sops (workspace_id, document) where document is not null',
  "create unique index sops_key on sops (workspace_id, key) where status <> 'discarded'",
  'create unique index runs_exclusive on runs (workspace_id, exclusive) where exclusive is not null',
  'create index runs_started on runs (workspace_id, started_at)',
  'create index runs_of_sop on runs (workspace_id, sop_id, started_at)',
  "create index runs_open on runs (workspace_id, started_at) where status = 'open'",
  "create index runs_open_of on runs (workspace_id, sop_id) where status = 'open'",
  'create index step_runs_of_member on step_runs (workspace_id, assignee, since) where ended_at is null and since is not null and assignee is not null',
  'create index step_runs_of_role on step_runs (workspace_id, role, since) where ended_at is null and since is not null and assignee is null',
  "create index exceptions_open on exceptions (workspace_id, owner) where status = 'open'",
  // What waits for delivery, by the moment it may be taken.
  "create index effects_due on effects (due) where status <> 'parked'",
  "create unique index effects_merge on effects (workspace_id, stream, subject) where status = 'pending'",
  "create index effects_parked on effects (workspace_id, created_at) where status = 'parked'",
  'create index timers_due on timers (due)',
  'create index messages_of_platform on messages (workspace_id, platform, platform_id)',
];

const APPEND_ONLY = 'events are never changed or removed';

const SQLITE_GUARDS: readonly string[] = [
  `create trigger events_no_update before update on events begin select raise(abort, '${APPEND_ONLY}'); end`,
  `create trigger events_no_delete before delete on events begin select raise(abort, '${APPEND_ONLY}'); end`,
];

const POSTGRES_GUARDS: readonly string[] = [
  `create function sopwith_append_only() returns trigger language plpgsql as $$
    begin raise exception '${APPEND_ONLY}'; end $$`,
  `create trigger events_no_change before update or delete on events
    for each row execute function sopwith_append_only()`,
  `create trigger events_no_truncate before truncate on events
    for each statement execute function sopwith_append_only()`,
  // Ends a transaction in which fewer rows changed than should have (write.ts).
  `create function sopwith_expect(changed bigint, expected bigint) returns void language plpgsql as $$
    begin
      if changed <> expected then
        raise exception 'a row has another version by now' using errcode = 'serialization_failure';
      end if;
    end $$`,
];
