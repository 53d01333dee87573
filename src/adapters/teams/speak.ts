/** Saying something at once to whoever asked, besides the cards that everybody sees. */
import { setTimeout } from 'node:timers/promises';
import { type Address, type Connector, type Outgoing, TeamsError } from './connector.ts';

const ATTEMPTS = 4;
const PAUSE = 700;
/** A longer silence is not waited for: whoever asked has gone on by then. */
const LONGEST = 8_000;

/** Tries again where it was certainly not said. Throws `TeamsError`. */
export async function speak(connector: Pick<Connector, 'send'>, where: Address, activity: Outgoing): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connector.send(where, activity);
    } catch (error) {
      const isUnsaid = error instanceof TeamsError && (error.status === 429 || error.status === 412);
      if (!isUnsaid || attempt >= ATTEMPTS) throw error;
      await setTimeout(Math.min(LONGEST, error.after ?? PAUSE * 2 ** attempt));
    }
  }
}
