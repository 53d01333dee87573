/** What became of the last time of a routine. Where it went wrong, those who see to it are called. */
import type { Definition } from '../../engine/definition.ts';
import { calledAbout } from '../../engine/routine/called.ts';
import type { DaysOff } from '../../engine/routine/days-off.ts';
import type { Unmanned } from '../../engine/routine/on-shift.ts';
import type { KnownRoutine, LastSlot } from '../../engine/routine/routine.ts';
import type { People } from '../../engine/run/context.ts';
import type { Element, Span } from '../card.ts';
import { sentence, who } from '../sentence.ts';
import { called } from '../turn.ts';
import { slotWords } from './routine-words.ts';

/** What a card of a routine is drawn from, besides where it stands. */
export interface RoutineScene {
  /** What is in force of its SOP now. */
  readonly definition: Definition;
  readonly people: People;
  /** The days on which routines rest. */
  readonly days: DaysOff;
  /** How many routines its SOP has in other conversations; told where it runs one at a time. */
  readonly others: number;
}

export function isBad(last: LastSlot): boolean {
  switch (last.outcome) {
    case 'missed':
    case 'not_started':
      return true;
    case 'started':
      return last.missed > 0 || last.unmanned !== undefined;
    case 'skipped':
    case 'rested':
      return false;
  }
}

/** Another time may have been set since: what was skipped of the former one is no news any more. */
export function isLeftOut(state: KnownRoutine): boolean {
  const { last } = state;
  return last?.outcome === 'skipped' && (state.status !== 'active' || last.slot < state.next);
}

export function lastElements(state: KnownRoutine, scene: RoutineScene): readonly Element[] {
  const { last, status } = state;
  if (!last || status === 'ended') return [];
  const call = calling(state, scene);
  const at = slotWords(state, last.slot);
  switch (last.outcome) {
    case 'started': {
      const late = sentence(...call, missedText(last.missed), '. The run of ', at, ' was started late.');
      const alone = last.unmanned && unmannedText(state, scene, last.unmanned);
      if (last.missed === 0 && !alone) {
        return [{ type: 'context', text: sentence('Last run: ', at) }];
      }
      const texts = [...(last.missed > 0 ? [late] : []), ...(alone ? [alone] : [])];
      return texts.map((text) => ({ type: 'notice', tone: 'attention', text }));
    }
    case 'not_started': {
      const text = sentence(...call, 'the run of ', at, ' did not start: ', whyNot(last.why));
      return [{ type: 'notice', tone: 'attention', text }];
    }
    case 'missed': {
      const text = sentence(
        ...call,
        missedText(last.missed),
        ', the last on ',
        at,
        ', because Sopwith was not running. Run it now if it is still needed.',
      );
      return [{ type: 'notice', tone: 'attention', text }];
    }
    case 'rested':
      return [{ type: 'context', text: sentence(`${last.day}: no run on `, at) }];
    case 'skipped':
      if (!isLeftOut(state)) return [];
      return [{ type: 'context', text: sentence('Skipped by ', who(last.by), ': ', at) }];
  }
}

/** `@Ana: `: whoever set the routine, or those who answer for its SOP. */
export function calling(
  state: KnownRoutine,
  { definition, people }: RoutineScene,
  how?: 'setter' | 'all',
): readonly Span[] {
  const members = calledAbout(state, definition, people, how);
  return sentence(members.length > 0 ? called(members, '') : who(state.setBy), ': ');
}

/** Whoever was to be on shift could not: what became of the work, and what to do. */
function unmannedText(state: KnownRoutine, scene: RoutineScene, why: Unmanned): readonly Span[] {
  const { shift, last } = state;
  const name: Span =
    shift && 'member' in shift ? { type: 'member', member: shift.member } : 'Whoever was to be on shift';
  const because =
    why === 'left' ? 'is not a member here any more' : 'holds none of the roles that do its steps any more';
  const run = sentence(
    'The run of ',
    slotWords(state, last?.slot ?? 0),
    ' was started all the same: its steps are for ',
  );
  const open = 'whoever has their role, or takes them. Press Change to say who is on shift.';
  return sentence(calling(state, scene, 'all'), name, ` was to be on shift and ${because}. `, run, open);
}

export function missedText(missed: number): string {
  return missed === 1 ? 'one run was missed' : `${missed} runs were missed`;
}

/** The rest of a sentence, with what to do. `why`: the code of the refusal. */
export function whyNot(why: string): string {
  switch (why) {
    case 'run_in_flight':
      return 'the one before is not finished, and it runs one at a time. Finish or cancel that one.';
    case 'sop_not_active':
    case 'sop_not_found':
      return 'its SOP is not in force any more. Publish it again, or end the routine.';
    case 'window_closed':
      return 'its window was over before it could. Start one by hand if it is still needed.';
    case 'inputs_invalid':
      return 'the SOP asks for something else now than the routine was told. Press Change and fill it in.';
    default:
      return `it was refused (${why}). Start it by hand, and tell whoever runs Sopwith.`;
  }
}
