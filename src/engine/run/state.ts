/** Where a run stands. Plain data: it is saved as JSON, and folding the run's events gives the same again. */
import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Cause } from './cause.ts';
import type { ExceptionKind, Resolution } from './commands.ts';
import type { ProcedureChange } from './events.ts';
import type { Shift } from './shift.ts';
import type { EvidenceValue, InputValues } from './values.ts';

export type RunState = NotStarted | OpenRun | EndedRun;

export interface NotStarted {
  readonly status: 'none';
}

interface RunFacts {
  readonly run: string;
  readonly sop: string;
  readonly key: string;
  readonly title: string;
  readonly revision: number;
  readonly place: string;
  readonly inputs: InputValues;
  readonly startedBy: Actor;
  readonly startedAt: Instant;
  /** The routine that started it. */
  readonly routine?: string;
  /** When its shift is due: the deadline of each step that has none of its own. */
  readonly due?: Instant;
  /** What is not done by then is missed. */
  readonly closes?: Instant;
  /** Who is on it; absent: whoever takes its steps. */
  readonly shift?: Shift;
  /** Who filled in the inputs, if not whoever started it. */
  readonly inputsBy?: Actor;
  /** In the order of the definition. */
  readonly steps: readonly StepRun[];
  readonly evidence: readonly EvidenceRecord[];
  readonly exceptions: readonly ExceptionRecord[];
  readonly notes: readonly Note[];
  /** Who stands in for whom: away member to substitute. */
  readonly substitutes: Readonly<Record<string, string>>;
  /** Until when, by away member; absent: as long as the run is open. */
  readonly substitutesUntil?: Readonly<Record<string, Instant>>;
  /** Who said so, by away member. */
  readonly substitutedBy: Readonly<Record<string, Actor>>;
}

export interface OpenRun extends RunFacts {
  readonly status: 'open';
}

export interface EndedRun extends RunFacts {
  readonly status: 'ended';
  readonly outcome: 'completed' | 'incomplete' | 'cancelled';
  readonly endedAt: Instant;
  readonly endedBy: Actor;
  readonly reason?: string;
}

interface StepFacts {
  readonly id: string;
  /** Grows when a rejection, a retry or a reopening sends the step back. Begins at 1. */
  readonly attempt: number;
  /** The evidence that counts now: item id to evidence id. */
  readonly recorded: Readonly<Record<string, string>>;
  /** Who did it in earlier attempts: they may not approve it either. */
  readonly doneBefore?: readonly Actor[];
  /** Why this attempt began; absent in the first. */
  readonly sentBack?: SentBack;
}

export interface SentBack {
  /** The step itself, the approval that rejected its work, or an earlier step that it builds on. */
  readonly from: string;
  readonly by: Actor;
  readonly at: Instant;
  readonly reason: string;
}

interface Owed {
  /** Who owes it: a role, and the person once one took it or was given it. */
  readonly role?: string;
  readonly assignee?: string;
  /** Who is away, if the assignee stands in for them. */
  readonly instead?: string;
  /** Since when it waits. */
  readonly since: Instant;
  readonly due?: Instant;
  /** Rungs of the escalation ladder already climbed. */
  readonly escalated: number;
  /** How often somebody wanted to be reminded later of this deadline, and when they will be. */
  readonly snoozed?: { readonly times: number; readonly until: Instant; readonly by: Actor };
}

export interface Submission {
  readonly by: Actor;
  readonly at: Instant;
  readonly choice?: string;
}

/** One person's yes. */
export interface Decision {
  readonly by: Actor;
  readonly at: Instant;
  readonly standingInFor?: string;
}

export type StepRun = StepFacts &
  (
    | { readonly state: 'waiting_needs' }
    | (Owed & { readonly state: 'waiting_human'; readonly submitted?: Submission })
    | (Owed & { readonly state: 'rework'; readonly submitted?: Submission; readonly sentBack: SentBack })
    | (Owed & {
        readonly state: 'waiting_approval';
        readonly submitted?: Submission;
        readonly quorum: number;
        readonly above: boolean;
        readonly approvals: readonly Decision[];
      })
    | (Owed & { readonly state: 'agent_working' })
    | {
        readonly state: 'completed';
        readonly by: Actor;
        readonly at: Instant;
        readonly choice?: string;
        readonly approvals: readonly Decision[];
      }
    /** `since`: when it could begin; absent where its turn never came. */
    | {
        readonly state: 'skipped';
        readonly by: Actor;
        readonly at: Instant;
        readonly reason: string;
        readonly since?: Instant;
      }
    /** Whose turn it was then, and for what; all but `at` absent where its turn never came. */
    | {
        readonly state: 'missed';
        readonly at: Instant;
        readonly since?: Instant;
        readonly waited?: 'work' | 'approval';
        readonly role?: string;
        readonly assignee?: string;
        /** Who was away, if the assignee stood in for them. */
        readonly instead?: string;
      }
    | { readonly state: 'not_applicable'; readonly because: 'when' | 'branches'; readonly at: Instant }
  );

export type OwedStep = Extract<StepRun, { state: 'waiting_human' | 'rework' | 'waiting_approval' | 'agent_working' }>;

export interface EvidenceRecord {
  readonly id: string;
  readonly step: string;
  readonly item: string;
  readonly value: EvidenceValue;
  readonly unit?: string;
  readonly within?: boolean;
  readonly by: Actor;
  readonly at: Instant;
  /** The step's attempt that it was recorded in. */
  readonly attempt: number;
  /** The last attempt that it counts in: the step was sent back, and this had to be recorded anew. */
  readonly until?: number;
}

export type ExceptionRecord = {
  readonly id: string;
  readonly step?: string;
  readonly kind: ExceptionKind;
  readonly cause: Cause;
  /** The role that decides; absent: whoever started the run. */
  readonly owner?: string;
  readonly blocking: boolean;
  readonly raisedBy: Actor;
  readonly raisedAt: Instant;
} & (
  | { readonly status: 'open' }
  | {
      readonly status: 'resolved';
      readonly resolution: Exclude<Resolution, 'escalate'> | 'settled';
      readonly reason: string;
      readonly resolvedBy: Actor;
      readonly resolvedAt: Instant;
      /** They say that the procedure should change. */
      readonly change?: ProcedureChange;
    }
);

export interface Note {
  readonly step?: string;
  readonly text: string;
  readonly by: Actor;
  readonly at: Instant;
}

export const initialRun: RunState = { status: 'none' };
