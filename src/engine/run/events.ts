/**
 * What happened in a run. Event types are for ever: add, never change. Every event carries when and who; ids inside a
 * run (evidence `e1`, exceptions `x1`) count up, so that the engine needs no source of ids.
 */
import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Cause } from './cause.ts';
import type { ExceptionKind, Resolution } from './commands.ts';
import type { Shift } from './shift.ts';
import type { EvidenceValue, InputValues } from './values.ts';

export interface ProcedureChange {
  readonly say?: string;
}

/** Who owes a step that must be done again, and by when. */
interface Again {
  role?: string;
  assignee?: string;
  /** Who is away, if the assignee stands in for them. */
  instead?: string;
  due?: Instant;
}

export type RunFact =
  /** A revision began to run in a place. `steps` are the revision's step ids, in order. */
  | {
      type: 'RunStarted';
      run: string;
      sop: string;
      key: string;
      title: string;
      revision: number;
      place: string;
      inputs: InputValues;
      steps: readonly string[];
      /** The routine that started it; absent: whoever the actor is did. */
      routine?: string;
      /** When its shift is due: the deadline of each step that has none of its own. */
      due?: Instant;
      /** What is not done by then is missed. */
      closes?: Instant;
      /** Who is on it; absent: whoever takes its steps. */
      shift?: Shift;
      /** Who filled in the inputs; absent: whoever the actor is did. */
      inputsBy?: Actor;
    }
  /** A step can begin. Without an assignee anybody of the role may take it. */
  | { type: 'StepReady'; step: string; role?: string; assignee?: string; instead?: string; due?: Instant }
  /** Its `when` does not hold, or none of the branches that lead to it was taken. */
  | { type: 'StepNotApplicable'; step: string; because: 'when' | 'branches' }
  | {
      type: 'StepAssigned';
      step: string;
      assignee: string;
      how: 'claimed' | 'assigned' | 'substituted' | 'returned';
      /** `substituted`: for whom; `returned`: who stood in. */
      instead?: string;
    }
  /** `within` is absent where there is nothing to compare with. */
  | {
      type: 'EvidenceRecorded';
      evidence: string;
      step: string;
      item: string;
      value: EvidenceValue;
      unit?: string;
      within?: boolean;
    }
  /** The doer said it is done. Completed follows at once, or after its approval, or after its open exceptions. */
  | { type: 'StepSubmitted'; step: string; choice?: string }
  /** `above`: the limit of the step's own approver does not cover the case. */
  | { type: 'ApprovalRequested'; step: string; role: string; quorum: number; above: boolean; due?: Instant }
  /** One person's decision; the step is completed when the quorum is met. */
  | { type: 'StepApproved'; step: string; standingInFor?: string }
  /**
   * `to: doer`: it goes back to who did it. `to: earlier`: an approval with no doer of its own; the work before it is
   * reopened. What was recorded for work that goes back counts no longer.
   */
  | ({ type: 'StepRejected'; step: string; reason: string; to: 'doer' | 'earlier'; standingInFor?: string } & Again)
  | { type: 'StepCompleted'; step: string; choice?: string }
  | { type: 'StepSkipped'; step: string; reason: string }
  /** Nobody did it in time. */
  | { type: 'StepMissed'; step: string }
  /**
   * `resets`: steps after it that must be done again. `gate`: the approval that rejected its work; then what was recorded
   * for it counts no longer.
   */
  | ({ type: 'StepReopened'; step: string; reason: string; resets: readonly string[]; gate?: string } & Again)
  | {
      type: 'ExceptionRaised';
      exception: string;
      step?: string;
      kind: ExceptionKind;
      cause: Cause;
      owner?: string;
      /** The case is shown to its owner, but work goes on (`on: … continue`). */
      blocking: boolean;
    }
  | ({
      type: 'ExceptionResolved';
      exception: string;
      /** `settled`: what nobody could do, somebody can now; without a reason. */
      resolution: Exclude<Resolution, 'escalate'> | 'settled';
      reason: string;
      /** The step goes back to its doer (`retry`). */
      back: boolean;
      /** Whoever decided says that the procedure should change; `say`: what it should say, in their words. */
      change?: ProcedureChange;
    } & Again)
  | { type: 'ExceptionEscalated'; exception: string; owner: string; reason: string }
  | { type: 'NoteAdded'; step?: string; text: string }
  | { type: 'DueChanged'; step: string; due: Instant; reason: string }
  /** `again`: how many-th time somebody wanted that. */
  | { type: 'StepReminded'; step: string; again?: number }
  /** Somebody who owes it wants to be reminded once more, at `until`. */
  | { type: 'StepSnoozed'; step: string; until: Instant }
  /** The deadline has passed and the owner changes. `rung` counts from 0. */
  | { type: 'StepEscalated'; step: string; rung: number; role: string; assignee?: string; instead?: string }
  | { type: 'Substituted'; from: string; to: string; reason: string; until?: Instant }
  /** Its time is over. What the stand-in had taken on is for anybody of its role again. */
  | { type: 'SubstituteEnded'; from: string; to: string }
  /** Somebody is away from now on, or back. `steps`, `exceptions`: what waits for a role of theirs. */
  | {
      type: 'AbsenceNoted';
      member: string;
      standIn: string;
      change: 'away' | 'back';
      steps: readonly string[];
      exceptions: readonly string[];
    }
  /** Who holds a role that this run waits for has changed. */
  | { type: 'HolderChanged'; role: string; member: string; change: 'added' | 'removed' }
  /** The time of its shift has come, and it is not done. */
  | { type: 'RunLate' }
  | { type: 'RunCompleted' }
  /** Ended with steps that nobody did. */
  | { type: 'RunIncomplete'; missed: readonly string[] }
  | { type: 'RunCancelled'; reason: string };

export type RunEvent = Readonly<RunFact & { at: Instant; actor: Actor }>;
