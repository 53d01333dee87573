/** Why a run's command was not done. A code and its facts; the sentence is written in `cards/`. */
import type { Instant } from '../instant.ts';

export type RunRefusal =
  | { code: 'run_not_found' }
  | { code: 'run_exists' }
  | { code: 'run_ended'; outcome: string; at: Instant }
  | { code: 'sop_not_found'; sop: string; nearest?: string }
  | { code: 'sop_not_active'; status: 'draft' | 'archived'; title: string }
  | { code: 'run_in_flight'; title: string; run: string }
  /** The window of the run would be over before it began. */
  | { code: 'window_closed'; title: string }
  | { code: 'inputs_invalid'; problems: readonly { input: string; title: string; problem: InputProblem }[] }
  | { code: 'step_not_found'; step: string }
  | { code: 'step_not_ready'; step: string; waitsFor: readonly string[] }
  | {
      code: 'step_ended';
      step: string;
      how: 'completed' | 'skipped' | 'missed' | 'not_applicable';
      by?: string;
      at: Instant;
    }
  | { code: 'step_waits_for_approval'; step: string; role: string }
  | { code: 'step_not_waiting_for_approval'; step: string }
  | { code: 'card_outdated'; step: string }
  | { code: 'exception_open'; step: string; exception: string; owner?: string }
  /** `boundary`: its id. */
  | { code: 'run_stopped'; exception: string; boundary: string; owner?: string }
  | { code: 'not_yours'; step: string; assignee?: string; role?: string }
  | { code: 'not_approver'; step: string; role: string }
  | {
      code: 'not_owner';
      role?: string;
      exception?: string;
      what: 'exception' | 'skip' | 'reopen' | 'assign' | 'due' | 'cancel' | 'substitute';
    }
  | { code: 'not_skippable'; step: string; owner?: string }
  | { code: 'not_a_person' }
  | { code: 'not_a_timer' }
  | { code: 'separation_of_duties'; step: string; did: 'step' | 'request' }
  /** `who`: members who can decide over it. */
  | { code: 'own_reading'; step: string; who: readonly string[] }
  /** `missing`: how many approvals it still needs, of `role`; `who`: members who could give one. */
  | {
      code: 'already_approved';
      step: string;
      by: string;
      at: Instant;
      missing: number;
      role: string;
      who: readonly string[];
    }
  /** Going on without an approval is for this role only; absent: an administrator. */
  | { code: 'approval_missing'; step: string; role?: string }
  /** `work` is no finished step that the approval decides over. */
  | { code: 'not_covered'; step: string; work: string }
  | { code: 'already_assigned'; step: string; assignee: string }
  | {
      code: 'reason_missing';
      what: 'reject' | 'skip' | 'reopen' | 'exception' | 'due' | 'cancel' | 'substitute' | 'note';
    }
  | { code: 'evidence_missing'; step: string; items: readonly { item: string; title: string }[] }
  | {
      code: 'evidence_invalid';
      step: string;
      problems: readonly { item: string; title: string; problem: InputProblem }[];
    }
  | { code: 'evidence_unknown'; step: string; item: string }
  | { code: 'choice_missing'; step: string; options: readonly string[] }
  | { code: 'choice_unknown'; step: string; choice: string; options: readonly string[] }
  | { code: 'exception_not_found'; exception: string }
  | { code: 'exception_resolved'; exception: string; by?: string; at: Instant }
  | { code: 'nobody_above'; exception: string }
  | { code: 'resolution_not_possible'; exception: string; resolution: string }
  | { code: 'member_not_of_role'; member: string; role: string }
  | { code: 'substitute_self' }
  | { code: 'due_past' }
  /** What is not done when the window closes is missed: no deadline lies behind that. */
  | { code: 'due_after_closing'; closes: Instant }
  /** Somebody put it off as often as that can be done. */
  | { code: 'snoozed_enough'; step: string; most: number }
  /** Nothing in the run waits for the role, or who holds it is as it was. */
  | { code: 'role_not_needed'; role: string }
  /** Nothing in the run waits for whoever is away or back, or the run knows already. */
  | { code: 'absence_not_needed' }
  | { code: 'too_many'; what: 'exceptions' | 'notes' | 'values' }
  /** Caught at the edge: what was sent is longer than its limit (characters), or has no sense. Nothing was kept of it. */
  | { code: 'too_long'; field: string; max: number }
  | { code: 'malformed'; field: string }
  /** Its idempotency key was sent before with another request. */
  | { code: 'key_reused' }
  /** A timer whose step has moved on: nobody is told. */
  | { code: 'timer_stale' };

export type InputProblem =
  | { type: 'missing' }
  /** `asked`: what could be given instead. */
  | { type: 'unknown'; asked?: readonly string[] }
  | { type: 'not_a_number'; typed: string }
  | { type: 'not_a_date'; typed: string }
  | { type: 'not_a_link'; typed: string }
  | { type: 'not_a_file' }
  | { type: 'not_an_image'; mime: string }
  | { type: 'not_an_option'; typed: string; options: readonly string[] }
  | { type: 'not_a_tick' }
  | { type: 'too_small'; min: number; unit?: string }
  | { type: 'too_large'; max: number; unit?: string }
  | { type: 'too_long'; max: number };
