/** The steps of an SOP as they stand now. */
import type { Actor } from '../../engine/actor.ts';
import { type Definition, roleTitle } from '../../engine/definition.ts';
import type { Instant } from '../../engine/instant.ts';
import { type Live, liveOf, stepRunOf, type Why, whyOf } from '../../engine/run/live.ts';
import type { KnownRun } from '../rows.ts';

/** A step, as it stands in the run in flight that the caller may see; without one it is to do. */
export interface StepNow {
  readonly id: string;
  /** From 1. */
  readonly order: number;
  readonly title: string;
  readonly kind: string;
  readonly role: { readonly id: string; readonly title: string } | null;
  readonly judgment: string;
  readonly delegation: string;
  readonly state: Live;
  /** `no_run`: nothing runs. */
  readonly why: Why | 'no_run';
  /** Whose it is by name. */
  readonly assignee: string | null;
  readonly since: Instant | null;
  readonly due: Instant | null;
  /** When it ended, and who ended it. */
  readonly endedAt: Instant | null;
  readonly endedBy: Actor | null;
}

/** Each step of a definition as it stands in a run of it, or of an earlier revision; without a run all are to do. */
export function stepsNow(definition: Definition, run: KnownRun | undefined): readonly StepNow[] {
  return definition.steps.map((drawn, index): StepNow => {
    const { id, title, kind, judgment, delegation, role } = drawn;
    const step = run && stepRunOf(run, id);
    const owed = step && 'since' in step && !('at' in step) ? step : undefined;
    return {
      ...{ id, order: index + 1, title, kind, judgment, delegation },
      role: role === undefined ? null : { id: role, title: roleTitle(definition, role) },
      state: run && step ? liveOf(run, step) : 'todo',
      why: run && step ? whyOf(run, step) : 'no_run',
      assignee: (owed && 'assignee' in owed ? owed.assignee : undefined) ?? null,
      since: owed?.since ?? null,
      due: (owed && 'due' in owed ? owed.due : undefined) ?? null,
      endedAt: step && 'at' in step ? step.at : null,
      endedBy: step && 'by' in step ? step.by : null,
    };
  });
}
