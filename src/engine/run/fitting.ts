/** Which step somebody means who answers in a run's thread: one that is now, and asks for something like it. */
import type { Definition, EvidenceItem, Step } from '../definition.ts';
import type { RunContext } from './context.ts';
import { decideRun } from './decide.ts';
import { liveOf } from './live.ts';
import type { RunRefusal } from './refusals.ts';
import type { OpenRun, OwedStep, StepRun } from './state.ts';
import { type Answered, isUnclear, takenBy } from './taking.ts';
import type { FileRef, Recorded } from './values.ts';

export type Fitting =
  /** Nothing that is now asks for anything like it. */
  | { readonly type: 'none' }
  /** `left`: files that the step has no use for. */
  | {
      readonly type: 'fits';
      readonly step: Step;
      readonly items: readonly Recorded[];
      readonly left: readonly FileRef[];
    }
  /** It fits several steps alike, none of which is theirs by name. */
  | { readonly type: 'several'; readonly steps: readonly Step[]; readonly couldBeTalk: boolean }
  /** It fits, but not from them. */
  | { readonly type: 'refused'; readonly refusal: RunRefusal; readonly couldBeTalk: boolean }
  /** A number, but not in the unit that is asked for, or one that two people read differently; or a text that is too long. */
  | { readonly type: 'unclear'; readonly item: EvidenceItem; readonly typed: string };

/** Never changes anything. Steps that are theirs by name come before those that anybody of their role may do. */
export function fitting(run: OpenRun, context: RunContext & { definition: Definition }, answered: Answered): Fitting {
  const { definition, actor } = context;
  const now = run.steps.filter((step): step is OwedStep => liveOf(run, step) === 'now' && isDone(step));
  const drawn = now.flatMap((state) => {
    const step = definition.steps.find((one) => one.id === state.id);
    return step ? [{ state, step }] : [];
  });
  const fits = drawn.flatMap(({ state, step }) => {
    const taken = takenBy(step, state, answered);
    return taken.items.length > 0 ? [{ state, step, ...taken }] : [];
  });
  const theirs = drawn.filter(({ step }) => refusalOf(run, context, step, []) === undefined);
  const unclear = theirs.flatMap(({ step }) => step.evidence).find((item) => isUnclear(item, answered));
  // A reading that cannot be taken is no remark.
  if (unclear && fits.every((fit) => fit.as === 'words'))
    return { type: 'unclear', item: unclear, typed: answered.text.trim() };
  const tried = fits.map((fit) => ({ ...fit, refusal: refusalOf(run, context, fit.step, fit.items) }));
  const allowed = tried.filter((one) => one.refusal === undefined);
  const own = allowed.filter(({ state }) => actor.type === 'member' && state.assignee === actor.id);
  const [first, ...more] = own.length > 0 ? own : allowed;
  if (first && (more.length === 0 || own.length > 0)) {
    return { type: 'fits', step: first.step, items: first.items, left: first.left };
  }
  if (first) {
    const steps = [first, ...more];
    return { type: 'several', steps: steps.map(({ step }) => step), couldBeTalk: first.as === 'words' };
  }
  const [refused] = tried;
  if (refused?.refusal) {
    const couldBeTalk = refused.as === 'words' || refused.as === 'option';
    return { type: 'refused', refusal: refused.refusal, couldBeTalk };
  }
  return { type: 'none' };
}

/** Whoever decides over an approval shows nothing: they approve or reject. */
function isDone(step: StepRun): boolean {
  return step.state === 'waiting_human' || step.state === 'rework';
}

function refusalOf(run: OpenRun, context: RunContext, step: Step, items: readonly Recorded[]): RunRefusal | undefined {
  const decision = decideRun(run, { type: 'recordEvidence', run: run.run, step: step.id, items: [...items] }, context);
  return decision.status === 'refused' ? decision.refusal : undefined;
}
