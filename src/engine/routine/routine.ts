/**
 * A routine: a schedule that starts runs of one SOP in one place. It starts them as anybody would; what a run does is
 * the run's own business. A stream of its own, so that what was paused, left out or missed is on record.
 */
import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Shift } from '../run/shift.ts';
import type { InputValues } from '../run/values.ts';
import type { Unmanned } from './on-shift.ts';
import type { Schedule } from './schedule.ts';

/** Why a routine rests though nobody wished it: `place_gone`, nothing can be said where its runs start. */
export type Because = 'sop_not_active' | 'never_again' | 'place_gone';

export type RoutineFact =
  | {
      type: 'RoutineSet';
      routine: string;
      sop: string;
      key: string;
      title: string;
      place: string;
      schedule: Schedule;
      inputs: InputValues;
      /** Who is on shift; absent: whoever takes the steps. */
      shift?: Shift;
      next: Instant;
    }
  /** Without `because` a person wished it so. */
  | { type: 'RoutinePaused'; because?: Because }
  | { type: 'RoutineResumed'; next: Instant }
  | { type: 'SlotSkipped'; slot: Instant; next: Instant }
  /** The skip is taken back: the slot comes again. `next`: absent, it is the next. */
  | { type: 'SlotRestored'; slot: Instant; next?: Instant }
  /** It fell on a holiday, or on a day when the workspace is closed: `day` is what that is called. `slot`: the last of the day. */
  | { type: 'SlotRested'; slot: Instant; day: string; next?: Instant }
  /**
   * Its run is to start; `due`, `closes`: its window. `missed`: slots before it that nothing could fire in time. `unmanned`:
   * why whoever is on shift cannot be: its steps are for whoever takes them.
   */
  | {
      type: 'SlotFired';
      slot: Instant;
      run: string;
      missed: number;
      next?: Instant;
      due?: Instant;
      closes?: Instant;
      unmanned?: Unmanned;
    }
  /** Nothing could fire it while it was worth starting, nor those after it: `missed` in all, `slot` the last. */
  | { type: 'SlotMissed'; slot: Instant; missed: number; next?: Instant }
  /** The run that was to start was refused. */
  | { type: 'NotStarted'; slot: Instant; why: string }
  | { type: 'RoutineEnded' };

export type RoutineEvent = Readonly<RoutineFact & { at: Instant; actor: Actor }>;

export type RoutineState = { readonly status: 'none' } | KnownRoutine;
export type KnownRoutine = ActiveRoutine | PausedRoutine | EndedRoutine;

interface RoutineFacts {
  readonly routine: string;
  readonly sop: string;
  readonly key: string;
  readonly title: string;
  readonly place: string;
  readonly schedule: Schedule;
  readonly inputs: InputValues;
  /** Who is on shift; absent: whoever takes the steps. */
  readonly shift?: Shift;
  readonly setBy: Actor;
  /** Who filled in what its runs are told, if whoever set it last left that as it was. */
  readonly inputsBy?: Actor;
  readonly setAt: Instant;
  /** What became of the slot before the next. */
  readonly last?: LastSlot;
}

export type LastSlot = { readonly slot: Instant } & (
  | { readonly outcome: 'started'; readonly run: string; readonly missed: number; readonly unmanned?: Unmanned }
  | { readonly outcome: 'not_started'; readonly why: string }
  | { readonly outcome: 'missed'; readonly missed: number }
  | { readonly outcome: 'skipped'; readonly by: Actor }
  | { readonly outcome: 'rested'; readonly day: string }
);

export interface ActiveRoutine extends RoutineFacts {
  readonly status: 'active';
  readonly next: Instant;
}

export interface PausedRoutine extends RoutineFacts {
  readonly status: 'paused';
  readonly by: Actor;
  readonly at: Instant;
  readonly because?: Because;
}

export interface EndedRoutine extends RoutineFacts {
  readonly status: 'ended';
  readonly by: Actor;
  readonly at: Instant;
}

export const initialRoutine: RoutineState = { status: 'none' };
