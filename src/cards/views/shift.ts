/** The shift of a run, on its card: who is on it, when it is due and closes. What is late, and who has left, stands out. */
import type { Instant } from '../../engine/instant.ts';
import type { EndedRun, OpenRun } from '../../engine/run/state.ts';
import type { Element, Span } from '../card.ts';
import { atMoment, sentence } from '../sentence.ts';
import { shiftWords } from '../shift-words.ts';
import type { Listed } from './step-lines.ts';

export function shiftElements(run: OpenRun, listed: Listed): readonly Element[] {
  const { due, closes } = run;
  const isAway = hasLeft(run, listed);
  const isOver = isShiftLate(run, listed.now);
  const who = run.shift && !isAway ? [sentence('On shift: ', shiftWords(run.shift, listed.definition), '.')] : [];
  const until = due === undefined || isOver ? [] : [sentence('Due', ...atMoment(run, due), '.')];
  const end =
    closes === undefined ? [] : [sentence('Closes', ...atMoment(run, closes), ': what is not done then is missed.')];
  const quiet = inOne([...who, ...until, ...(isOver ? [] : end)]);
  const late =
    due === undefined || !isOver
      ? []
      : inOne([sentence({ type: 'bold', text: 'Late' }, ': all of it was due', ...atMoment(run, due), '.'), ...end]);
  return [
    ...(isAway ? [{ type: 'notice', tone: 'attention', text: leftText(run) } as const] : []),
    ...(quiet.length > 0 ? [{ type: 'context', text: quiet } as const] : []),
    ...(late.length > 0 ? [{ type: 'notice', tone: 'attention', text: late } as const] : []),
  ];
}

export function isShiftLate(run: OpenRun | EndedRun, now: Instant): boolean {
  return run.status === 'open' && run.due !== undefined && run.due <= now;
}

function hasLeft({ shift }: OpenRun, { people }: Listed): boolean {
  return shift !== undefined && 'member' in shift && people !== undefined && !people.members.includes(shift.member);
}

function leftText({ shift }: OpenRun): readonly Span[] {
  const who: Span = shift && 'member' in shift ? { type: 'member', member: shift.member } : 'Whoever was on shift';
  return sentence(who, ' was to be on shift and has left: the steps are for whoever has their role, or takes them.');
}

function inOne(sentences: readonly (readonly Span[])[]): readonly Span[] {
  return sentences.flatMap((one, index) => (index === 0 ? one : [' ', ...one]));
}
