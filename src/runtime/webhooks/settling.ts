/**
 * Outcomes are noted together, those of a moment in one commit: what arrived is not urgent to note, and each commit waits for the
 * disk. If the process ends before, it is sent again, as whoever receives it must expect anyway.
 */
import { commitTogether } from '../../store/commit.ts';
import type { Database, Tx } from '../../store/database.ts';

/** How long the first outcome waits for others, in milliseconds. */
const MOMENT = 20;

type Work = (tx: Tx) => Promise<void>;

/** Resolves once the work is durably committed, with others; rejects if that commit failed. */
export function settler(db: Database): (work: Work) => Promise<void> {
  const submit = commitTogether(db);
  let works: Work[] = [];
  let lot: Promise<void> | undefined;
  let lots = 0;
  return (work) => {
    works.push(work);
    lot ??= new Promise<void>((resolve) => setTimeout(resolve, MOMENT)).then(() => {
      const together = works;
      works = [];
      lot = undefined;
      lots += 1;
      return submit(`webhooks settled ${lots}`, async (tx) => {
        for (const one of together) await one(tx);
      });
    });
    return lot;
  };
}
