/** One attempt at what is owed, and what becomes of it. */
import type { Logger } from 'pino';
import type { Jobs, LeasedEffect } from '../store/jobs.ts';
import { forgetDigests } from './forget-digests.ts';
import { type Performing, perform } from './perform.ts';
import { notePlaceGone } from './place-gone.ts';
import { ChatError } from './ports.ts';
import { tellUndeliverable } from './undeliverable.ts';

const MOST_ATTEMPTS = 12;
/**
 * An effect that was taken as often as this is parked before it is tried: it ends the process each time. More than
 * `MOST_ATTEMPTS`, because a lease may also be lost through no fault of the effect.
 */
const MOST_TAKEN = 2 * MOST_ATTEMPTS;
/** In milliseconds. */
const LONGEST_WAIT = 5 * 60_000;

export interface Working extends Performing {
  readonly jobs: Jobs;
  readonly log: Logger;
}

/** Channels that a rate limit holds back, and until when. */
export type Held = Map<string, number>;

/**
 * What fails is tried again later, or parked where trying again will not help. `letGo`: called as it is given back, for whoever
 * takes it next, this very moment perhaps, begins it.
 */
export async function attempt(parts: Working, leased: LeasedEffect, held: Held, letGo: () => void): Promise<void> {
  const { id, workspace, stream, channel, attempts } = leased;
  if (attempts >= MOST_TAKEN) {
    parts.log.error({ effect: id, workspace, stream, attempts }, 'an effect is parked: it was begun too often');
    return park(parts, leased, `It was begun ${attempts} times and is not tried again.`);
  }
  try {
    await perform(parts, leased);
    await parts.jobs.complete([id]);
  } catch (error) {
    if (error instanceof ChatError && error.outcome === 'wait') {
      letGo();
      return parts.jobs.postpone(id, parts.now() + (error.after ?? backoff(0)));
    }
    const about = { err: error, effect: id, workspace, stream, attempts };
    const said = sentenceFor(error);
    const isHopeless = error instanceof ChatError && error.outcome === 'never';
    if (isHopeless || attempts + 1 >= MOST_ATTEMPTS) {
      parts.log.error(about, 'an effect is parked; requeue it when the cause is mended');
      // Before it is parked: should the process end in between, it is tried, and noted, again.
      if (error instanceof ChatError && error.isPlaceGone) await notePlaceGone(parts, leased);
      return park(parts, leased, said);
    }
    const asked = error instanceof ChatError ? error.after : undefined;
    const due = parts.now() + (asked ?? backoff(attempts));
    if (asked !== undefined) held.set(channel, due);
    parts.log.warn({ ...about, due }, 'an effect failed; it is tried again');
    letGo();
    await parts.jobs.retry(id, due, said);
  }
}

/** Its stream goes on without it; whoever answers for the run is told. */
async function park(parts: Working, leased: LeasedEffect, why: string): Promise<void> {
  await parts.jobs.park(leased.id, why);
  await forgetDigests(parts, leased);
  await tellUndeliverable(parts, leased);
}

/** For people: a `ChatError` says what to mend. */
function sentenceFor(error: unknown): string {
  if (error instanceof ChatError) return error.advice;
  const said = error instanceof Error ? error.message : String(error);
  return `A fault on our side (${said}). Whoever runs Sopwith finds it in the log.`;
}

/** 1 s, 2 s, 4 s … 5 min. */
export function backoff(attempts: number): number {
  return Math.min(LONGEST_WAIT, 1_000 * 2 ** attempts);
}
