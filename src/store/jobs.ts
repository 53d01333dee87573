/**
 * The job driver's port: what falls due, and what became of it. Rows in the database are the queue; any number of
 * processes take from it, none is special. `tests/store/jobs.test.ts` is the contract of every driver.
 *
 * Leases go over all workspaces by nature: whoever is due first is served first, whoever they are. These are the only
 * queries that do not name a workspace.
 */
import type { Effect } from '../engine/effect.ts';

export interface Jobs {
  /**
   * Takes effects that are due: of each stream the first that is not done, and none of a stream that has one in flight.
   * Whoever takes one has it until the lease runs out; then somebody else may. `held`: channels to leave alone for now.
   */
  lease(now: number, limit: number, held?: readonly string[]): Promise<readonly LeasedEffect[]>;
  /** Still working on these: the lease starts again. Gives those that are still ours. */
  renew(ids: readonly string[], now: number): Promise<readonly string[]>;
  /** Done: they are forgotten. What was taken over by somebody else is left to them. */
  complete(ids: readonly string[]): Promise<void>;
  /** Failed: may be taken again at `due`. Later effects of its stream wait for it. */
  retry(id: string, due: number, error: string): Promise<void>;
  /** It was not its turn: may be taken again at `due`, and that it was taken does not count. */
  postpone(id: string, due: number): Promise<void>;
  /** Failed for good, until a person asks for it again. Its stream goes on without it. */
  park(id: string, error: string): Promise<void>;
  /**
   * When the next effect can be taken or timer is due, undefined if nothing waits. An effect behind another of its stream
   * does not count, nor one in a held channel.
   */
  nextDue(held?: readonly string[]): Promise<number | undefined>;
  /** Timers whose moment has come, earliest first. They stay until their command is handled (`timers.ts`). */
  dueTimers(now: number, limit: number): Promise<readonly DueTimer[]>;
}

export interface LeasedEffect {
  readonly id: string;
  readonly workspace: string;
  readonly stream: string;
  readonly channel: string;
  readonly effect: Effect;
  /** Attempts before this one. */
  readonly attempts: number;
}

export interface DueTimer {
  readonly workspace: string;
  readonly id: string;
  readonly stream: string;
  readonly due: number;
  readonly command: unknown;
}
