/** How much of what runs taught waits for a member's decision. */
import { openProposals } from '../engine/lessons/proposal.ts';
import { answeringMembers } from '../engine/sop/accountable.ts';
import { sopsProposing } from '../store/reads/lessons.ts';
import { loadSop, type Speaker, type Talking } from './talking.ts';

/** SOPs that are looked through. */
const MOST_SOPS = 50;

export async function proposalsFor(
  { db, memory }: Pick<Talking, 'db' | 'memory'>,
  { workspace, member }: Pick<Speaker, 'workspace' | 'member'>,
): Promise<number> {
  const ids = await sopsProposing(db, workspace, MOST_SOPS);
  if (ids.length === 0) return 0;
  const people = await memory.people(db, workspace);
  const sops = await Promise.all(ids.map((id) => loadSop({ db }, workspace, id)));
  const theirs = sops.filter((sop) => sop && answeringMembers(sop.active, people).asked.includes(member));
  return theirs.reduce((sum, sop) => sum + (sop ? openProposals(sop).length : 0), 0);
}
