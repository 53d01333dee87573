/** What waits for a member, by name or by a role of theirs, and what they started. */
import { causeText } from '../cards/cause.ts';
import type { DecisionLine, OwedLine } from '../cards/views/home.ts';
import { mineCard } from '../cards/views/mine.ts';
import { stepOf } from '../engine/definition.ts';
import { optional } from '../engine/optional.ts';
import { undecidedIn } from '../engine/run/live.ts';
import type { OpenRun } from '../engine/run/state.ts';
import { listRuns, type OwedStepRow, openRunsToDecide, stepsOwedBy, stepsOwedByRole } from '../store/runs.ts';
import { withNames } from './answering.ts';
import type { Answer, Said } from './conversation.ts';
import { proposalsFor } from './proposals-for.ts';
import { type Looking, sightOf } from './sight.ts';
import { loadRun, type Speaker, type Talking } from './talking.ts';

/** Steps and runs listed; more are counted, up to `COUNTED` of each kind. */
const LISTED = 15;
const COUNTED = 100;

export type Who = Pick<Speaker, 'workspace' | 'member'>;

export interface Waiting {
  readonly lines: readonly OwedLine[];
  /** How many wait besides those listed. */
  readonly more: number;
  /** Exceptions over which they are to decide, what waits longest first. */
  readonly decisions: readonly DecisionLine[];
  /** What runs taught, for them to decide over. */
  readonly proposals: number;
}

/** What waits for them, what is due first; `listed`: so many lines at most. */
export async function owedTo(talking: Looking, who: Who, listed = LISTED): Promise<Waiting> {
  const { workspace, member } = who;
  const { holders, standIns } = await talking.memory.people(talking.db, workspace);
  const isTheirs = (holder: string) => {
    const { standIn, until = Infinity } = (Object.hasOwn(standIns, holder) ? standIns[holder] : undefined) ?? {};
    return holder === member || (standIn === member && talking.now() < until);
  };
  const roles = Object.keys(holders).filter((role) => holders[role]?.some(isTheirs));
  const rows = await Promise.all([
    stepsOwedBy(talking.db, workspace, member, COUNTED),
    ...roles.map((role) => stepsOwedByRole(talking.db, workspace, role, COUNTED)),
  ]);
  const owed = rows.flat().toSorted(byUrgency);
  const lines = await Promise.all(owed.slice(0, listed).map((row) => lineOf(talking, who, row)));
  return {
    lines: lines.filter((line) => line !== undefined),
    more: Math.max(0, owed.length - listed),
    decisions: await decisionsOf(talking, who, roles),
    proposals: await proposalsFor(talking, who),
  };
}

/** `/sop mine` */
export async function mineAnswer(talking: Talking, said: Said): Promise<Answer> {
  const owed = await owedTo(talking, said);
  const open = await startedBy(talking, said);
  const { lines, ...more } = owed;
  return withNames(talking, said, mineCard(lines, open, { now: talking.now(), ...more }));
}

/** The open runs that they started, the newest first. */
export async function startedBy(talking: Looking, who: Who, listed = LISTED): Promise<readonly OpenRun[]> {
  const { workspace, member } = who;
  const rows = await listRuns(talking.db, workspace, { status: 'open', startedBy: member, limit: listed });
  const started = await Promise.all(rows.map((row) => loadRun(talking, workspace, row.id)));
  return started.filter((run) => run?.status === 'open');
}

/** What is due first, then what waits longest. */
function byUrgency(one: OwedStepRow, other: OwedStepRow): number {
  return (one.due ?? Infinity) - (other.due ?? Infinity) || (one.since ?? 0) - (other.since ?? 0);
}

async function lineOf(talking: Looking, who: Who, row: OwedStepRow): Promise<OwedLine | undefined> {
  const { workspace } = who;
  const run = await loadRun(talking, workspace, row.run);
  if (!run || (await sightOf(talking, who, run, row.step)) !== 'seen') return undefined;
  const definition = await talking.memory.definition(talking.db, workspace, run.sop, run.revision);
  const stepTitle = stepOf(definition, row.step)?.title ?? row.step;
  const isApproval = row.state === 'waiting_approval';
  const about = { run: row.run, runTitle: row.title, step: row.step, stepTitle, isApproval };
  return { ...about, ...optional('due', row.due ?? undefined), since: row.since ?? run.startedAt };
}

async function decisionsOf(talking: Looking, who: Who, roles: readonly string[]): Promise<readonly DecisionLine[]> {
  const { workspace } = who;
  const found = await Promise.all(roles.map((role) => openRunsToDecide(talking.db, workspace, role, COUNTED)));
  const lines = await Promise.all(
    [...new Set(found.flat())].map(async (id) => {
      const run = await loadRun(talking, workspace, id);
      if (run?.status !== 'open') return [];
      const definition = await talking.memory.definition(talking.db, workspace, run.sop, run.revision);
      const open = undecidedIn(run).filter(({ owner }) => owner !== undefined && roles.includes(owner));
      const seen = await Promise.all(open.map(({ step }) => sightOf(talking, who, run, step)));
      return open
        .filter((_, at) => seen[at] === 'seen')
        .map((one) => ({
          ...{ run: id, runTitle: run.title, what: causeText(definition, one), since: one.raisedAt },
          ...optional('step', one.step),
        }));
    }),
  );
  return lines
    .flat()
    .toSorted((one, other) => one.since - other.since)
    .slice(0, COUNTED);
}
