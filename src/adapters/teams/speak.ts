/** Saying something at once to whoever asked, besides the cards that everybody sees. */
import { setTimeout } from 'node:timers/promises';
import { type Address, type Outgoing, TeamsError } from './connector.ts';
import type { Parts } from './parts.ts';

const ATTEMPTS = 4;
const PAUSE = 700;
/** A longer silence is not waited for: whoever asked has gone on by then. */
const LONGEST = 8_000;

/** In its turn, and again where it was certainly not said. Throws `TeamsError`. */
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
      const isUnsaid = error instanceof TeamsError && (error.status === 429 || error.status === 412);
      if (!isUnsaid || attempt >= ATTEMPTS) throw error;
      const pause = error.status === 429 ? pace.hold(where.place, error.after) : PAUSE * 2 ** attempt;
      await setTimeout(Math.min(LONGEST, pause));
    }
  }
}
