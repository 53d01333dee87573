/** What a transaction has read already: works that share one (`commit.ts`) ask once for what all of them need. */
import type { Db, Tx } from './database.ts';

const answers = new WeakMap<Db, Map<string, Promise<unknown>>>();

/**
 * The answer to a question, which `name` tells from every other. In a transaction it is asked once: what others change
 * meanwhile is seen by the next one. Outside of a transaction it is asked every time.
 */
export function askedOnce<Value>(db: Db, name: string, ask: () => Promise<Value>): Promise<Value> {
  if (!('put' in db)) return ask();
  const known = answers.get(db) ?? new Map<string, Promise<unknown>>();
  answers.set(db, known);
  const answer = (known.get(name) as Promise<Value> | undefined) ?? ask();
  known.set(name, answer);
  return answer;
}

/** This transaction itself has changed the answer: it is asked again. */
export function askAgain(tx: Tx, name: string): void {
  answers.get(tx)?.delete(name);
}
