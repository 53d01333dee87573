/** Looks into what the latest trouble with a step adds up to, and proposes what it teaches. No command waits for it. */
import type { Effect } from '../engine/effect.ts';
import { COUNTED_FOR, ENOUGH, lessonsOn } from '../engine/lessons/lessons.ts';
import { LIMITS } from '../engine/limits.ts';
import { optional } from '../engine/optional.ts';
import type { SopCommand } from '../engine/sop/commands.ts';
import { type TroubleRow, troublesOfStep } from '../store/reads/lessons.ts';
import { casesCounting } from './cases-counting.ts';
import { loadSop, type Talking } from './talking.ts';

/** Cases on record that are looked at, and runs whose histories are read: the newest. */
const MOST_ROWS = LIMITS.cases;
const MOST_RUNS = 24;

export type Learning = Pick<Talking, 'db' | 'memory' | 'handle' | 'now'>;

interface Due {
  readonly id: string;
  readonly workspace: string;
  readonly effect: Extract<Effect, { type: 'learn' }>;
}

/** Done again after a crash, it proposes nothing twice. Throws if nothing could be saved; it is then tried again. */
export async function learn(parts: Learning, { id, workspace, effect }: Due): Promise<void> {
  const sop = await loadSop(parts, workspace, effect.sop);
  if (sop?.status !== 'active') return;
  const { step } = effect;
  const where = { workspace, sop: sop.sop, step: step ?? '', since: parts.now() - COUNTED_FOR, limit: MOST_ROWS };
  const rows = newest(await troublesOfStep(parts.db, where));
  if (!mayTeach(rows)) return;
  const cases = await casesCounting(parts, workspace, sop, rows);
  // What is only counted costs no transaction.
  if (lessonsOn(sop, step, cases).length === 0) return;
  const command: SopCommand = { type: 'learn', sop: sop.sop, ...optional('step', step), cases: [...cases] };
  const actor = { type: 'service', id: 'lessons' } as const;
  const reply = await parts.handle({ workspace, key: `effect:${id}`, actor, command });
  if (reply.status === 'refused' && reply.refusal.code === 'busy')
    throw new Error(`nothing could be saved of ${sop.sop}`);
}

/** Most trouble is a single case: its history need not be read. */
function mayTeach(rows: readonly TroubleRow[]): boolean {
  const runs = new Map<string, Set<string>>();
  for (const { kind, run } of rows) runs.set(kind, (runs.get(kind) ?? new Set()).add(run));
  return rows.some((one) => one.asked === 1) || [...runs.values()].some((each) => each.size >= ENOUGH);
}

/** Of the newest runs. */
function newest(rows: readonly TroubleRow[]): readonly TroubleRow[] {
  const runs = new Set([...new Set(rows.map((one) => one.run))].slice(0, MOST_RUNS));
  return rows.filter((one) => runs.has(one.run));
}
