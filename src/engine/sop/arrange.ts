/**
 * A draft's steps in another order, joined, cut in two, taken away, added. What each step waits for is kept in order, so
 * that a definition which could be read before can be read after; only an expression can lose its footing, when it asks
 * about a step that comes later now, and saving says so where it stands. What a person just typed may be wrong
 * meanwhile: nothing here looks at more than ids, needs and the words that it moves.
 */
import type { Definition, Step } from '../definition.ts';
import { clip } from '../drafting/fold.ts';
import { Names } from '../drafting/slug.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';
import { withoutStep } from './draft-changes.ts';

type Source = NonNullable<Step['source']>;

/**
 * `to`: the step's place afterwards, from 0; beyond the ends it is the first or the last. Whoever puts a step above
 * another one means that it does not wait for it any more.
 */
export function moveStep(definition: Definition, id: string, to: number): Definition {
  const from = definition.steps.findIndex((one) => one.id === id);
  const step = definition.steps[from];
  if (!step) return definition;
  const steps = definition.steps.filter((one) => one !== step);
  const place = Math.min(Math.max(0, to), steps.length);
  const passed = new Set(steps.slice(Math.min(from, place), Math.max(from, place)).map((one) => one.id));
  const free = (one: Step): Step => (place > from && passed.has(one.id) ? withoutNeeds(one, new Set([id])) : one);
  const moved = place < from ? withoutNeeds(step, passed) : step;
  return untangled({ ...definition, steps: [...steps.slice(0, place).map(free), moved, ...steps.slice(place)] });
}

/** Whoever waited for the step waits for what it waited for. */
export function removeStep(definition: Definition, id: string): Definition {
  return untangled(withoutStep(definition, id));
}

/**
 * The step and the one below it as one: its words, then the other's; the evidence of both, the approval of one of them.
 * Undefined if there is none below, or if it would have more to record, or to say, than one step may.
 */
export function mergeWithNext(definition: Definition, id: string): Definition | undefined {
  const index = definition.steps.findIndex((one) => one.id === id);
  const step = definition.steps[index];
  const next = definition.steps[index + 1];
  if (!step || !next) return undefined;
  const evidence = [...step.evidence, ...next.evidence];
  const instructions = [step.instructions, next.title, next.instructions].filter((one) => one).join('\n');
  if (evidence.length > LIMITS.evidencePerStep || instructions.length > LIMITS.instructions) return undefined;
  const further = (next.needs ?? []).filter((need) => need !== id && need !== next.id);
  const above = definition.steps.slice(Math.max(0, index - 1), index).map((one) => one.id);
  const needs = further.length > 0 ? unique([...(step.needs ?? above), ...further]) : step.needs;
  // What the second alone waits for, or applies to, does not hold for the first.
  const { needs: _needs, when: _when, due, remind, escalate, ...also } = next;
  const isTimed = step.due !== undefined || step.remind !== undefined || step.escalate !== undefined;
  const merged: Step = {
    ...{ ...also, ...(isTimed ? {} : { ...optional('due', due), ...optional('remind', remind) }) },
    ...(isTimed ? {} : optional('escalate', escalate)),
    ...step,
    instructions,
    evidence,
    kind: kindOfBoth(step, next),
    ...optional('options', step.options ?? next.options),
    ...optional(
      'needs',
      needs?.filter((need) => need !== next.id),
    ),
    sources: unique([...step.sources, ...next.sources]),
    reads: unique([...step.reads, ...next.reads]),
    writes: unique([...step.writes, ...next.writes]),
    ...optional('source', bothSources(step.source, next.source)),
  };
  const steps = definition.steps
    .filter((one) => one !== next)
    .map((one) => (one === step ? merged : withNeed(one, next.id, id)));
  return untangled({ ...definition, steps });
}

/**
 * A step as words of the one above it, which keeps its title and takes over what the step records and who approves it;
 * where the one above is approved by somebody else, that approval holds. The first step has none above: it is taken away.
 */
export function joined(
  definition: Definition,
  id: string,
): { readonly definition: Definition; readonly above?: Step; readonly isApprovalLost: boolean } {
  const index = definition.steps.findIndex((one) => one.id === id);
  const [above, step] = [definition.steps[index - 1], definition.steps[index]];
  if (!above || !step) return { definition: removeStep(definition, id), isApprovalLost: false };
  const isApprovalLost =
    above.approval !== undefined && step.approval !== undefined && above.approval.role !== step.approval.role;
  const whole = mergeWithNext(definition, above.id);
  if (whole) return { definition: whole, above, isApprovalLost };
  // Together they record or say more than one step may: saving says which of it must go.
  const instructions = [above.instructions, step.title, step.instructions].filter((one) => one).join('\n');
  const both = { ...above, instructions, evidence: [...above.evidence, ...step.evidence] };
  const steps = withoutStep(definition, id).steps.map((one) => (one.id === above.id ? both : one));
  return { definition: { ...definition, steps }, above, isApprovalLost };
}

/** What decides stays a decision; who only approves approves what was done. */
function kindOfBoth(step: Step, next: Step): Step['kind'] {
  if (step.kind === 'decision' || next.kind === 'decision') return 'decision';
  return step.kind === 'approval' && next.kind === 'approval' ? 'approval' : 'task';
}

/** Both places as one where they are on one page; else the first. */
function bothSources(one: Source | undefined, other: Source | undefined): Source | undefined {
  if (!one || !other) return one ?? other;
  if (one.page !== other.page) return one;
  const quote = clip(`${one.quote}\n${other.quote}`, LIMITS.text);
  if (!one.box || !other.box) return { ...one, quote };
  const x = Math.min(one.box.x, other.box.x);
  const y = Math.min(one.box.y, other.box.y);
  const width = Math.max(one.box.x + one.box.width, other.box.x + other.box.width) - x;
  const height = Math.max(one.box.y + one.box.height, other.box.y + other.box.height) - y;
  return { ...one, quote, box: { x, y, width, height } };
}

/**
 * Cuts a step in two where the cursor stands. The second is done by the same role under the same condition; what is
 * recorded, decided and approved stays with the first. Undefined if one half would say nothing.
 */
export function splitStep(
  definition: Definition,
  id: string,
  cut: { readonly field: 'title' | 'instructions'; readonly at: number },
): Definition | undefined {
  const index = definition.steps.findIndex((one) => one.id === id);
  const step = definition.steps[index];
  if (!step || definition.steps.length >= LIMITS.steps) return undefined;
  const halves = cut.field === 'title' ? titleHalves(step, cut.at) : instructionHalves(step, cut.at);
  if (!halves) return undefined;
  const [kept, moved] = halves;
  const { instructions: _, ...rest } = step;
  const first: Step = { ...rest, title: kept.title, ...optional('instructions', kept.instructions) };
  const second: Step = {
    ...blankStep(definition, moved.title),
    ...optional('instructions', moved.instructions),
    ...optional('role', step.role),
    ...optional('when', step.when),
    ...optional('source', step.source),
  };
  const steps = definition.steps.flatMap((one) => (one === step ? [first, second] : [withNeed(one, id, second.id)]));
  return { ...definition, steps };
}

interface Words {
  readonly title: string;
  readonly instructions?: string;
}

function titleHalves(step: Step, at: number): readonly [Words, Words] | undefined {
  const title = step.title.slice(0, at).trim();
  const rest = step.title.slice(at).trim();
  if (title === '' || rest === '') return undefined;
  return [{ title }, { title: rest, ...optional('instructions', step.instructions) }];
}

function instructionHalves(step: Step, at: number): readonly [Words, Words] | undefined {
  const text = step.instructions ?? '';
  const before = text.slice(0, at).trim();
  const after = text.slice(at).trim();
  if (after === '') return undefined;
  return [{ title: step.title, ...optional('instructions', before || undefined) }, asStep(after)];
}

/** The first line is the title; a line that is too long for one is its beginning, and is told in full below. */
export function asStep(text: string): Words {
  const [line = '', ...more] = text.trim().split('\n');
  const words = line.replace(/^[-*•]\s+/, '').trim();
  const isLong = words.length > LIMITS.title;
  const title = clip(words, LIMITS.title);
  const instructions = [...(isLong ? [words] : []), ...more].join('\n').trim();
  return { title, ...optional('instructions', instructions || undefined) };
}

/** A step with these words, at this place from 0. Undefined if there is room for no more. */
export function addStep(
  definition: Definition,
  at: number,
  { title, instructions, source }: Words & { readonly source?: Source },
): Definition | undefined {
  if (definition.steps.length >= LIMITS.steps) return undefined;
  const step: Step = {
    ...blankStep(definition, title),
    ...optional('instructions', instructions),
    ...optional('source', source),
  };
  const steps = [...definition.steps];
  steps.splice(Math.min(Math.max(0, at), steps.length), 0, step);
  return untangled({ ...definition, steps });
}

/** A task, called so that no other step is. */
function blankStep(definition: Definition, title: string): Step {
  const names = new Names();
  const taken = new Set(definition.steps.map((step) => step.id));
  let id = names.take(title, 'step');
  while (taken.has(id)) id = names.take(title, 'step');
  return {
    ...{ id, title, kind: 'task', evidence: [], skippable: false, judgment: 'deterministic' },
    ...{ sources: [], reads: [], writes: [], delegation: 'human_only' },
  };
}

function withNeed(step: Step, from: string, to: string): Step {
  if (!step.needs?.includes(from)) return step;
  return { ...step, needs: unique(step.needs.map((need) => (need === from ? to : need))) };
}

/** Where nothing is left to wait for, it is the step above, as for every step that names none. */
function withoutNeeds(step: Step, gone: ReadonlySet<string>): Step {
  if (!step.needs?.some((need) => gone.has(need))) return step;
  const { needs, ...rest } = step;
  const left = needs.filter((need) => !gone.has(need));
  return left.length > 0 ? { ...step, needs: left } : rest;
}

/** No step waits for one that waits for it: in each circle a step names one further down, and stops waiting for it. */
function untangled(definition: Definition): Definition {
  const place = new Map(definition.steps.map((step, index) => [step.id, index]));
  let { steps } = definition;
  // A step that has nothing left to wait for waits for the one above: that may close another circle.
  for (let before: readonly Step[] | undefined; before !== steps; ) {
    before = steps;
    for (const [index, { id, needs = [] }] of before.entries()) {
      const further = needs.filter((need) => (place.get(need) ?? -1) >= index);
      const waiting = further.length === 0 ? new Set<string>() : waitingFor(steps, id);
      const circular = new Set(further.filter((need) => waiting.has(need)));
      if (circular.size === 0) continue;
      steps = steps.map((one, at) => (at === index ? withoutNeeds(one, circular) : one));
    }
  }
  return { ...definition, steps };
}

/** Every step that waits for this one, however far back, and itself. */
function waitingFor(steps: readonly Step[], id: string): ReadonlySet<string> {
  const waiters = new Map<string, string[]>();
  for (const [index, step] of steps.entries()) {
    const above = steps[index - 1];
    for (const need of step.needs ?? (above ? [above.id] : [])) {
      const known = waiters.get(need);
      if (known) known.push(step.id);
      else waiters.set(need, [step.id]);
    }
  }
  const found = new Set([id]);
  for (const one of found) for (const waiter of waiters.get(one) ?? []) found.add(waiter);
  return found;
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
