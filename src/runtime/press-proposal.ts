/** Presses on what runs taught: taking it into a draft, dismissing it with a reason, and showing it to whoever asks. */
import { quoted, sentence, typed } from '../cards/sentence.ts';
import { dismissForm, proposalCard } from '../cards/views/proposal.ts';
import { toldCard } from '../cards/views/told.ts';
import { proposalOf } from '../engine/lessons/proposal.ts';
import { refuse, told, withNames } from './answering.ts';
import type { Answer, Pressed } from './conversation.ts';
import { acceptance, type Learned, refusalToDecide } from './decide-on-proposal.ts';
import { text } from './field-values.ts';
import { proposalSeen, type SeenProposal } from './proposal-shown.ts';
import { command, loadSop, type Talking } from './talking.ts';

/** The answer to such a press; undefined if it is another. */
export async function pressOnProposal(talking: Talking, pressed: Pressed): Promise<Answer | undefined> {
  const { verb, sop: id, proposal: number } = pressed.value;
  if (verb !== 'accept_proposal' && verb !== 'dismiss_proposal' && verb !== 'show_proposal') return undefined;
  const sop = id === undefined ? undefined : await loadSop(talking, pressed.workspace, id);
  if (!sop) return refuse(talking, pressed, { code: 'sop_unknown' });
  const proposal = number === undefined ? undefined : proposalOf(sop, number);
  if (!proposal) return refuse(talking, pressed, { code: 'proposal_unknown', title: sop.title });
  const about = { sop, proposal };
  switch (verb) {
    case 'accept_proposal':
      return accept(talking, pressed, about);
    case 'dismiss_proposal':
      return dismiss(talking, pressed, about);
    case 'show_proposal': {
      const { shown } = await seenBy(talking, pressed, about);
      return withNames(talking, pressed, proposalCard(sop, proposal.proposal, shown));
    }
  }
}

async function accept(talking: Talking, pressed: Pressed, about: Learned): Promise<Answer> {
  const { sop } = about;
  const meant = await acceptance(talking, pressed, about, pressed.place);
  if ('refusal' in meant) return refuse(talking, pressed, meant.refusal);
  const reply = await command(talking, pressed, meant.command);
  if (reply.status === 'refused') return refuse(talking, pressed, reply.refusal);
  const draft = (await loadSop(talking, pressed.workspace, sop.sop))?.draft;
  const isBegun = draft !== undefined && sop.draft === undefined;
  const where = isBegun ? 'It is in a new draft, whose card is here.' : 'It is in the draft that there is.';
  const said = sentence(`${quoted(sop.title)}: ${where} `, typed(`publish ${sop.key}`), ' publishes it.');
  return told(toldCard('Taken into the draft', said, 'good'));
}

async function dismiss(talking: Talking, pressed: Pressed, about: Learned): Promise<Answer> {
  const { sop, proposal } = about;
  if (pressed.fields === undefined) {
    // Nobody writes a reason to be refused.
    const refusal = await refusalToDecide(talking, pressed, about);
    if (refusal) return refuse(talking, pressed, refusal);
    return { type: 'form', form: dismissForm(), value: pressed.value };
  }
  const reason = text(pressed.fields.reason);
  const dismissed = { type: 'dismissProposal', sop: sop.sop, proposal: proposal.proposal, reason } as const;
  const reply = await command(talking, pressed, dismissed);
  if (reply.status === 'refused') return refuse(talking, pressed, reply.refusal);
  return told(toldCard('Dismissed', 'It is proposed again only if as many runs again have the same trouble.', 'good'));
}

function seenBy(talking: Talking, { workspace, member }: Pressed, { sop, proposal }: Learned): Promise<SeenProposal> {
  return proposalSeen(talking, { workspace, members: [member] }, sop, proposal);
}
