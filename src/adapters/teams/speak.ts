/** Saying something at once to whoever asked, besides the cards that everybody sees. */
import { setTimeout } from 'node:timers/promises';
import { type Address, type Outgoing, TeamsError } from './connector.ts';
import type { Parts } from './parts.ts';

const ATTEMPTS = 4;
const PAUSE = 700;
/** A longer silence is not waited for: whoever asked has gone on by then. */
const LONGEST = 8_000;

/** Too many, a conflict, or a server in between that had a bad moment. */
const PASSING = [412, 429, 502, 503, 504];

/** In its turn, and again where it may not have been said: an answer said twice is better than none. Throws `TeamsError`. */
export async function speak(
  { connector, pace }: Pick<Parts, 'connector' | 'pace'>,
  where: Address,
  activity: Outgoing,
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    for (let wait = pace.turn(where.place); wait > 0 && wait < LONGEST; wait = pace.turn(where.place)) {
      await setTimeout(wait);
    }
    try {
      return await connector.send(where, activity);
    } catch (error) {
      if (!(error instanceof TeamsError) || !PASSING.includes(error.status) || attempt >= ATTEMPTS) throw error;
      const pause = error.status === 429 ? pace.hold(where.place, error.after) : PAUSE * 2 ** attempt;
      await setTimeout(Math.min(LONGEST, pause));
    }
  }
}
