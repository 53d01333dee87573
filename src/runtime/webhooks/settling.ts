/**
 * Outcomes are noted together, those of a moment in one commit: what arrived is not urgent to note, and each commit waits for the
 * disk. If the process ends before, it is sent again, as whoever receives it must expect anyway.
 */
import { commitTogether, type Submit } from '../../store/commit.ts';
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
      const settled = `webhooks settled ${lots}`;
      return submit(settled, async (tx) => {
        for (const one of together) await one(tx);
      }).catch(() => each(submit, settled, together));
    });
    return lot;
  };
}

/** What is wrong with one takes nothing from the others. Rejects with the first fault, once all were tried. */
async function each(submit: Submit, stream: string, works: readonly Work[]): Promise<void> {
  const tried = await Promise.allSettled(works.map((work, index) => submit(`${stream}.${index}`, work)));
  const failed = tried.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
