/** What of a proposal its readers may see: the words of a case only where they all may see its run. */
import type { Shown } from '../cards/views/proposal.ts';
import { wordsFor } from '../engine/lessons/lessons.ts';
import type { Proposal } from '../engine/lessons/proposal.ts';
import { optional } from '../engine/optional.ts';
import { answeringMembers } from '../engine/sop/accountable.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import { casesNamed } from './cases.ts';
import { type Looking, type Sight, sightOf } from './sight.ts';
import { loadRun } from './talking.ts';

export interface Readers {
  readonly workspace: string;
  readonly members: readonly string[];
}

/** `isUnknown`: of some it could not be told now; they are taken for hidden. */
export interface SeenProposal {
  readonly shown: Shown;
  readonly isUnknown: boolean;
  /** Every case is seen. */
  readonly isWhole: boolean;
}

export async function proposalSeen(
  parts: Looking,
  { workspace, members }: Readers,
  sop: KnownSop,
  proposal: Proposal,
): Promise<SeenProposal> {
  const all = await casesNamed(parts.db, workspace, proposal.cases);
  const sights = new Map<string, Sight>();
  for (const { run } of proposal.cases) {
    if (!sights.has(run)) sights.set(run, await sightOfAll(parts, { workspace, members }, run, proposal.step));
  }
  const cases = all.filter((one) => sights.get(one.run) === 'seen');
  const isWhole = cases.length === all.length;
  const definition = sop.active;
  const { step, about, edit } = proposal;
  const isTold = edit.type === 'line' && isWhole && definition !== undefined;
  const line = isTold ? wordsFor(definition, { about, ...optional('step', step) }, all) : undefined;
  const { asked } = answeringMembers(definition, await parts.memory.people(parts.db, workspace));
  const isUnknown = [...sights.values()].includes('unknown');
  // The new limits are readings themselves.
  const isVeiled = edit.type === 'limits' && !isWhole;
  const shown = { cases, hidden: all.length - cases.length, line, asked, ...(isVeiled && { isVeiled }) };
  return { shown, isUnknown, isWhole };
}

async function sightOfAll(
  parts: Looking,
  { workspace, members }: Readers,
  id: string,
  step: string | undefined,
): Promise<Sight> {
  const run = await loadRun(parts, workspace, id);
  if (!run) return 'unseen';
  let worst: Sight = 'seen';
  for (const member of members) {
    const sight = await sightOf(parts, { workspace, member }, run, step);
    if (sight === 'unseen') return sight;
    if (sight === 'unknown') worst = sight;
  }
  return worst;
}
