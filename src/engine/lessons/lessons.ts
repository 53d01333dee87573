/**
 * What the cases on one step of an SOP add up to. A lesson is due when the same trouble came in three runs, or when one
 * person who decided over it said that the procedure should change. What was dismissed is due again only once as many
 * runs again have had it since.
 */
import { parseDefinition } from '../check.ts';
import { type Definition, type Step, stepOf } from '../definition.ts';
import type { KnownSop } from '../sop/state.ts';
import { type About, type Case, type Rule, runsOf } from './case.ts';
import { applied, type Edit } from './edit.ts';
import { lineOf } from './line.ts';
import { latestOn, type Proposal } from './proposal.ts';
import { editOf, TABLE, type Taught } from './rules.ts';

/** Runs with the same trouble that make a lesson. */
export const ENOUGH = 3;
/** For so long a case counts, in milliseconds. */
export const COUNTED_FOR = 90 * 86_400_000;

export interface Counted {
  readonly step?: string;
  readonly about: About;
  /** Those that count: since it was decided over last, newest first. */
  readonly cases: readonly Case[];
  readonly runs: number;
  /** Runs that make it a lesson. */
  readonly needed: number;
  /** Absent: no rule can tell what to change. */
  readonly edit?: Edit;
}

/** Everything that is counted for a step; without one, for the SOP as a whole. What is proposed already is not. */
export function countedOn(sop: KnownSop, step: string | undefined, cases: readonly Case[]): readonly Counted[] {
  const definition = sop.active;
  const drawn = definition && step !== undefined ? stepOf(definition, step) : undefined;
  if (!definition || (step !== undefined && !drawn)) return [];
  const newest = cases.toSorted((one, other) => other.at - one.at);
  const subjects = subjectsOf(newest);
  const byRule = subjects.flatMap((about) => counted(sop, definition, drawn, { about, cases: newest }));
  const isHeard = (one: Case) =>
    byRule.some((known) => known.cases.includes(one) && isSound(definition, known)) ||
    subjects.some((about) => isAbout(one, about) && isBehind(latestOn(sop, { ...where(drawn), about }, [one]), one));
  // Their own words are always a lesson of their own; a yes alone is heard where a rule knows what to change.
  const asked = newest.filter((one) => one.change && (one.change.say !== undefined || !isHeard(one)));
  const own = asked.flatMap((one) => counted(sop, definition, drawn, { about: { rule: 'asked' }, cases: [one] }));
  return [...own, ...byRule];
}

/** Those of them that are due, each with an edit that gives a valid definition. */
export function lessonsOn(
  sop: KnownSop,
  step: string | undefined,
  cases: readonly Case[],
): readonly (Counted & { readonly edit: Edit })[] {
  return countedOn(sop, step, cases).flatMap((one) => {
    const { edit } = one;
    const isDue = edit !== undefined && one.runs >= one.needed;
    return isDue && sop.active && isSound(sop.active, one) ? [{ ...one, edit }] : [];
  });
}

/** The words of a `line`, against what the definition says now. */
export function wordsFor(
  definition: Definition,
  { step, about }: Pick<Counted, 'step' | 'about'>,
  cases: readonly Case[],
): string | undefined {
  return lineOf(about, cases, step === undefined ? definition.scope : stepOf(definition, step)?.instructions);
}

function counted(
  sop: KnownSop,
  definition: Definition,
  drawn: Step | undefined,
  { about, cases }: { readonly about: About; readonly cases: readonly Case[] },
): readonly Counted[] {
  const step = where(drawn);
  const fitting = about.rule === 'asked' ? cases : cases.filter((one) => isAbout(one, about));
  const before = latestOn(sop, { ...step, about }, fitting);
  if (before?.status === 'open' || before?.status === 'accepted') return [];
  const since = before?.decidedAt ?? Number.NEGATIVE_INFINITY;
  const fresh = fitting.filter((one) => one.at > since);
  if (fresh.length === 0) return [];
  const isAsked = about.rule === 'asked' || fresh.some((one) => one.change && one.change.say === undefined);
  const again = before && before.status !== 'published' ? before.seen : 0;
  const needed = Math.max(isAsked ? 1 : ENOUGH, again);
  const taught: Taught = { definition, about, cases: fresh, ...(drawn ? { step: drawn } : {}) };
  const edit = editOf(taught);
  const isNew = edit !== undefined && afterIt(definition, { ...step, about, cases: fresh, edit }) !== undefined;
  return [{ ...step, about, cases: fresh, runs: runsOf(fresh), needed, ...(isNew ? { edit } : {}) }];
}

/** The definition with the edit in it; undefined if it does not fit, or changes nothing. */
function afterIt(
  definition: Definition,
  { step, about, cases, edit }: Pick<Counted, 'step' | 'about' | 'cases'> & { readonly edit: Edit },
): Definition | undefined {
  const line = edit.type === 'line' ? wordsFor(definition, { about, ...(step && { step }) }, cases) : undefined;
  const after = applied(definition, { step, edit, line });
  return typeof after === 'string' || after === definition ? undefined : after;
}

/** Whether it has an edit that gives a valid definition. Checking one takes its time: it is asked where it matters. */
function isSound(definition: Definition, { edit, ...one }: Counted): boolean {
  const after = edit && afterIt(definition, { ...one, edit });
  return after !== undefined && parseDefinition(after).ok;
}

/** What these cases may be about: of readings, each that was accepted. */
function subjectsOf(cases: readonly Case[]): readonly About[] {
  const items = new Set(cases.flatMap((one) => (one.accepted ?? []).map(({ item }) => item)));
  const others = (Object.keys(TABLE) as Exclude<Rule, 'asked'>[]).filter((rule) => rule !== 'limits');
  return [
    ...[...items].map((item) => ({ rule: 'limits', item }) as const),
    ...others.filter((rule) => cases.some(TABLE[rule].counts)).map((rule) => ({ rule })),
  ];
}

function isAbout(one: Case, { rule, item }: About): boolean {
  if (rule === 'asked' || !TABLE[rule].counts(one)) return false;
  return item === undefined || (one.accepted ?? []).some((read) => read.item === item);
}

/** It was proposed with the cases until now, or is. */
function isBehind(before: Proposal | undefined, one: Case): boolean {
  if (!before) return false;
  return before.status === 'open' || before.status === 'accepted' || one.at <= before.decidedAt;
}

function where(step: Step | undefined): { readonly step?: string } {
  return step === undefined ? {} : { step: step.id };
}
