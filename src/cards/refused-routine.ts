/** Why something was not done with a routine. */
import type { RoutineRefusal } from '../engine/routine/decide.ts';
import type { Closing } from '../engine/routine/window.ts';
import type { RunRefusal } from '../engine/run/refusals.ts';
import type { Span, Text } from './card.ts';
import { clockTyped, closingTyped } from './closing-words.ts';
import { lasting, quoted, sentence, typed, who } from './sentence.ts';
import type { UnclearRefusal } from './unclear-refusal.ts';

type OfRoutine =
  | Exclude<RoutineRefusal, { code: RunRefusal['code'] }>
  | Extract<
      UnclearRefusal,
      { code: 'schedule_unclear' | 'due_unclear' | 'closing_unclear' | 'shift_unclear' | 'zone_unknown' }
    >;

const CODES: Readonly<Record<OfRoutine['code'], true>> = {
  routine_unknown: true,
  routine_exists: true,
  routine_ended: true,
  routine_not_yours: true,
  routine_paused: true,
  routine_running: true,
  routine_inputs_invalid: true,
  slot_over: true,
  schedule_never: true,
  schedule_unclear: true,
  zone_unknown: true,
  shift_unclear: true,
  shift_unable: true,
  shift_idle: true,
  due_unclear: true,
  closing_unclear: true,
  window_impossible: true,
};

export function isOfRoutine(refusal: { readonly code: string }): refusal is OfRoutine {
  return Object.hasOwn(CODES, refusal.code);
}

export function routineSentence(refusal: OfRoutine): Text {
  switch (refusal.code) {
    case 'routine_unknown':
      return sentence('This routine is not here any more. ', typed('routines'), ' shows those of this conversation.');
    case 'routine_exists':
      return sentence(
        `${quoted(refusal.title)} has a routine here already. Change that one: `,
        typed('routines'),
        ' shows it.',
      );
    case 'routine_ended':
      return sentence(`The routine of ${quoted(refusal.title)} has ended. `, typed('routine'), ' sets a new one.');
    case 'routine_not_yours': {
      const role = refusal.role === undefined ? 'an administrator' : `the ${refusal.role.replaceAll('_', ' ')}`;
      const setter: Span = who(refusal.setBy);
      return sentence(
        `Only `,
        setter,
        `, who set the routine of ${quoted(refusal.title)}, or ${role} can change it. Please ask them.`,
      );
    }
    case 'routine_paused':
      return `The routine of ${quoted(refusal.title)} is paused. Resume it first.`;
    case 'routine_running':
      return `The routine of ${quoted(refusal.title)} is not paused; nothing is needed.`;
    case 'routine_inputs_invalid':
      return 'The routine was not set: its runs need this to start. Please correct it and set it again:';
    case 'slot_over':
      return refusal.next === undefined
        ? sentence(`That time of ${quoted(refusal.title)} is over. `, typed('routines'), ' shows what is next.')
        : sentence(
            'That time is over, or another is next by now: ',
            { type: 'time', at: refusal.next, style: 'day_time' },
            '. Look at the routine, then skip that one.',
          );
    case 'schedule_never':
      return `No such time will ever come: ${quoted(refusal.typed)}. Choose other days or hours.`;
    case 'schedule_unclear':
      return scheduleUnclear(refusal.problem, quoted(refusal.typed));
    case 'shift_unclear': {
      const meant = refusal.nearest === undefined ? '' : ` Did you mean ${refusal.nearest}?`;
      return `${quoted(refusal.typed)} is neither a role nor the name of one person here.${meant} Mention a person, write their whole name, or the title of a role.`;
    }
    case 'shift_unable': {
      const person: Span = { type: 'member', member: refusal.member };
      if (refusal.why === 'left')
        return sentence(person, ' is not a member of this workspace any more. Name somebody else.');
      const steps = `holds none of the roles that do the steps of ${quoted(refusal.title)}`;
      return sentence(person, ` ${steps}. Name somebody who does, or give them the role first.`);
    }
    case 'shift_idle':
      return `Each step of ${quoted(refusal.title)} names its own role already, so there is nothing left for the role ${refusal.role.replaceAll('_', ' ')}. Name a person, or leave it out.`;
    case 'due_unclear':
      return `When is ${quoted(refusal.typed)} due? Write a time, for example 07:30, or how long after the start: 1h. At most a week.`;
    case 'window_impossible':
      return windowSentence(refusal);
    case 'closing_unclear':
      return `Until when is ${quoted(refusal.typed)}? Write a time, for example 09:00, or how long after the start: 2h. At most a week.`;
    case 'zone_unknown':
      return `${quoted(refusal.typed)} is not a time zone. Write a place of that zone, for example Europe/Lisbon or Asia/Tokyo.`;
  }
}

function windowSentence({ problem, opens, due, closes }: Extract<OfRoutine, { code: 'window_impossible' }>): string {
  const said = (closing: Closing | undefined) => (closing ? closingTyped(closing) : '');
  const start = clockTyped(opens);
  switch (problem) {
    case 'closes_before_opens':
      return `A window that closes at ${said(closes)} closes before it opens at ${start}. Choose a later time; for one of the day after, write how long: for ${lengthFrom(opens, closes)}.`;
    case 'due_before_opens':
      return `What is due at ${said(due)} is due before it starts at ${start}. Choose a later time; for one of the day after, write how long: due ${lengthFrom(opens, due)}.`;
    case 'due_after_closes': {
      const last = closes && 'at' in closes ? `at ${said(closes)}` : `after ${said(closes)}`;
      const wanted = due && 'at' in due ? `at ${said(due)}` : `after ${said(due)}`;
      return `What starts at ${start} closes ${last}, so nothing in it can be due ${wanted}. Choose an earlier time, or let it close later.`;
    }
  }
}

/** `22 h 30 min`: from a time of day to another one after midnight. */
function lengthFrom(opens: number, closing: Closing | undefined): string {
  const at = closing && 'at' in closing ? closing.at : opens;
  return lasting((at + 1_440 - opens) * 60_000);
}

const EXAMPLES = 'weekdays 06:30 · daily 22:00 · Mon, Thu 14:00 · 1st of the month 09:00';

function scheduleUnclear(problem: 'unclear' | 'never' | 'too_often', typed: string): string {
  switch (problem) {
    case 'unclear':
      return `When is ${typed}? Write the days and a time, like one of these: ${EXAMPLES}.`;
    case 'never':
      return `No such time will ever come: ${typed}. Choose other days or hours.`;
    case 'too_often':
      return `${typed} is more often than every 15 minutes, which nobody can keep up with. Choose fewer times.`;
  }
}
