/** What a member sees who opens the app by itself. */
import { homeCards, type OwedLine } from '../cards/views/home.ts';
import { stepOf } from '../engine/definition.ts';
import { LIMITS } from '../engine/limits.ts';
import { optional } from '../engine/optional.ts';
import { type OwedStepRow, stepsOwedBy, stepsOwedByRole } from '../store/runs.ts';
import { listSops } from '../store/sops.ts';
import type { Home } from './conversation.ts';
import { routinesToday } from './routines-today.ts';
import { sightOf } from './sight.ts';
import { loadRun, type Speaker, type Talking } from './talking.ts';

/** Steps listed; more are counted, up to `COUNTED` of each kind. */
const LISTED = 15;
const COUNTED = 100;

export async function home(talking: Talking, workspace: string, member: string): Promise<Home> {
  const { holders } = await talking.memory.people(talking.db, workspace);
  const roles = Object.keys(holders).filter((role) => holders[role]?.includes(member));
  const rows = await Promise.all([
    stepsOwedBy(talking.db, workspace, member, COUNTED),
    ...roles.map((role) => stepsOwedByRole(talking.db, workspace, role, COUNTED)),
  ]);
  const owed = rows.flat().toSorted(byUrgency);
  const lines = await Promise.all(owed.slice(0, LISTED).map((row) => lineOf(talking, { workspace, member }, row)));
  const sops = (await listSops(talking.db, workspace)).filter((one) => one.status === 'active');
  const more = owed.length - LISTED;
  return {
    cards: homeCards(
      lines.filter((line) => line !== undefined),
      sops.slice(0, LIMITS.rowsPerAnswer),
      { now: talking.now(), more, ...optional('today', await routinesToday(talking, { workspace, member })) },
    ),
    names: await talking.memory.names(talking.db, workspace),
  };
}

/** What is due first, then what waits longest. */
function byUrgency(one: OwedStepRow, other: OwedStepRow): number {
  return (one.due ?? Infinity) - (other.due ?? Infinity) || (one.since ?? 0) - (other.since ?? 0);
}

type Who = Pick<Speaker, 'workspace' | 'member'>;

async function lineOf(talking: Talking, who: Who, row: OwedStepRow): Promise<OwedLine | undefined> {
  const { workspace } = who;
  const run = await loadRun(talking, workspace, row.run);
  if (!run || (await sightOf(talking, who, run, row.step)) !== 'seen') return undefined;
  const definition = await talking.memory.definition(talking.db, workspace, run.sop, run.revision);
  const stepTitle = stepOf(definition, row.step)?.title ?? row.step;
  const isApproval = row.state === 'waiting_approval';
  const about = { run: row.run, runTitle: row.title, step: row.step, stepTitle, isApproval };
  return { ...about, ...optional('due', row.due ?? undefined), since: row.since ?? run.startedAt };
}
