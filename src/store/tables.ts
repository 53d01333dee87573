/**
 * The tables, as rows are read and written. Every table has `workspace_id`. Ids are text, instants are integers (UTC
 * milliseconds), flags are 0 or 1, and what has a shape of its own is JSON in text, parsed where it is read.
 */
import type { LibraryTables } from './library-tables.ts';
import type { TeamsTables } from './teams-tables.ts';
import type { WebhookTables } from './webhook-tables.ts';

export interface Tables extends LibraryTables, WebhookTables {
  workspaces: { id: string; name: string; time_zone: string; people_version: number; created_at: number };

  members: {
    workspace_id: string;
    id: string;
    name: string;
    /** The platform's own id of the person (`slack:T1:U7`, `web:ana`), unique in its workspace. */
    identity: string;
    kind: 'person' | 'bot';
    admin: Flag;
    time_zone: string | null;
    locale: string | null;
    /** In lower case. */
    email: string | null;
    active: Flag;
    created_at: number;
  };
  role_members: { workspace_id: string; role: string; member_id: string };

  /** `document`: the name, without its version, of the document that the active revision came from. */
  sops: Stream & {
    key: string;
    title: string;
    revision: number;
    document: string | null;
    /** Edits that runs taught and nobody has decided over. */
    open_proposals: number;
    /** Of what is in force, else of the draft. */
    workstream: string | null;
    /** When the open draft was saved last; null: there is none. */
    draft_edited_at: number | null;
  };
  sop_revisions: {
    workspace_id: string;
    sop_id: string;
    revision: number;
    definition: string;
    /** SHA-256 of `definition`. */
    hash: string;
    published_at: number;
    /** JSON of the actor. */
    published_by: string;
  };

  runs: Stream & {
    sop_id: string;
    sop_key: string;
    title: string;
    revision: number;
    outcome: 'completed' | 'incomplete' | 'cancelled' | null;
    place: string;
    /** The SOP's id while a run of a one-at-a-time SOP is open; unique, so that two cannot be open at once. */
    exclusive: string | null;
    started_at: number;
    started_by: string;
    ended_at: number | null;
  };
  step_runs: {
    workspace_id: string;
    run_id: string;
    step: string;
    sequence_order: number;
    state: string;
    role: string | null;
    assignee: string | null;
    due: number | null;
    /** Since when somebody owes it; null while nobody does. */
    since: number | null;
    ended_at: number | null;
    ended_by: string | null;
    attempt: number;
  };
  evidence: {
    workspace_id: string;
    run_id: string;
    id: string;
    step: string;
    item: string;
    value: string;
    unit: string | null;
    within_limits: Flag | null;
    file: string | null;
    by_actor: string;
    at: number;
    attempt: number;
  };
  approvals: {
    workspace_id: string;
    run_id: string;
    step: string;
    attempt: number;
    member_id: string;
    decision: 'approve' | 'reject';
    reason: string | null;
    standing_in_for: string | null;
    at: number;
  };
  exceptions: {
    workspace_id: string;
    run_id: string;
    id: string;
    step: string | null;
    kind: string;
    owner: string | null;
    status: 'open' | 'resolved';
    /** JSON of what is known of it. */
    cause: string;
    resolution: string | null;
    reason: string | null;
    raised_by: string;
    raised_at: number;
    resolved_by: string | null;
    resolved_at: number | null;
    /** JSON: whoever resolved it wants the procedure to change, and what it should say. */
    change: string | null;
  };
  /** `step` is empty where it is about the run as a whole; `asked`: somebody said that the procedure should change. */
  troubles: {
    workspace_id: string;
    run_id: string;
    /** Its name in its run. */
    ref: string;
    sop_id: string;
    step: string;
    kind: string;
    revision: number;
    asked: Flag;
    at: number;
  };

  imports: Stream & { file: string; place: string };

  /** `next`: the slot that is fired next; null while it is paused. */
  routines: Stream & { sop_id: string; place: string; next: number | null };

  /** One row a workspace: what holds for all of it. */
  settings: Stream;

  digests: Stream;

  events: {
    workspace_id: string;
    stream: string;
    seq: number;
    type: string;
    data: string;
    actor: string;
    at: number;
    prev_hash: string;
    hash: string;
  };
  receipts: {
    workspace_id: string;
    key: string;
    stream: string;
    at: number;
    /** What was asked, in short: the same key with another request is told apart. */
    request: string;
    reply: string;
  };

  effects: {
    workspace_id: string;
    stream: string;
    /** Its place in its stream: effects are delivered in this order. */
    position: number;
    /** Where it is delivered; a rate limit holds back one channel only. */
    channel: string;
    /** What it brings up to date. Two effects of a stream with one subject merge while they wait. */
    subject: string;
    payload: string;
    /** When it may be taken: at once, after a pause, or when the lease of whoever took it runs out. */
    due: number;
    attempts: number;
    status: 'pending' | 'leased' | 'parked';
    leased_by: string | null;
    error: string | null;
    created_at: number;
  };
  timers: { workspace_id: string; id: string; stream: string; due: number; command: string };
  messages: {
    workspace_id: string;
    view_key: string;
    platform: string;
    place: string;
    thread: string | null;
    platform_id: string;
    /** A fingerprint of what it shows. */
    shown: string;
    effect_id: string;
    at: number;
  };
  files: { workspace_id: string; id: string; name: string; mime: string; bytes: number; at: number };
}

/** What every stream's row has: where it stands (`state`, JSON), how far (`version`) and the head of its chain. */
interface Stream {
  workspace_id: string;
  id: string;
  status: string;
  version: number;
  head: string;
  state: string;
  updated_at: number;
}

export type Flag = 0 | 1;

type Every = Tables & TeamsTables;
type IntegerColumn = {
  [Table in keyof Every]: {
    [Column in keyof Every[Table]]-?: NonNullable<Every[Table][Column]> extends number ? Column : never;
  }[keyof Every[Table]];
}[keyof Every];

/** Columns that hold integers, in whichever table: all others hold text. */
export const INTEGER_COLUMNS: ReadonlySet<string> = new Set(
  Object.keys({
    admin: true,
    active: true,
    asked: true,
    at: true,
    attempt: true,
    answer: true,
    attempts: true,
    before_until: true,
    failing_since: true,
    from_seq: true,
    from_xact: true,
    bytes: true,
    created_at: true,
    draft_edited_at: true,
    due: true,
    ended_at: true,
    ends_at: true,
    expires_at: true,
    joined_at: true,
    next: true,
    open_proposals: true,
    people_version: true,
    position: true,
    published_at: true,
    raised_at: true,
    resolved_at: true,
    revision: true,
    revoked_at: true,
    seen_at: true,
    seq: true,
    sequence_order: true,
    since: true,
    started_at: true,
    updated_at: true,
    used_at: true,
    version: true,
    welcomed_at: true,
    within_limits: true,
    xact: true,
  } satisfies Record<IntegerColumn, true>),
);
