/**
 * What a form adds to a draft's lists, and what becomes of an entry whose kind changes. Each new entry gets a name that
 * no other of its list has. Undefined: what it is to be added to is not there, or is full.
 */
import {
  type Choice,
  type Definition,
  EVIDENCE_TYPES,
  type EvidenceItem,
  type Input,
  type Step,
} from '../definition.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';
import { retyped } from './answer-question.ts';
import { freshName, newEvidence, type Unchecked, withRole, withStep, YES_NO } from './draft-changes.ts';

export const INPUT_TYPES = ['text', 'number', 'choice', 'date', 'checkbox', 'link'] as const;
export const RECORDED_TYPES = [...EVIDENCE_TYPES, 'choice'] as const;
export const STEP_KINDS = ['task', 'decision', 'approval'] as const;

/** Whose options are meant: a decision's, an input's, or those of something recorded. */
export interface Chooser {
  readonly step?: string | undefined;
  readonly input?: string | undefined;
  readonly evidence?: string | undefined;
}

export function addInput(definition: Definition, title: string): Unchecked | undefined {
  const { inputs } = definition;
  if (inputs.length >= LIMITS.inputs) return undefined;
  return {
    ...definition,
    inputs: [...inputs, { id: freshName(inputs, title, 'input'), title, type: 'text', required: true }],
  };
}

export function addSource(definition: Definition, title: string): Unchecked | undefined {
  const { sources } = definition;
  if (sources.length >= LIMITS.sources) return undefined;
  return { ...definition, sources: [...sources, { id: freshName(sources, title, 'source'), title }] };
}

/** `role` by its id or title; a new title becomes a role. */
export function addBoundary(
  before: Definition,
  { title, when, role: named }: { readonly title: string; readonly when: string; readonly role: string },
): Unchecked | undefined {
  const { definition, role } = withRole(before, named);
  const { boundaries, roles } = definition;
  if (boundaries.length >= LIMITS.boundaries || roles.length > LIMITS.roles) return undefined;
  return {
    ...definition,
    boundaries: [...boundaries, { id: freshName(boundaries, title, 'boundary'), title, when, role }],
  };
}

export function addOption(definition: Definition, chooser: Chooser, title: string): Unchecked | undefined {
  const options = optionsOf(definition, chooser);
  if (!options || options.length >= LIMITS.options) return undefined;
  return withOptions(definition, chooser, [...options, { id: freshName(options, title, 'option'), title }]);
}

/** The input as another type; what only its old type had is gone. */
export function retypeInput(definition: Definition, id: string, type: Input['type']): Unchecked | undefined {
  if (!definition.inputs.some((one) => one.id === id)) return undefined;
  const inputs = definition.inputs.map((one) => {
    if (one.id !== id || one.type === type) return one;
    const { options: _options, unit: _unit, min: _min, max: _max, max_length: _length, ...kept } = one;
    return { ...kept, type, ...optional('options', type === 'choice' ? YES_NO : undefined) };
  });
  return { ...definition, inputs };
}

/** Something recorded, as another type. */
export function recordedAs(item: EvidenceItem, type: EvidenceItem['type']): object {
  const choices = type === 'choice' ? { options: item.options ?? YES_NO } : {};
  return { ...retyped(item, type), ...choices };
}

export function addEvidence(
  definition: Definition,
  id: string,
  { title, type }: Pick<EvidenceItem, 'title' | 'type'>,
): Unchecked | undefined {
  const step = definition.steps.find((one) => one.id === id);
  if (!step || step.evidence.length >= LIMITS.evidencePerStep) return undefined;
  const more = { type, required: true, ...optional('options', type === 'choice' ? YES_NO : undefined) };
  return withStep(definition, id, (one) => ({
    ...one,
    evidence: [...one.evidence, newEvidence(definition, title, more)],
  }));
}

/**
 * The step as another kind. A decision that names no ways yet has yes and no; an approval has no doer and needs an
 * approver: whoever answers for the SOP, if nobody is named. Undefined if there is no role to approve it.
 */
export function withKind(definition: Definition, id: string, kind: Step['kind']): Unchecked | undefined {
  const step = definition.steps.find((one) => one.id === id);
  if (!step) return undefined;
  const { options, role, ...rest } = step;
  if (kind === 'approval') {
    const approver = definition.accountable_manager ?? definition.exception_owner ?? role ?? definition.roles[0]?.id;
    const approval = step.approval ?? (approver === undefined ? undefined : { role: approver });
    return approval && withStep(definition, id, () => ({ ...rest, kind, approval }));
  }
  const ways = kind === 'decision' ? (options ?? YES_NO) : undefined;
  return withStep(definition, id, () => ({ ...rest, ...optional('role', role), kind, ...optional('options', ways) }));
}

function optionsOf(definition: Definition, { step, input, evidence }: Chooser): readonly Choice[] | undefined {
  if (input !== undefined) return definition.inputs.find((one) => one.id === input)?.options;
  const found = definition.steps.find((one) => one.id === step);
  return evidence === undefined ? found?.options : found?.evidence.find((one) => one.id === evidence)?.options;
}

function withOptions(
  definition: Definition,
  { step, input, evidence }: Chooser,
  options: readonly Choice[],
): Unchecked {
  const given =
    <Item extends { readonly id: string }>(id: string | undefined) =>
    (one: Item) =>
      one.id === id ? { ...one, options } : one;
  if (input !== undefined) return { ...definition, inputs: definition.inputs.map(given(input)) };
  return withStep(definition, step ?? '', (one) =>
    evidence === undefined ? { ...one, options } : { ...one, evidence: one.evidence.map(given(evidence)) },
  );
}
