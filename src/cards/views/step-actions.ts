/** What whoever has a step can press. */
import type { Step } from '../../engine/definition.ts';
import type { EndedRun, OpenRun, OwedStep } from '../../engine/run/state.ts';
import type { ActionValue } from '../action.ts';
import type { Action, Form } from '../card.ts';
import { recordsOf } from '../recorded.ts';
import { quoted } from '../sentence.ts';
import { clip } from '../text.ts';
import { doneForm, MOST_LABEL } from './evidence-fields.ts';
import { problemForm, reasonForm } from './reason-form.ts';

/** More options than this are a list to choose from. */
const MOST_BUTTONS = 4;

/** Buttons of a step that waits for its doer. `hasDoers`: somebody could take it. */
export function stepActions(
  run: OpenRun | EndedRun,
  drawn: Step,
  step: OwedStep,
  hasDoers: boolean,
): readonly Action[] {
  const about = { v: 1, run: run.run, step: step.id } as const;
  return [
    ...doneActions(run, drawn, step),
    ...(hasDoers ? claimAction(about, step) : []),
    { label: 'Report a problem', style: 'default', value: { ...about, verb: 'raise' }, form: problemForm() },
    ...skipAction(about, drawn),
  ];
}

/** Says that it is done: one button, or one for each option of a decision that needs nothing else. */
export function doneActions(run: OpenRun | EndedRun, drawn: Step, step: OwedStep): readonly Action[] {
  const value: ActionValue = { v: 1, verb: 'complete', run: run.run, step: step.id, attempt: step.attempt };
  const options = drawn.kind === 'decision' && drawn.evidence.length === 0 ? (drawn.options ?? []) : [];
  if (options.length > 0 && options.length <= MOST_BUTTONS) {
    return options.map(({ id, title }) => ({
      label: clip(title, MOST_LABEL),
      style: 'primary',
      value: { ...value, choice: id },
    }));
  }
  const form: Form | undefined = doneForm(drawn, recordsOf(run, step));
  const label = drawn.kind === 'decision' ? 'Decide' : 'Done';
  return [{ label, style: 'primary', value, ...(form ? { form } : {}) }];
}

type About = Pick<ActionValue, 'v' | 'run' | 'step'>;

/** A step that anybody of a role may do is first taken by one, so that two do not do it at once. */
function claimAction(about: About, step: OwedStep): readonly Action[] {
  if (step.assignee !== undefined || step.role === undefined) return [];
  return [{ label: 'I’ll take it', style: 'default', value: { ...about, verb: 'claim' } }];
}

function skipAction(about: About, drawn: Step): readonly Action[] {
  if (!drawn.skippable) return [];
  const form = reasonForm(`Skip ${quoted(drawn.title)}`, 'Skip', 'Why is it skipped?');
  return [{ label: 'Skip', style: 'default', value: { ...about, verb: 'skip' }, form }];
}
