/** Cases as their runs' events tell them: of what is on record in rows, only those count that did happen. */
import { setImmediate } from 'node:timers/promises';
import type { Case, CaseRef } from '../engine/lessons/case.ts';
import type { RunEvent } from '../engine/run/events.ts';
import { initialRun } from '../engine/run/state.ts';
import { troublesIn } from '../engine/run/trouble.ts';
import type { Db } from '../store/database.ts';
import { historiesOf } from '../store/reads/digest.ts';

/** Histories that are folded before anybody else has a turn. */
const AT_ONCE = 8;

/** Of these runs, those cases that are named, newest first. Reads whole histories: at most a few dozen runs. */
export async function casesNamed(
  db: Db,
  workspace: string,
  refs: readonly Pick<CaseRef, 'run' | 'ref'>[],
): Promise<readonly Case[]> {
  const named = new Set(refs.map(nameOf));
  const runs = [...new Set(refs.map((one) => one.run))];
  const found: Case[] = [];
  for (let first = 0; first < runs.length; first += AT_ONCE) {
    for (const { run, events } of await historiesOf(db, workspace, runs.slice(first, first + AT_ONCE))) {
      const troubles = troublesIn(initialRun, events as readonly RunEvent[]);
      found.push(...troubles.map((one) => ({ ...one, run })).filter((one) => named.has(nameOf(one))));
    }
    await setImmediate();
  }
  return found.toSorted((one, other) => other.at - one.at);
}

function nameOf({ run, ref }: Pick<CaseRef, 'run' | 'ref'>): string {
  return `${run} ${ref}`;
}
