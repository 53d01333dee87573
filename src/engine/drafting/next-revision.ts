/**
 * A newer version of a document, for an SOP that was drafted from an older one. The newer document is the truth: its
 * words and what it says of a step replace those of the older one. What people changed by hand since stays; where the
 * newer document says something else there, they are asked.
 */
import { parseDefinition } from '../check.ts';
import { type Definition, type DefinitionInput, needsOf, type Step, type StepInput } from '../definition.ts';
import type { About, ProposedDraft, Question } from './draft.ts';
import { clip, fold } from './fold.ts';
import { matchSteps } from './match-steps.ts';
import { olderSteps } from './older-steps.ts';
import { type Item, sameStep } from './same-step.ts';
import { type Papers, type Wording, wordingOf } from './same-words.ts';
import { writable } from './writable.ts';

export interface NextRevision {
  readonly definition: DefinitionInput;
  readonly questions: readonly Question[];
}

/**
 * Steps that stayed keep their ids, so that expressions, delegation and records go on to mean them. `papers`, where both
 * documents are still there, tell what people wrote from what the older one said; without them more is asked.
 */
export function nextRevision(active: Definition, proposed: ProposedDraft, papers?: Papers): NextRevision {
  const whole = combined(active, proposed, { papers, keepsGone: false });
  if (parseDefinition(whole.definition).ok) return whole;
  // Other steps speak of one that is gone: it stays until a person has settled that.
  return withoutLost(combined(active, proposed, { papers, keepsGone: true }));
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
    const { [field]: _, ...kept } = step;
    const what = { when: 'its condition', needs: 'what it waits for', approval: 'the limit of its approval' }[field];
    const text = `“${clip(step.title, 60)}” has another place now, where ${what} cannot hold: what should it be?`;
    asked.push({ step: step.id, text, confidence: 0.1, about: { step: step.id, field } });
    return field === 'approval' && step.approval ? { ...kept, approval: unlimited(step.approval) } : kept;
  });
  // Each round takes something away, so it ends; what is left has other problems, which publishing names.
  if (asked.length === 0) return { definition, questions };
  return withoutLost({ definition: { ...definition, steps }, questions: [...asked, ...questions] });
}

type Approval = NonNullable<StepInput['approval']>;

/** Without its limit it belongs to the role above: a case that the first role may not approve alone must not become one. */
function unlimited({ when: _when, limit: _limit, above, ...always }: Approval): Approval {
  return above === undefined ? always : { ...always, role: above };
}

interface How {
  readonly papers: Papers | undefined;
  /** Steps that are in the newer document no more stay. */
  readonly keepsGone: boolean;
}

function combined(
  active: Definition,
  { definition: next, questions }: ProposedDraft,
  { papers, keepsGone }: How,
): NextRevision {
  const steps = next.steps ?? [];
  const matched = matchSteps(active.steps, steps);
  const roles = rolesOf(active, next);
  const ids = new Set(active.steps.map((step) => step.id));
  const evidenceIds = new Set(active.steps.flatMap((step) => step.evidence.map((item) => item.id)));
  const renamed = new Map<string, string>();
  const renamedItems = new Map<string, string>();
  const asked: Question[] = [];
  const items = {
    same: (from: string, to: string) => void renamedItems.set(from, to),
    fresh: (item: Item): Item => {
      const id = fresh(item.id, evidenceIds);
      renamedItems.set(item.id, id);
      return { ...item, id };
    },
  };
  // A role that no step has and no question names is not worth a new revision.
  const named = new Set(active.roles.map((role) => role.id));
  const titleOf = (role: string) => {
    named.add(role);
    return roles.all.find((one) => one.id === role)?.title ?? role.replaceAll('_', ' ');
  };
  const wording = wordingOf(papers, active.steps, steps);
  const comparing = { wording, olderOf: olderSteps(papers, active, roles.called), titleOf, items };

  const made = steps.map((step, index): StepInput => {
    const was = matched[index] === undefined ? undefined : active.steps[matched[index]];
    const id = was?.id ?? fresh(step.id, ids);
    renamed.set(step.id, id);
    const now = withNames(step, { roles: roles.renamed, steps: renamed, items: renamedItems });
    if (!was) return { ...now, id, evidence: (now.evidence ?? []).map(items.fresh) };
    const same = sameStep(was, now, comparing);
    asked.push(...same.asked);
    return same.step;
  });
  const used = new Set(matched);
  const unmatched = active.steps.filter((_, index) => !used.has(index));
  const parted = partsThatStay(active, matched, steps);
  // What people added themselves was never in the document: it stays, as does what they parted from a step that stayed.
  for (const step of unmatched)
    if (!step.source || parted.has(step)) made.splice(placeOf(active, step, made), 0, writable(step));
  const known = new Set(active.steps.map((step) => step.id));
  for (const step of made) if (!known.has(step.id)) asked.push(...askedOfNew(step, wording));
  const gone = unmatched.filter((step) => step.source && !parted.has(step));
  for (const step of keepsGone ? gone : []) {
    made.splice(placeOf(active, step, made), 0, writable(step));
    const text = `“${clip(step.title, 60)}” is not in the new document, but others refer to it: take it out, or keep it?`;
    asked.push({ step: step.id, text, confidence: 0.3, about: { step: step.id, field: 'step' } });
  }
  for (const step of made) for (const role of rolesIn(step)) named.add(role);
  const goneIds = new Set(keepsGone ? [] : gone.map((step) => step.id));
  const { steps: _, ...kept } = writable(active);
  const definition: DefinitionInput = {
    ...kept,
    ...(wording.wasPrinted(next.title) ? {} : { title: next.title }),
    ...(next.purpose === undefined || wording.wasPrinted(next.purpose) ? {} : { purpose: next.purpose }),
    ...(next.scope === undefined || wording.wasPrinted(next.scope) ? {} : { scope: next.scope }),
    roles: roles.all.filter((role) => named.has(role.id)),
    ...(kept.routine === undefined && next.routine ? { routine: next.routine } : {}),
    inputs: [
      ...(kept.inputs ?? []),
      ...(next.inputs ?? []).filter((one) => !active.inputs.some((old) => old.id === one.id)),
    ],
    steps: made.map((step) => withoutNeeds(step, goneIds, active)),
  };
  const open = questions.map((one) => withNewIds(one, { roles: roles.renamed, steps: renamed, items: renamedItems }));
  // What was settled for a step that did not change need not be asked again.
  const changed = new Set(made.filter((step) => !isAsBefore(active, step)).map((step) => step.id));
  return {
    definition,
    questions: [...asked, ...open.filter((one) => one.step !== undefined && changed.has(one.step))],
  };
}

/** The older steps without a newer one that people parted from a step whose words the newer document still has. */
function partsThatStay(
  { steps }: Definition,
  matched: readonly (number | undefined)[],
  newer: readonly StepInput[],
): ReadonlySet<Step> {
  const words = (step: Step | StepInput | undefined) => fold(step?.source?.quote ?? '');
  const stays = new Set(
    matched.flatMap((index, at) => {
      const quote = index === undefined ? '' : words(steps[index]);
      return quote !== '' && quote === words(newer[at]) ? [quote] : [];
    }),
  );
  return new Set(steps.filter((step, index) => !matched.includes(index) && stays.has(words(step))));
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
  /** The id of the role with this title, as the SOP calls it. */
  const called = (role: { id: string; title?: string | undefined }) =>
    all.find((one) => titleOf(one) === titleOf(role))?.id ?? role.id;
  return { all, renamed, called };
}

function askedOfNew(step: StepInput, wording: Wording): readonly Question[] {
  const title = `“${clip(step.title, 60)}”`;
  const ask = (field: 'step' | 'role', text: string): Question => {
    return { step: step.id, text, confidence: 0.4, about: { step: step.id, field } };
  };
  const nobody = step.role === undefined && step.kind !== 'approval';
  return [
    ...(wording.wasPrinted(step.source?.quote ?? '')
      ? [ask('step', `${title} stood in the older document too, and is no step of the SOP so far: is it one now?`)]
      : []),
    ...(nobody ? [ask('role', `Who does ${title}? It is new, and the document does not say.`)] : []),
  ];
}

function withNewIds(question: Question, { roles, steps, items }: Renamed): Question {
  const { step, about, ...asked } = question;
  const { step: of, evidence, role, ...field } = about ?? {};
  return {
    ...asked,
    ...(step === undefined ? {} : { step: steps.get(step) ?? step }),
    ...(about && {
      about: {
        ...(field as Pick<About, 'field'>),
        ...(of === undefined ? {} : { step: steps.get(of) ?? of }),
        ...(evidence === undefined ? {} : { evidence: items.get(evidence) ?? evidence }),
        ...(role === undefined ? {} : { role: roles.get(role) ?? role }),
      },
    }),
  };
}

function rolesIn({ role, approval, escalate = [] }: StepInput): readonly string[] {
  return [role, approval?.role, approval?.above, ...escalate.map((rung) => rung.to)].flatMap((one) => one ?? []);
}

interface Renamed {
  readonly roles: ReadonlyMap<string, string>;
  readonly steps: ReadonlyMap<string, string>;
  readonly items: ReadonlyMap<string, string>;
}

/** A new step with the names that the SOP has for what it speaks of. Expressions speak of what stands above only. */
function withNames(step: StepInput, { roles, steps, items }: Renamed): StepInput {
  const role = (name: string) => roles.get(name) ?? name;
  const expression = (source: string) =>
    source
      .replace(/\bevidence\.(\w+)/g, (_, id: string) => `evidence.${items.get(id) ?? id}`)
      .replace(/\bdecisions\.(\w+)/g, (_, id: string) => `decisions.${steps.get(id) ?? id}`);
  const { approval } = step;
  return {
    ...step,
    ...(step.role === undefined ? {} : { role: role(step.role) }),
    ...(step.when === undefined ? {} : { when: expression(step.when) }),
    ...(approval === undefined
      ? {}
      : {
          approval: {
            ...approval,
            role: role(approval.role),
            ...(approval.when === undefined ? {} : { when: expression(approval.when) }),
          },
        }),
    ...(step.escalate === undefined ? {} : { escalate: step.escalate.map((rung) => ({ ...rung, to: role(rung.to) })) }),
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
