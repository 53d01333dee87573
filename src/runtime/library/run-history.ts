/** What happened in a run, as far as its chain vouches for it, and whether it does to the end. */
import { accountOf, type Wait } from '../../engine/run/account.ts';
import type { RunEvent } from '../../engine/run/events.ts';
import { verifyChain } from '../../store/chain.ts';
import type { Db } from '../../store/database.ts';
import { readEvents } from '../../store/events.ts';
import { type CheckedHistory, checkHistory, foldedOrNot } from '../check-history.ts';

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
  const stored = await readEvents(db, workspace, run);
  const checked = await checkHistory(db, { workspace, stream: run });
  const verdict = verifyChain(stored);
  const sound = verdict.status === 'whole' ? stored : stored.slice(0, verdict.seq - 1);
  const folded = foldedOrNot(sound);
  // Written anew, links and all, they may be anything: nothing of it is told.
  if (folded?.kind !== 'run') return { events: [], waits: [], checked, isCut: true, head: '' };
  const waits = accountOf(folded.events, [0, Number.POSITIVE_INFINITY])?.waits ?? [];
  const isCut = verdict.status === 'broken';
  return { events: folded.events, waits, checked, isCut, head: sound.at(-1)?.hash ?? '' };
}
