/** A draft from the answers of an interview. */
import { randomUUIDv7 } from 'node:crypto';
import type { Field } from '../cards/card.ts';
import { interviewForm } from '../cards/views/interview-form.ts';
import { toldCard } from '../cards/views/told.ts';
import type { Answers } from '../engine/drafting/interview.ts';
import { LIMITS } from '../engine/limits.ts';
import { freeKey } from '../store/sops.ts';
import { refuse, told } from './answering.ts';
import type { Answer, Pressed } from './conversation.ts';
import { command, NOTHING, type Talking } from './talking.ts';

/** The drafter is loaded when somebody wants a draft: a start waits for every file that is loaded. */
export async function interviewed(talking: Talking, pressed: Pressed): Promise<Answer> {
  const { draftOfInterview } = await import('../engine/drafting/interview.ts');
  const { fields = {}, workspace, place } = pressed;
  const of = (name: keyof Answers) => (typeof fields[name] === 'string' ? fields[name] : '');
  // A client may send more than its form lets anybody type, and everybody waits while it is read.
  const long = interviewForm().fields.find((one) => of(one.id as keyof Answers).length > longest(one));
  if (long) {
    const text = `“${long.label}” may have at most ${longest(long)} characters. Say it shorter, or drop it here as a document.`;
    return told(toldCard('No draft was made', text, 'attention'));
  }
  const draft = draftOfInterview({
    ...{ title: of('title'), purpose: of('purpose'), steps: of('steps'), inputs: of('inputs'), sources: of('sources') },
    ...{ approvals: of('approvals'), evidence: of('evidence'), due: of('due'), owner: of('owner') },
    boundaries: of('boundaries'),
  });
  if (!draft) {
    const text = 'There are no steps in it yet. Say what is done, one step a line, and send it again.';
    return told(toldCard('No draft was made', text, 'attention'));
  }
  const sop = randomUUIDv7();
  const key = await freeKey(talking.db, workspace, draft.definition.sop, sop);
  const definition = { ...draft.definition, sop: key };
  const questions = draft.questions.map((one) => ({ ...one }));
  const reply = await command(talking, pressed, { type: 'createDraft', sop, definition, questions, place });
  return reply.status === 'refused' ? refuse(talking, pressed, reply.refusal) : NOTHING;
}

function longest(field: Field): number {
  return field.type === 'text' ? (field.maxLength ?? LIMITS.text) : LIMITS.text;
}
