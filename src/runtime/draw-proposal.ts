/**
 * The card of what runs taught. It is told to those who answer for the SOP, in their direct messages; where a platform has
 * none, everybody reads everything, and it stands where the SOP ran last.
 */
import { proposalCard } from '../cards/views/proposal.ts';
import { proposalOf } from '../engine/lessons/proposal.ts';
import { optional } from '../engine/optional.ts';
import { answeringMembers } from '../engine/sop/accountable.ts';
import type { Drawn } from './drawn.ts';
import { splitPlace } from './place.ts';
import { ChatError } from './ports.ts';
import { proposalSeen } from './proposal-shown.ts';
import type { Looking } from './sight.ts';
import { loadRun, loadSop } from './talking.ts';

/** People told of one proposal at most. */
const MOST_TOLD = 5;
const NOTHING_SHOWN = { cases: [], hidden: 0, asked: [] } as const;

export async function drawProposal(
  parts: Looking,
  workspace: string,
  { sop: id, proposal: number }: { readonly sop: string; readonly proposal: number },
): Promise<Drawn | undefined> {
  const sop = await loadSop(parts, workspace, id);
  const proposal = sop && proposalOf(sop, number);
  if (!sop || !proposal) return undefined;
  const [latest] = proposal.cases;
  const run = latest && (await loadRun(parts, workspace, latest.run));
  if (!run) return undefined;
  const people = await parts.memory.people(parts.db, workspace);
  const directTo = answeringMembers(sop.active, people).asked.slice(0, MOST_TOLD);
  const { shown, isUnknown } = await proposalSeen(parts, { workspace, members: directTo }, sop, proposal);
  // Said with half of its words now, it would stay so.
  if (isUnknown) throw new ChatError('retry', 'Who is in a conversation could not be found out. It is tried again.');
  const names = await parts.memory.names(parts.db, workspace);
  const [platform] = splitPlace(run.place);
  const isAlone = parts.chats.get(platform)?.direct !== undefined;
  // Who was told may see less by now than when they were: of what is settled the outcome is enough.
  const isOver = isAlone && proposal.status !== 'open';
  const seen = isOver ? { ...NOTHING_SHOWN, ...optional('isVeiled', shown.isVeiled) } : shown;
  const card = proposalCard(sop, number, seen);
  const postable = proposal.status === 'open';
  return { card, names, place: run.place, directTo, isPrivate: true, elseInPlace: true, canWait: true, postable };
}
