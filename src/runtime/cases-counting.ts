/** Which cases count now: what a step taught before it was changed is what it became. */
import { isSame } from '../engine/canonical.ts';
import { type Definition, stepOf } from '../engine/definition.ts';
import type { Case } from '../engine/lessons/case.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import type { Db } from '../store/database.ts';
import type { TroubleRow } from '../store/reads/lessons.ts';
import { casesNamed } from './cases.ts';
import type { Memory } from './memory.ts';

interface Reading {
  readonly db: Db;
  readonly memory: Memory;
}

/** Of these, newest first. In their own words people are heard whichever revision they spoke of. */
export async function casesCounting(
  reading: Reading,
  workspace: string,
  sop: KnownSop,
  rows: readonly TroubleRow[],
): Promise<readonly Case[]> {
  const counting = new Set(await sinceChanged(reading, workspace, sop, rows));
  const read = rows.filter((one) => counting.has(one) || one.asked === 1);
  const names = new Set([...counting].map((one) => `${one.run} ${one.ref}`));
  const cases = await casesNamed(reading.db, workspace, read);
  return cases.flatMap((one) => (names.has(`${one.run} ${one.ref}`) ? [one] : onlyWords(one)));
}

function onlyWords({ accepted: _, ...one }: Case): readonly Case[] {
  return one.change?.say === undefined ? [] : [{ ...one, kind: 'found' }];
}

/** Those of revisions in which the step is what it is now, without a gap: what it taught before is what it became. */
async function sinceChanged(
  { db, memory }: Reading,
  workspace: string,
  sop: KnownSop,
  rows: readonly TroubleRow[],
): Promise<readonly TroubleRow[]> {
  const { active, revision } = sop;
  if (!active) return [];
  const oldest = Math.min(revision, ...rows.map((one) => one.revision));
  const since = new Map<string, number>();
  const steps = new Set(rows.map((one) => one.step));
  for (let before = revision - 1; before >= oldest && since.size < steps.size; before -= 1) {
    const definition = await memory.definition(db, workspace, sop.sop, before);
    for (const step of steps) if (!since.has(step) && isAnother(active, definition, step)) since.set(step, before);
  }
  return rows.filter((one) => one.revision > (since.get(one.step) ?? 0));
}

function isAnother(active: Definition, before: Definition, step: string): boolean {
  if (step === '') return active.scope !== before.scope;
  const [now, then] = [stepOf(active, step), stepOf(before, step)];
  // Where its words stand in a document is no change of it.
  return !isSame({ ...now, source: undefined }, { ...then, source: undefined });
}
