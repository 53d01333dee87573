/** What happened in a run, as far as its chain vouches for it, and whether it does to the end. */
import { accountOf, type Wait } from '../../engine/run/account.ts';
import type { RunEvent } from '../../engine/run/events.ts';
import type { Db } from '../../store/database.ts';
import { type CheckedHistory, examineHistory, foldedOrNot } from '../check-history.ts';

export interface RunHistory {
  /** Those before the first broken link. */
  readonly events: readonly RunEvent[];
  /** Every turn that began, in that order. */
  readonly waits: readonly Wait[];
  /** What `sopwith verify` says of it. */
  readonly checked: CheckedHistory;
  /** A link of the chain is broken: what comes from there on is left out. */
  readonly isCut: boolean;
  /** The hash of the last of `events`. */
  readonly head: string;
}

/** The chain is walked whenever it is asked for: what somebody changed a moment ago is seen. */
export async function runHistory(db: Db, workspace: string, run: string): Promise<RunHistory> {
  const { checked, events: stored, chain, folded: whole } = await examineHistory(db, { workspace, stream: run });
  const isCut = chain.status === 'broken';
  const sound = isCut ? stored.slice(0, chain.seq - 1) : stored;
  const folded = isCut ? foldedOrNot(sound) : whole;
  // Written anew, links and all, they may be anything: nothing of it is told.
  if (folded?.kind !== 'run') return { events: [], waits: [], checked, isCut: true, head: '' };
  const waits = accountOf(folded.events, [0, Number.POSITIVE_INFINITY])?.waits ?? [];
  return { events: folded.events, waits, checked, isCut, head: sound.at(-1)?.hash ?? '' };
}
