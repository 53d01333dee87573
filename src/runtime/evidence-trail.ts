/**
 * The whole trail of a run as one JSON file: the procedure as it was, every event with its link in the hash chain,
 * what was recorded, and the SHA-256 of every file. It can be verified without Sopwith's database.
 */
import type { Definition } from '../engine/definition.ts';
import type { EvidenceRecord, RunState } from '../engine/run/state.ts';
import type { Db } from '../store/database.ts';
import { readEvents, type StoredEvent } from '../store/events.ts';
import { loadStream } from '../store/streams.ts';
import type { Memory } from './memory.ts';

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
  /** Names of the people in it, by member id, as they are called now. */
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
  const saved = await loadStream(db, 'run', workspace, run);
  const state = saved?.state as RunState | undefined;
  if (!state || state.status === 'none') return undefined;
  const definition = await memory.definition(db, workspace, state.sop, state.revision);
  const events = await readEvents(db, workspace, run);
  const procedure = await readEvents(db, workspace, state.sop);
  const files = state.evidence.flatMap((one) => (typeof one.value === 'object' ? [one.value] : []));
  const ended = state.status === 'ended' ? { outcome: state.outcome, ended_at: state.endedAt } : {};
  return {
    ...{ format: TRAIL_FORMAT, version: 1, exported_at: now },
    run: {
      ...{ id: run, sop: state.key, title: state.title, revision: state.revision },
      ...{ status: state.status, started_at: state.startedAt, ...ended },
    },
    people: await memory.names(db, workspace),
    definition,
    evidence: state.evidence,
    files: files.map(({ file: sha256, name, mime, bytes }) => ({ sha256, name, mime, bytes })),
    events,
    procedure,
  };
}
