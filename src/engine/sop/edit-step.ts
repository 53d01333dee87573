/** One step of a draft, as a form gives it back. */
import { type Definition, type Step, stepOf } from '../definition.ts';
import { optional } from '../optional.ts';
import { retyped } from './answer-question.ts';
import { NONE, newEvidence, numberTyped, type Unchecked, withRole, withStep } from './draft-changes.ts';

/** Evidence that the form shows, at most; what a step has beyond stays as it is. */
export const SHOWN_EVIDENCE = 6;

/** The form's fields, all as they were typed; what is absent was left empty. */
export type StepFields = Readonly<Record<string, string>>;

/** Undefined if the step is not there, or the fields are not a form's. */
export function editStep(before: Definition, id: string, fields: StepFields): Unchecked | undefined {
  const step = stepOf(before, id);
  if (!step || fields.title === undefined) return undefined;
  const doer = roleIn(before, fields.new_role || fields.role);
  const approver = roleIn(doer.definition, fields.new_approver || fields.approver);
  const { role: _role, instructions: _instructions, due: _due, approval, ...rest } = step;
  return withStep(approver.definition, id, () => ({
    ...{ ...rest, title: fields.title },
    ...optional('instructions', fields.instructions?.trim() || undefined),
    ...optional('role', doer.role),
    ...optional('due', fields.due?.trim() || undefined),
    evidence: evidenceIn(before, step, fields),
    ...optional('approval', approver.role === undefined ? undefined : { ...approval, role: approver.role }),
  }));
}

function roleIn(definition: Definition, named: string | undefined): { definition: Definition; role?: string } {
  if (named === undefined || named.trim() === '' || named === NONE) return { definition };
  return withRole(definition, named);
}

/** What is shown comes back under `e1_type`, `e1_title` …; the one after the last is new, if it has a title. */
function evidenceIn(definition: Definition, step: Step, fields: StepFields): object[] {
  const shown = step.evidence.slice(0, SHOWN_EVIDENCE);
  const kept = shown.flatMap((item, index): object[] => {
    const named = (what: string) => fields[`e${index + 1}_${what}`]?.trim() ?? '';
    const type = named('type') || item.type;
    if (type === NONE) return [];
    const { min: _min, max: _max, unit: _unit, ...same } = retyped(item, type) as typeof item;
    return [{ ...same, title: named('title'), ...(type === 'number' ? measures(named) : {}) }];
  });
  const added = (what: string) => fields[`new_${what}`]?.trim() ?? '';
  const type = added('type') || 'text';
  const isNew = added('title') !== '';
  const more = isNew
    ? [newEvidence(definition, added('title'), { type, ...(type === 'number' ? measures(added) : {}) })]
    : [];
  return [...kept, ...step.evidence.slice(SHOWN_EVIDENCE), ...more];
}

function measures(named: (what: string) => string): object {
  return {
    ...optional('unit', named('unit') || undefined),
    ...optional('min', numberTyped(named('min'))),
    ...optional('max', numberTyped(named('max'))),
  };
}
