/** What a digest lists, line by line: what was missed and skipped, which problems and runs are open, what was cancelled. */
import { type Definition, roleTitle, stepOf } from '../../engine/definition.ts';
import type { ExceptionRecord, StepRun } from '../../engine/run/state.ts';
import type { Element, Line, Span, Text } from '../card.ts';
import { causeText, namesItsStep } from '../cause.ts';
import { type Digest, type DigestRun, endOf } from '../digest.ts';
import { progressLabel } from '../progress.ts';
import { inRow, lasting, quoted, sentence, who } from '../sentence.ts';
import { ownerTitle } from '../turn.ts';
import { momentIn, shortTitle, weekday } from './digest-words.ts';
import { isLate } from './step-lines.ts';

/** A line, and how many things it tells of: what happened to one step over and over is told once. */
export interface Told {
  readonly line: Line;
  readonly many: number;
}

/** Times or days that one line names. */
const NAMED = 4;

/** Under a title that counts all of them; what does not fit in `most` lines is counted again below. */
export function part(title: string, told: readonly Told[], most: number): readonly Element[] {
  if (told.length === 0) return [];
  const total = countOf(told);
  const left = countOf(told.slice(most));
  return [
    { type: 'heading', text: total > 1 ? `${title} (${total})` : title },
    { type: 'list', items: told.slice(0, most).map(({ line }) => line) },
    ...(left > 0 ? [{ type: 'context', text: `and ${left} more` } as const] : []),
  ];
}

export function countOf(told: readonly Told[]): number {
  return told.reduce((sum, { many }) => sum + many, 0);
}

type Missed = Extract<StepRun, { state: 'missed' }>;
type Skipped = Extract<StepRun, { state: 'skipped' }>;
interface Ended<Step extends StepRun> {
  readonly one: DigestRun;
  readonly step: Step;
}
/** Of one step of one SOP, oldest first. */
type Alike<Step extends StepRun> = readonly [Ended<Step>, ...Ended<Step>[]];

/** What most often, first. */
export function missedIn(digest: Digest): readonly Told[] {
  return alikeIn(digest, isMissed).map((all) => {
    const [{ one, step }] = all;
    const title = shortTitle(one.account.run);
    const detail =
      all.length > 1
        ? sentence(`${title} · `, ...daysOf(digest, all), ...holdersOf(all))
        : sentence(`${title} · `, ...forWhom(one, step), 'by ', momentIn(digest, step.at));
    return { line: { mark: 'missed', text: timesOf(all), detail }, many: all.length };
  });
}

/** With the reason; of several the newest. */
export function skippedIn(digest: Digest): readonly Told[] {
  return alikeIn(digest, isSkipped).map((all) => {
    const { one, step } = all.at(-1) ?? all[0];
    const last = all.length > 1 ? 'last by ' : '';
    const by = sentence(`${shortTitle(one.account.run)} · ${last}`, who(step.by), ', ', momentIn(digest, step.at));
    return {
      line: { mark: 'skipped', text: timesOf(all), detail: sentence(by, `: ${step.reason}`) },
      many: all.length,
    };
  });
}

/** The steps that ended so in these days, those of one SOP's step together, the most first. */
function alikeIn<Step extends Missed | Skipped>(
  { runs, marks }: Digest,
  isSo: (step: StepRun) => step is Step,
): readonly Alike<Step>[] {
  const all = runs.flatMap((one) => {
    const steps = one.account.run.steps.filter(isSo).filter((step) => step.at >= (marks[0] ?? 0));
    return steps.map((step): Ended<Step> => ({ one, step }));
  });
  const groups = Map.groupBy(all, ({ one, step }) => JSON.stringify([one.account.run.sop, step.id]));
  const most = [...groups.values()].toSorted((one, other) => other.length - one.length);
  return most.map((group) => group as [Ended<Step>, ...Ended<Step>[]]);
}

function isMissed(step: StepRun): step is Missed {
  return step.state === 'missed';
}

function isSkipped(step: StepRun): step is Skipped {
  return step.state === 'skipped';
}

/** `Read the fridge, 4 times` */
function timesOf(all: Alike<Missed | Skipped>): string {
  const [{ one, step }] = all;
  const title = stepOf(one.definition, step.id)?.title ?? step.id;
  return all.length > 1 ? `${title}, ${all.length} times` : title;
}

/** `Mon, Tue and Thu`; of one day the times. */
function daysOf(digest: Digest, all: Alike<Missed>): readonly Span[] {
  const moments = all.map(({ step }) => step.at).toSorted((one, other) => one - other);
  const days = [...new Set(moments.map((at) => weekday(at, digest.zone)))];
  if (digest.span === 'week') return inRow(days);
  const named = [...new Set(moments)].map((at): Text => [momentIn(digest, at)]);
  const left = named.length - NAMED;
  return sentence('by ', ...inRow(left > 0 ? [...named.slice(0, NAMED), `${left} more`] : named));
}

/** `for Ana ` : whose turn it was when it was too late. */
function forWhom(one: DigestRun, step: Missed): readonly Span[] {
  const holder = holderOf(one, step);
  return holder === undefined ? [] : sentence('for ', holder, ' ');
}

function holderOf({ account, definition }: DigestRun, step: Missed): Text | undefined {
  const turn = account.waits.find((wait) => wait.step === step.id && wait.until === step.at);
  if (turn?.assignee !== undefined) return [{ type: 'member', member: turn.assignee }];
  return turn?.role === undefined ? undefined : roleTitle(definition, turn.role);
}

/** `, for Ana and Ben`: each once. */
function holdersOf(all: Alike<Missed>): readonly Span[] {
  const holders = new Map(
    all.flatMap(({ one, step }) => {
      const holder = holderOf(one, step);
      return holder === undefined ? [] : [[JSON.stringify(holder), holder] as const];
    }),
  );
  const named = [...holders.values()];
  if (named.length === 0) return [];
  const left = named.length - NAMED;
  return sentence(', for ', ...inRow(left > 0 ? [...named.slice(0, NAMED), `${left} more`] : named));
}

/** With who waits for whose decision, and how long: it is not among the waits as well. */
export function exceptionsIn(digest: Digest): readonly Told[] {
  return digest.runs.flatMap(({ account: { run }, definition }) => {
    const open = run.status === 'open' ? run.exceptions.filter((one) => one.status === 'open') : [];
    return open.map((one): Told => {
      const owner = ownerTitle({ run, definition, now: endOf(digest), people: digest.people }, one);
      const detail = sentence(`${shortTitle(run)} · `, ...waitingFor(owner, one, digest));
      return { line: { mark: 'blocked', text: saidOf(definition, one), detail }, many: 1 };
    });
  });
}

/** `Ana has waited 2 h for the manager` */
function waitingFor(owner: Text, { raisedBy, raisedAt }: ExceptionRecord, digest: Digest): readonly Span[] {
  if (raisedBy.type !== 'member') return sentence('waits for ', owner, ' since ', momentIn(digest, raisedAt));
  const waited = digest.span === 'yesterday' ? ' had waited ' : ' has waited ';
  return sentence(who(raisedBy), waited, lasting(endOf(digest) - raisedAt), ' for ', owner);
}

function saidOf(definition: Definition, one: ExceptionRecord): string {
  const title = one.step === undefined || namesItsStep(one) ? undefined : stepOf(definition, one.step)?.title;
  return `${title === undefined ? '' : `${quoted(title)}: `}${causeText(definition, one)}`;
}

/** How far each is, what is late first. Whom it waits for stands among the waits, and more in `/sop status`. */
export function openRunsIn(digest: Digest): readonly Told[] {
  const end = endOf(digest);
  const lines = digest.runs.flatMap(({ account: { run } }): Line[] => {
    if (run.status !== 'open') return [];
    const late = run.steps.filter((step) => isLate({ run, now: end }, step)).length;
    const isHeld = run.exceptions.some((one) => one.status === 'open');
    const detail = sentence(
      progressLabel(run),
      late > 0 ? ` · ${late} late` : '',
      ' · since ',
      momentIn(digest, run.startedAt),
    );
    return [{ mark: late > 0 ? 'late' : isHeld ? 'blocked' : 'now', text: run.title, detail }];
  });
  const urgency = ({ mark }: Line) => ['late', 'blocked', 'now'].indexOf(mark);
  return lines.toSorted((one, other) => urgency(one) - urgency(other)).map((line) => ({ line, many: 1 }));
}

export function cancelledIn({ runs }: Digest): readonly Told[] {
  return runs.flatMap(({ account: { run } }): Told[] => {
    if (run.status !== 'ended' || run.outcome !== 'cancelled') return [];
    const why = run.reason === undefined ? '' : `: ${run.reason}`;
    const line: Line = { mark: 'skipped', text: run.title, detail: sentence('by ', who(run.endedBy), why) };
    return [{ line, many: 1 }];
  });
}
