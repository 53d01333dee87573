/** `/sop lessons`: what runs taught that nobody has decided over, and what is being counted. */
import { lessonsCard, MOST, type OpenLesson, sopLessonsCard } from '../cards/views/lessons.ts';
import type { Case } from '../engine/lessons/case.ts';
import { COUNTED_FOR, type Counted, countedOn } from '../engine/lessons/lessons.ts';
import { openProposals } from '../engine/lessons/proposal.ts';
import { LIMITS } from '../engine/limits.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import { sopsInTrouble, sopsProposing, type TroubleRow, troublesOfSop } from '../store/reads/lessons.ts';
import { refuse, withNames } from './answering.ts';
import { casesCounting } from './cases-counting.ts';
import type { Answer, Said } from './conversation.ts';
import { proposalSeen } from './proposal-shown.ts';
import { type Looking, seenOf } from './sight.ts';
import { loadRun, loadSop, sopOf, type Talking } from './talking.ts';

/** SOPs listed, and runs whose histories are read for one: the newest. */
const MOST_SOPS = 50;
const MOST_RUNS = 60;

export async function lessonsAnswer(talking: Talking, said: Said, key: string | undefined): Promise<Answer> {
  return key === undefined ? ofAll(talking, said) : ofOne(talking, said, key);
}

async function ofAll(talking: Talking, said: Said): Promise<Answer> {
  const { db, now } = talking;
  const { workspace } = said;
  const ids = await sopsProposing(db, workspace, MOST_SOPS);
  const sops = await Promise.all(ids.map((id) => loadSop(talking, workspace, id)));
  const troubled = await sopsInTrouble(db, { workspace, since: now() - COUNTED_FOR, limit: MOST_SOPS });
  return withNames(
    talking,
    said,
    lessonsCard(
      await veiled(
        talking,
        said,
        sops.flatMap((sop) => (sop ? openOf(sop) : [])),
      ),
      troubled,
    ),
  );
}

/** What is counted, of the runs that they may see. */
async function ofOne(talking: Talking, said: Said, key: string): Promise<Answer> {
  const found = await sopOf(talking, said.workspace, key);
  if ('refusal' in found) return refuse(talking, said, found.refusal);
  const { sop } = found;
  const { open, counted } = await lessonsOf(talking, said, sop);
  return withNames(talking, said, sopLessonsCard(sop, open, counted));
}

/** What runs of an SOP taught that nobody has decided over, and what is counted, of the runs that whoever asks may see. */
export async function lessonsOf(
  talking: Looking,
  said: Asking,
  sop: KnownSop,
): Promise<{ readonly open: readonly OpenLesson[]; readonly counted: readonly Counted[] }> {
  const where = { workspace: said.workspace, sop: sop.sop, since: talking.now() - COUNTED_FOR, limit: LIMITS.cases };
  const seen = await ofSeenRuns(talking, said, await troublesOfSop(talking.db, where));
  const cases = await casesCounting(talking, said.workspace, sop, seen);
  const byStep = Map.groupBy(cases, (one: Case) => one.step);
  const counted = [...byStep].flatMap(([step, cases]) => countedOn(sop, step, cases));
  return { open: await veiled(talking, said, openOf(sop)), counted };
}

type Asking = Pick<Said, 'workspace' | 'member'> & { readonly place?: string };

function openOf(sop: KnownSop): readonly OpenLesson[] {
  return openProposals(sop).map((proposal) => ({ sop, proposal }));
}

/** Limits are made of readings: only who may see all of these reads them. Those that are not listed are not looked into. */
async function veiled(
  talking: Looking,
  { workspace, member }: Asking,
  open: readonly OpenLesson[],
): Promise<readonly OpenLesson[]> {
  const looked = open.map(async (one, index): Promise<OpenLesson> => {
    if (one.proposal.edit.type !== 'limits') return one;
    const readers = { workspace, members: [member] };
    const seen = index < MOST ? await proposalSeen(talking, readers, one.sop, one.proposal) : undefined;
    return seen?.isWhole ? one : { ...one, isVeiled: true };
  });
  return Promise.all(looked);
}

async function ofSeenRuns(talking: Looking, said: Asking, rows: readonly TroubleRow[]): Promise<readonly TroubleRow[]> {
  const ids = [...new Set(rows.map((one) => one.run))].slice(0, MOST_RUNS);
  const runs = await Promise.all(ids.map((id) => loadRun(talking, said.workspace, id)));
  const places = runs.flatMap((run) => (run ? [{ id: run.run, place: run.place }] : []));
  const seen = new Set((await seenOf(talking, said, places)).seen.map((one) => one.id));
  return rows.filter((one) => seen.has(one.run));
}
