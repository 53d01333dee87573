/**
 * The whole trail of a run as one JSON file: the procedure as it was, every event with its link in the hash chain,
 * what was recorded, and the SHA-256 of every file. It can be verified without Sopwith's database.
 */
import type { Definition } from '../engine/definition.ts';
import type { EvidenceRecord } from '../engine/run/state.ts';
import type { Db } from '../store/database.ts';
import { readEvents, type StoredEvent } from '../store/events.ts';
import type { Memory } from './memory.ts';
import { replayed } from './replay.ts';
import type { KnownRun } from './rows.ts';

export const TRAIL_FORMAT = 'sopwith-evidence-trail';

export interface EvidenceTrail {
  readonly format: typeof TRAIL_FORMAT;
  readonly version: 1;
  readonly exported_at: number;
  readonly run: {
    readonly id: string;
    readonly sop: string;
    readonly title: string;
    readonly revision: number;
    readonly status: string;
    readonly outcome?: string;
    readonly started_at: number;
    readonly ended_at?: number;
  };
  /** Names of the people whom its events name, and of nobody else, by member id, as they are called now. */
  readonly people: Readonly<Record<string, string>>;
  readonly definition: Definition;
  readonly evidence: readonly EvidenceRecord[];
  readonly files: readonly {
    readonly sha256: string;
    readonly name: string;
    readonly mime: string;
    readonly bytes: number;
  }[];
  readonly events: readonly StoredEvent[];
  /** The SOP's own history, in which this revision was published. */
  readonly procedure: readonly StoredEvent[];
}

/** The trail of a run; undefined if there is no such run in the workspace. */
export async function evidenceTrail(
  db: Db,
  memory: Memory,
  where: { readonly workspace: string; readonly run: string; readonly now: number },
): Promise<EvidenceTrail | undefined> {
  const { workspace, run, now } = where;
  // All from one reading: a run that goes on meanwhile must not leave a file that contradicts itself.
  const events = await readEvents(db, workspace, run);
  const folded = replayed(events);
  if (folded.kind !== 'run') return undefined;
  const { state } = folded;
  const definition = await memory.definition(db, workspace, state.sop, state.revision);
  const procedure = await readEvents(db, workspace, state.sop);
  return {
    ...{ format: TRAIL_FORMAT, version: 1, exported_at: now },
    run: runFacts(state),
    people: named(await memory.names(db, workspace), [events, procedure]),
    definition,
    evidence: state.evidence,
    files: filesOf(state),
    events,
    procedure,
  };
}

/** Only who is named: the file goes to outsiders, whom the rest of the workspace does not concern. */
function named(names: Readonly<Record<string, string>>, events: unknown): Record<string, string> {
  const words = textsIn(events);
  return Object.fromEntries(Object.entries(names).filter(([member]) => words.has(member)));
}

/** Every text that stands in a value by itself: ids of members among them. */
export function textsIn(value: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof value === 'string') found.add(value);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) textsIn(part, found);
  return found;
}

/** What a trail says of its run. */
export function runFacts(state: KnownRun): EvidenceTrail['run'] {
  const ended = state.status === 'ended' ? { outcome: state.outcome, ended_at: state.endedAt } : {};
  return {
    ...{ id: state.run, sop: state.key, title: state.title, revision: state.revision },
    ...{ status: state.status, started_at: state.startedAt, ...ended },
  };
}

/** The files that were recorded, in that order. */
export function filesOf(state: KnownRun): EvidenceTrail['files'] {
  const files = state.evidence.flatMap((one) => (typeof one.value === 'object' ? [one.value] : []));
  return files.map(({ file: sha256, name, mime, bytes }) => ({ sha256, name, mime, bytes }));
}
