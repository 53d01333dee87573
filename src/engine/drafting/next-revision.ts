/**
 * A newer version of a document, for an SOP that was drafted from an older one. The document's words replace the words;
 * what people decided since (roles, approvals, limits, conditions) stays where the document says nothing else, and
 * where it does, they are asked.
 */
import { parseDefinition } from '../check.ts';
import { type Definition, type DefinitionInput, needsOf } from '../definition.ts';
import type { ProposedDraft, Question } from './draft.ts';
import { clip, fold } from './fold.ts';
import { matchSteps } from './match-steps.ts';

type StepInput = NonNullable<DefinitionInput['steps']>[number];
type Step = Definition['steps'][number];
type Item = NonNullable<StepInput['evidence']>[number];

export interface NextRevision {
  readonly definition: DefinitionInput;
  readonly questions: readonly Question[];
}

/** Steps that stayed keep their ids, so that expressions, delegation and records go on to mean them. */
export function nextRevision(active: Definition, proposed: ProposedDraft): NextRevision {
  const whole = combined(active, proposed, false);
  if (parseDefinition(whole.definition).ok) return whole;
  // Other steps speak of one that is gone: it stays until a person has settled that.
  return withoutLost(combined(active, proposed, true));
}

/** A condition on what comes later now cannot be told: it is taken away, and a person is asked for another one. */
function withoutLost({ definition, questions }: NextRevision): NextRevision {
  const parsed = parseDefinition(definition);
  if (parsed.ok) return { definition, questions };
  const lost = new Map(parsed.problems.map(({ path }) => [path.split('.')[1], path.split('.')[2]]));
  const asked: Question[] = [];
  const steps = (definition.steps ?? []).map((step): StepInput => {
    const field = lost.get(step.id);
    if ((field !== 'when' && field !== 'needs' && field !== 'approval') || step[field] === undefined) return step;
    const { when, needs, approval, ...kept } = step;
    const text = `“${clip(step.title, 60)}” has another place now, where its ${field} cannot hold: what should it be?`;
    asked.push({ step: step.id, text, confidence: 0.1, about: { step: step.id, field: 'when' } });
    // Without its limit it belongs to the role above: a case that the first role may not approve alone must not become one.
    const { when: _when, limit: _limit, above, ...always } = approval ?? { role: '' };
    return {
      ...kept,
      ...(when === undefined || field === 'when' ? {} : { when }),
      ...(needs === undefined || field === 'needs' ? {} : { needs }),
      ...(approval === undefined
        ? {}
        : { approval: field === 'approval' ? { ...always, role: above ?? always.role } : approval }),
    };
  });
  // Each round takes something away, so it ends; what is left has other problems, which publishing names.
  if (asked.length === 0) return { definition, questions };
  return withoutLost({ definition: { ...definition, steps }, questions: [...asked, ...questions] });
}

function combined(
  active: Definition,
  { definition: next, questions }: ProposedDraft,
  keepsGone: boolean,
): NextRevision {
  const steps = next.steps ?? [];
  const matched = matchSteps(active.steps, steps);
  const roles = rolesOf(active, next);
  const ids = new Set(active.steps.map((step) => step.id));
  const evidenceIds = new Set(active.steps.flatMap((step) => step.evidence.map((item) => item.id)));
  const renamed = new Map<string, string>();
  const asked: Question[] = [];

  const made = steps.map((step, index): StepInput => {
    const was = matched[index] === undefined ? undefined : active.steps[matched[index]];
    const id = was?.id ?? fresh(step.id, ids);
    renamed.set(step.id, id);
    const named = withRoles(step, roles.renamed);
    if (!was) return { ...named, id, evidence: freshItems(named.evidence ?? [], evidenceIds) };
    return sameStep(was, named, evidenceIds, asked);
  });
  const used = new Set(matched);
  const unmatched = active.steps.filter((_, index) => !used.has(index));
  // What people added themselves was never in the document: it stays.
  for (const step of unmatched) if (!step.source) made.splice(placeOf(active, step, made), 0, writable(step));
  for (const step of made) {
    if (ids.has(step.id) && active.steps.some((one) => one.id === step.id)) continue;
    if (step.role !== undefined || step.kind === 'approval') continue;
    const text = `Who does “${clip(step.title, 60)}”? It is new, and the document does not say.`;
    asked.push({ step: step.id, text, confidence: 0.4, about: { step: step.id, field: 'role' } });
  }
  const gone = unmatched.filter((step) => step.source);
  for (const step of keepsGone ? gone : []) {
    made.splice(placeOf(active, step, made), 0, writable(step));
    const text = `“${clip(step.title, 60)}” is not in the new document, but others refer to it: take it out, or keep it?`;
    asked.push({ step: step.id, text, confidence: 0.3, about: { step: step.id, field: 'step' } });
  }
  const goneIds = new Set(keepsGone ? [] : gone.map((step) => step.id));
  const { steps: _, ...kept } = writable(active);
  const definition: DefinitionInput = {
    ...kept,
    title: next.title,
    ...(next.purpose === undefined ? {} : { purpose: next.purpose }),
    ...(next.scope === undefined ? {} : { scope: next.scope }),
    roles: roles.all,
    inputs: [
      ...(kept.inputs ?? []),
      ...(next.inputs ?? []).filter((one) => !active.inputs.some((old) => old.id === one.id)),
    ],
    steps: made.map((step) => withoutNeeds(step, goneIds, active)),
  };
  const open = questions.map((one): Question => {
    const step = one.step === undefined ? undefined : (renamed.get(one.step) ?? one.step);
    const about = one.about && {
      ...one.about,
      ...(one.about.step === undefined ? {} : { step: renamed.get(one.about.step) ?? one.about.step }),
    };
    return { ...one, ...(step === undefined ? {} : { step }), ...(about ? { about } : {}) };
  });
  // What was settled for a step that did not change need not be asked again.
  const changed = new Set(made.filter((step) => !isAsBefore(active, step)).map((step) => step.id));
  return {
    definition,
    questions: [...asked, ...open.filter((one) => one.step !== undefined && changed.has(one.step))],
  };
}

/** The words and their place are the document's; what it infers about them is taken only if it differs, and asked about. */
function sameStep(was: Step, now: StepInput, evidenceIds: Set<string>, asked: Question[]): StepInput {
  const { instructions: _i, source: _s, ...kept } = writable(was);
  const differs = (field: 'role' | 'due'): boolean => now[field] !== undefined && now[field] !== was[field];
  for (const field of ['role', 'due'] as const) {
    if (!differs(field) || was[field] === undefined) continue;
    const text = `The document says ${now[field]} for “${clip(now.title, 60)}”, the active revision ${was[field]}: which holds?`;
    asked.push({ step: was.id, text, confidence: 0.5, about: { step: was.id, field } });
  }
  return {
    ...kept,
    title: now.title,
    ...(now.instructions === undefined ? {} : { instructions: now.instructions }),
    ...(differs('role') && was.kind !== 'approval' && was.role === undefined ? { role: now.role } : {}),
    ...(differs('due') && was.due === undefined ? { due: now.due } : {}),
    evidence: itemsOf(was, now, evidenceIds, asked),
    ...(now.source === undefined ? {} : { source: now.source }),
  };
}

/** Items are the same by type, in their order; limits that the document states now are the document's. */
function itemsOf(was: Step, now: StepInput, ids: Set<string>, asked: Question[]): Item[] {
  const found = [...(now.evidence ?? [])];
  const kept = was.evidence.map((item): Item => {
    const index = found.findIndex((one) => one.type === item.type);
    const [same] = index < 0 ? [] : found.splice(index, 1);
    const limits = {
      ...(same?.unit === undefined ? {} : { unit: same.unit }),
      ...(same?.min === undefined ? {} : { min: same.min }),
      ...(same?.max === undefined ? {} : { max: same.max }),
    };
    const plain = writable(item);
    const isNew = Object.entries(limits).some(([name, value]) => plain[name as keyof Item] !== value);
    if (!same || !isNew) return plain;
    const text = `The limits of “${clip(item.title, 60)}” are others in the new document: are the new ones right?`;
    asked.push({ step: was.id, text, confidence: 0.6, about: { step: was.id, field: 'limit', evidence: item.id } });
    // A limit of the old document would go on beside a new one of the other side.
    const { min: _min, max: _max, ...rest } = plain;
    return { ...rest, ...limits };
  });
  return [...kept, ...freshItems(found, ids)];
}

function freshItems(items: readonly Item[], ids: Set<string>): Item[] {
  return items.map((item) => ({ ...item, id: fresh(item.id, ids) }));
}

/** A role of the same title is the same role. */
function rolesOf(active: Definition, next: DefinitionInput) {
  const titleOf = (role: { id: string; title?: string | undefined }) =>
    fold(role.title ?? role.id.replaceAll('_', ' '));
  const all = active.roles.map(writable);
  const taken = new Set(all.map((role) => role.id));
  const renamed = new Map<string, string>();
  for (const role of next.roles ?? []) {
    const same = active.roles.find((one) => titleOf(one) === titleOf(role));
    const id = same?.id ?? fresh(role.id, taken);
    renamed.set(role.id, id);
    if (!same) all.push({ ...role, id });
  }
  return { all, renamed };
}

function withRoles(step: StepInput, renamed: ReadonlyMap<string, string>): StepInput {
  const to = (role: string) => renamed.get(role) ?? role;
  return {
    ...step,
    ...(step.role === undefined ? {} : { role: to(step.role) }),
    ...(step.approval === undefined ? {} : { approval: { ...step.approval, role: to(step.approval.role) } }),
    ...(step.escalate === undefined ? {} : { escalate: step.escalate.map((rung) => ({ ...rung, to: to(rung.to) })) }),
  };
}

/** What waited for a step that is gone waits for what that one waited for. */
function withoutNeeds(step: StepInput, gone: ReadonlySet<string>, active: Definition): StepInput {
  if (!step.needs?.some((need) => gone.has(need))) return step;
  const seen = new Set<string>();
  const before = (need: string): readonly string[] => {
    if (!gone.has(need)) return [need];
    if (seen.has(need)) return [];
    seen.add(need);
    const index = active.steps.findIndex((one) => one.id === need);
    return needsOf(active, index).flatMap(before);
  };
  return { ...step, needs: [...new Set(step.needs.flatMap(before))] };
}

/** Behind the step that stood before it. */
function placeOf(active: Definition, step: Step, made: readonly StepInput[]): number {
  const index = active.steps.indexOf(step);
  for (let above = index - 1; above >= 0; above--) {
    const at = made.findIndex((one) => one.id === active.steps[above]?.id);
    if (at >= 0) return at + 1;
  }
  return 0;
}

function isAsBefore(active: Definition, step: StepInput): boolean {
  const was = active.steps.find((one) => one.id === step.id);
  return was !== undefined && was.title === step.title && (was.instructions ?? '') === (step.instructions ?? '');
}

function fresh(id: string, taken: Set<string>): string {
  let name = id;
  for (let count = 2; taken.has(name); count++) name = `${id.slice(0, 54)}_${count}`;
  taken.add(name);
  return name;
}

type Writable<T> = T extends readonly (infer Entry)[]
  ? Writable<Entry>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Writable<T[Key]> }
    : T;

/** Definitions are plain data: a copy may be written on. */
function writable<T>(value: T): Writable<T> {
  return structuredClone(value) as Writable<T>;
}
