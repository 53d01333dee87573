/**
 * Whether what is saved of a stream is what happened in it: its events form a chain, and every row that is read instead
 * of them says what they say. A definition that is not the one that was published would decide over runs as if it were.
 */
import { isDeepStrictEqual } from 'node:util';
import { canonical } from '../engine/canonical.ts';
import type { RunEvent } from '../engine/run/events.ts';
import { evolveRun } from '../engine/run/evolve.ts';
import { initialRun, type RunState } from '../engine/run/state.ts';
import type { SopEvent } from '../engine/sop/events.ts';
import { type History, ROW_TABLES, type Rows, rowsOf } from '../store/audit.ts';
import { type Verdict, verifyChain } from '../store/chain.ts';
import type { Db } from '../store/database.ts';
import { chainHead, readEvents, type StoredEvent } from '../store/events.ts';
import { loadRevision, revisionRow } from '../store/revisions.ts';
import { type Replayed, replayed } from './replay.ts';
import {
  approvalRow,
  digestRow,
  evidenceRow,
  exceptionRow,
  importRow,
  type OfRun,
  routineRow,
  runRow,
  settingsRow,
  sopRow,
  stepRow,
} from './rows.ts';

export type CheckedHistory =
  | { readonly status: 'whole'; readonly events: number }
  /** `where`: what is wrong, as the rest of a sentence. */
  | { readonly status: 'broken'; readonly where: string };

/** A stream that goes on while its rows are read is read again; this many in a row it is a broken one. */
const ATTEMPTS = 5;

/** What was looked at to tell. */
export interface Examined {
  readonly checked: CheckedHistory;
  readonly events: readonly StoredEvent[];
  readonly chain: Verdict;
  /** What the events give; absent: the chain is broken, or they are none that Sopwith writes. */
  readonly folded?: Replayed;
}

/**
 * Checks one history and the rows that belong to it. What it cannot see: events taken away from the end together with
 * what they left in the rows, or a whole history with all its rows.
 */
export async function checkHistory(db: Db, history: History): Promise<CheckedHistory> {
  return (await examineHistory(db, history)).checked;
}

/** The same, with what was read for it. */
export async function examineHistory(db: Db, history: History): Promise<Examined> {
  const { workspace, stream } = history;
  for (let attempt = 1; ; attempt++) {
    const events = await readEvents(db, workspace, stream);
    const examined = await examine(db, history, events);
    if (examined.checked.status === 'whole' || attempt === ATTEMPTS) return examined;
    const head = await chainHead(db, workspace, stream);
    if ((head?.version ?? 0) === events.length) return examined;
  }
}

async function examine(db: Db, history: History, events: readonly StoredEvent[]): Promise<Examined> {
  const chain = verifyChain(events);
  const read = { events, chain };
  if (events.length === 0) return { ...read, checked: broken('it is saved, but nothing says how it came about') };
  if (chain.status === 'broken') return { ...read, checked: broken(brokenSentence(chain)) };
  const folded = foldedOrNot(events);
  if (folded === undefined) return { ...read, checked: broken('its events are not ones that Sopwith writes') };
  const head = { version: events.length, hash: chain.head };
  return { ...read, folded, checked: await compared(db, history, folded, head) };
}

/** With the rows that are read instead of the events. */
async function compared(
  db: Db,
  history: History,
  state: Replayed,
  head: { readonly version: number; readonly hash: string },
): Promise<CheckedHistory> {
  const expected = await expectedRows(db, history, state, head);
  for (const table of ROW_TABLES) {
    const found = (await rowsOf(db, table, history)).map(comparable);
    const wanted = (expected[table] ?? [])
      .map((row) => ({ text: comparable(row), isOptional: isYetToCome(table, row) }))
      .filter(({ text, isOptional }) => !isOptional || found.includes(text))
      .map(({ text }) => text);
    if (!isDeepStrictEqual(found.sort(), wanted.sort())) {
      return broken(`its rows in ${table} are not what its ${head.version} events give`);
    }
  }
  return { status: 'whole', events: head.version };
}

/** A step may have no row before its turn has come. It has one where it was taken back, or where an older version wrote it. */
function isYetToCome(table: keyof Rows, row: Rows[keyof Rows][number]): boolean {
  return table === 'step_runs' && 'state' in row && row.state === 'waiting_needs';
}

function broken(where: string): CheckedHistory {
  return { status: 'broken', where };
}

const BECAUSE = {
  sequence: 'is missing or out of order',
  previous: 'does not follow from the event before it',
  hash: 'was changed',
} as const;

/** `event 7 was changed` */
export function brokenSentence(verdict: Extract<Verdict, { status: 'broken' }>): string {
  return `event ${verdict.seq} ${BECAUSE[verdict.because]}`;
}

/** Events that were written anew, links and all, may be anything. */
export function foldedOrNot(events: readonly StoredEvent[]): Replayed | undefined {
  try {
    return replayed(events);
  } catch {
    return undefined;
  }
}

async function expectedRows(
  db: Db,
  { workspace, stream }: History,
  folded: Replayed,
  head: { readonly version: number; readonly hash: string },
): Promise<Partial<Rows>> {
  if (folded.kind === 'none') return {};
  const standing = { workspace, head, at: folded.events.at(-1)?.at ?? 0 };
  switch (folded.kind) {
    case 'run': {
      const { state, events } = folded;
      const of = { workspace_id: workspace, run_id: stream };
      const definition = await loadRevision(db, workspace, state.sop, state.revision);
      return {
        runs: definition ? [saved(runRow(standing, state, definition))] : [],
        step_runs: state.steps.map((step, index) => stepRow(of, state, step, index)),
        evidence: state.evidence.map((one) => evidenceRow(of, one)),
        exceptions: state.exceptions.map((one) => exceptionRow(of, one)),
        approvals: approvalRows(of, events),
      };
    }
    case 'sop':
      return {
        sops: [saved(sopRow(standing, folded.state))],
        sop_revisions: folded.events.flatMap((event) => revisionRows(workspace, stream, event)),
      };
    case 'import':
      return { imports: [saved(importRow(standing, folded.state))] };
    case 'routine':
      return { routines: [saved(routineRow(standing, folded.state))] };
    case 'settings':
      return { settings: [saved(settingsRow(standing, folded.state))] };
    case 'digest':
      return { digests: [saved(digestRow(standing, folded.state))] };
  }
}

/** The later decision of one person over one attempt replaces the earlier. */
function approvalRows(of: OfRun, events: readonly RunEvent[]): Rows['approvals'] {
  const rows = new Map<string, Rows['approvals'][number]>();
  let before: RunState = initialRun;
  for (const event of events) {
    if (event.type === 'StepApproved' || event.type === 'StepRejected') {
      const row = approvalRow(of, before, event);
      rows.set(`${row.step} ${row.attempt} ${row.member_id}`, row);
    }
    before = evolveRun(before, event);
  }
  return [...rows.values()];
}

function revisionRows(workspace: string, sop: string, event: SopEvent): Rows['sop_revisions'] {
  if (event.type !== 'SopPublished') return [];
  const { revision, definition, at, actor: by } = event;
  return [revisionRow({ workspace, sop, revision, definition, at, by })];
}

function saved<Row extends { readonly state: object }>(row: Row): Omit<Row, 'state'> & { readonly state: string } {
  return { ...row, state: JSON.stringify(row.state) };
}

/** Columns that hold JSON: the order of its keys means nothing. */
const JSON_COLUMNS: ReadonlySet<string> = new Set(['state', 'value', 'cause', 'change', 'definition', 'published_by']);

/** One text for a row, the same for rows that say the same. */
function comparable(row: object): string {
  const cells = Object.entries(row).map(([column, value]) => {
    const isJson = JSON_COLUMNS.has(column) && typeof value === 'string';
    return [column, isJson ? parsed(value) : typeof value === 'string' ? asKept(value) : value] as const;
  });
  return canonical(Object.fromEntries(cells));
}

/** What no database keeps as text (U+0000, half of a character) becomes U+FFFD there, one or several. */
function asKept(text: string): string {
  return text.toWellFormed().replaceAll(/[\0\uFFFD]+/g, '\uFFFD');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
