/** The workflow map: one row for each step of all procedures, with who and what it touches and what happens when it goes wrong. */
import {
  type Boundary,
  type Choice,
  type Definition,
  type EvidenceItem,
  exceptionOwner,
  needsOf,
  roleTitle,
  type Step,
} from '../definition.ts';
import { namesIn } from '../expression.ts';
import { stepsBefore } from '../flow.ts';
import { sameSystem } from './system.ts';

/** A procedure as it goes onto the map. */
export interface MappedSop {
  readonly id: string;
  readonly key: string;
  readonly status: 'draft' | 'active';
  /** The one in force; 0: it is a draft that was never published. */
  readonly revision: number;
  readonly definition: Definition;
}

export interface Named {
  readonly id: string;
  readonly title: string;
}

export interface MapRow {
  readonly sop: {
    readonly id: string;
    readonly key: string;
    readonly title: string;
    readonly status: MappedSop['status'];
    readonly revision: number;
    readonly workstream: string | null;
  };
  readonly step: {
    /** From 1. */
    readonly order: number;
    readonly id: string;
    readonly title: string;
    readonly kind: Step['kind'];
    readonly options: readonly Choice[];
  };
  /** Who does it; null: anybody, or nobody because it is an approval. */
  readonly role: Named | null;
  /** Systems, those of the sources that it checks among them; each once. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly sources: readonly MapSource[];
  readonly judgment: Step['judgment'];
  readonly approval: MapApproval | null;
  /** Steps before it whose work somebody approves, the last ones on each way: what was approved there covers this one too. */
  readonly approvedBefore: readonly Named[];
  readonly evidence: readonly EvidenceItem[];
  readonly retention: { readonly keep: string; readonly basis: string | null } | null;
  readonly trouble: {
    readonly sourceStale: Consequence;
    readonly toolFailed: Consequence;
    readonly outOfLimits: Consequence;
    /** Whoever meets a case outside the policy says so, and the run's step waits for its owner. */
    readonly outOfPolicy: Consequence;
  };
  readonly boundaries: readonly MapBoundary[];
  readonly delegation: Step['delegation'];
  /** The steps that end before it begins. */
  readonly needs: readonly Named[];
  /** It is done only where this holds. */
  readonly when: string | null;
}

export interface MapSource extends Named {
  readonly system: string | null;
  /** How old what it says may be: an ISO 8601 duration. */
  readonly fresh: string | null;
}

export interface MapApproval {
  readonly role: Named;
  readonly quorum: number;
  readonly isSeparate: boolean;
  readonly when: string | null;
  /** What `role` may approve alone; the rest goes to `above`. */
  readonly limit: string | null;
  readonly above: Named | null;
}

export interface Consequence {
  /** Whether the step has anything that this can happen to. */
  readonly applies: boolean;
  /** The step waits for a decision; else it goes on, and the exception stays open beside it. */
  readonly stops: boolean;
  /** The procedure says so itself; else it is what always happens. */
  readonly isSaid: boolean;
  /** Who decides; null: whoever started the run. */
  readonly owner: Named | null;
}

export interface MapBoundary extends Named {
  readonly when: string;
  readonly role: Named;
  /** It looks at nothing that a step records: it stops the run at its start. */
  readonly isFromStart: boolean;
}

/** The rows of a valid definition, in its order. */
export function rowsOf({ definition, id, key, status, revision }: MappedSop): readonly MapRow[] {
  const { title, workstream = null } = definition;
  const sop = { id, key, title, status, revision, workstream };
  return stepsOf(definition).map((step) => ({ sop, ...step }));
}

type StepRow = Omit<MapRow, 'sop'>;

/** Derived from frozen definitions only, so nobody can tell whether a row came from here. */
const known = new WeakMap<Definition, readonly StepRow[]>();

function stepsOf(definition: Definition): readonly StepRow[] {
  const found = known.get(definition) ?? stepRows(definition);
  known.set(definition, found);
  return found;
}

function stepRows(definition: Definition): readonly StepRow[] {
  const approved = approvalsBefore(definition);
  const stops = definition.boundaries.map((one) => ({ one, steps: stepsWatched(definition, one) }));
  const { retention } = definition;
  return definition.steps.map((step, index): StepRow => {
    const { id, title, kind, options = [] } = step;
    return {
      step: { order: index + 1, id, title, kind, options },
      role: step.role === undefined ? null : named(definition, step.role),
      ...systemsOf(definition, step),
      sources: sourcesOf(definition, step),
      judgment: step.judgment,
      approval: approvalOf(definition, step),
      approvedBefore: (approved.get(id) ?? []).map((one) => namedStep(definition, one)),
      evidence: step.evidence,
      retention: retention ? { keep: retention.keep, basis: retention.basis ?? null } : null,
      trouble: troubleOf(definition, step),
      boundaries: stops
        .filter(({ steps }) => steps.length === 0 || steps.includes(id))
        .map(({ one, steps }) => boundaryOf(definition, one, steps.length === 0)),
      delegation: step.delegation,
      needs: needsOf(definition, index).map((one) => namedStep(definition, one)),
      when: step.when ?? null,
    };
  });
}

/** Nobody looks at what it does: neither it nor anything before it is approved. */
export function isUnapproved({ approval, approvedBefore }: MapRow): boolean {
  return approval === null && approvedBefore.length === 0;
}

/** The steps whose records or decisions a boundary looks at, in the order of the definition; none: only at what was asked first. */
export function stepsWatched(definition: Definition, { when }: Boundary): readonly string[] {
  const { evidence, decisions } = namesIn(when);
  return definition.steps
    .filter((step) => decisions.includes(step.id) || step.evidence.some((item) => evidence.includes(item.id)))
    .map((step) => step.id);
}

export function approvalOf(definition: Definition, { approval }: Step): MapApproval | null {
  if (!approval) return null;
  const { role, quorum, separation_of_duties, when = null, limit = null, above } = approval;
  return {
    ...{ role: named(definition, role), quorum, isSeparate: separation_of_duties, when, limit },
    above: above === undefined ? null : named(definition, above),
  };
}

/** The systems that a step reads, those of the sources that it checks among them, and that it writes. */
export function systemsOf(
  definition: Definition,
  step: Step,
): { readonly reads: readonly string[]; readonly writes: readonly string[] } {
  const checked = sourcesOf(definition, step).flatMap(({ system }) => system ?? []);
  return { reads: eachOnce([...step.reads, ...checked]), writes: eachOnce(step.writes) };
}

function eachOnce(systems: readonly string[]): readonly string[] {
  const named = systems.filter((one) => one.trim() !== '');
  return named.filter((one, index) => named.findIndex((other) => sameSystem(one, other)) === index);
}

function sourcesOf({ sources }: Definition, step: Step): readonly MapSource[] {
  return step.sources.flatMap((id) => {
    const source = sources.find((one) => one.id === id);
    return source ? [{ id, title: source.title, system: source.system ?? null, fresh: source.fresh ?? null }] : [];
  });
}

/** Step id to the approvals before it. One further back, behind another one, says nothing that the nearer one does not. */
function approvalsBefore(definition: Definition): ReadonlyMap<string, readonly string[]> {
  const before = stepsBefore(definition);
  const places = new Map(definition.steps.map(({ id }, index) => [id, index]));
  const done = new Map<string, readonly string[]>();
  const nearest = (id: string): readonly string[] => {
    const found = done.get(id);
    if (found) return found;
    const all = needsOf(definition, places.get(id) ?? 0).flatMap((need) =>
      definition.steps[places.get(need) ?? 0]?.approval ? [need] : nearest(need),
    );
    const each = [...new Set(all)];
    const near = each.filter((one) => !each.some((later) => before.get(later)?.has(one)));
    done.set(id, near);
    return near;
  };
  for (const { id } of definition.steps) nearest(id);
  return done;
}

function troubleOf(definition: Definition, step: Step): MapRow['trouble'] {
  const owned = exceptionOwner(definition);
  const owner = owned === undefined ? null : named(definition, owned);
  const { reads, writes } = systemsOf(definition, step);
  const consequence = (applies: boolean, said: 'stop' | 'continue' | undefined): Consequence => ({
    ...{ applies, stops: said !== 'continue', isSaid: said !== undefined, owner },
  });
  const isMeasured = step.evidence.some(
    ({ type, min, max }) => type === 'number' && (min !== undefined || max !== undefined),
  );
  return {
    sourceStale: consequence(step.sources.length > 0, step.on?.source_stale),
    toolFailed: consequence(reads.length + writes.length > 0, step.on?.tool_failed),
    outOfLimits: consequence(isMeasured, step.on?.out_of_limits),
    outOfPolicy: consequence(true, undefined),
  };
}

function boundaryOf(definition: Definition, { id, title, when, role }: Boundary, isFromStart: boolean): MapBoundary {
  return { id, title, when, role: named(definition, role), isFromStart };
}

function named(definition: Definition, role: string): Named {
  return { id: role, title: roleTitle(definition, role) };
}

function namedStep({ steps }: Definition, id: string): Named {
  return { id, title: steps.find((one) => one.id === id)?.title ?? id };
}
