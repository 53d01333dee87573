/** A case outside the procedure: what it is, who decides, what they can decide; once decided, what and why. */
import { stepOf } from '../../engine/definition.ts';
import { lettingGo } from '../../engine/run/cause.ts';
import type { Resolution } from '../../engine/run/commands.ts';
import { isEnded, stepRunOf } from '../../engine/run/live.ts';
import type { ExceptionRecord } from '../../engine/run/state.ts';
import type { Action, Card, Element, Form } from '../card.ts';
import { causeText, crossedBy, isOfList } from '../cause.ts';
import { changeText, resolutionOf } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { atMoment, sentence, who } from '../sentence.ts';
import { capital } from '../text.ts';
import { called, decidersOf, givingAdvice, ownerTitle } from '../turn.ts';
import { changeFields } from './change-question.ts';
import { goneCard } from './gone.ts';
import { inputFacts } from './input-facts.ts';
import { KINDS, reasonForm } from './reason-form.ts';

export function exceptionCard(scene: Scene, exceptionId: string): Card {
  const { run, definition } = scene;
  const exception = run.exceptions.find((one) => one.id === exceptionId);
  if (!exception) return goneCard(run.title);
  const outcome = resolutionOf(run, exception);
  const note = causeText(definition, exception);
  const title = TITLES[exception.cause.type] ?? KINDS[exception.kind];
  const isWide = exception.step === undefined || isOfList(definition, exception.cause);
  const about = isWide ? undefined : stepOf(definition, exception.step)?.title;
  const raised = sentence('Reported by ', who(exception.raisedBy), ...atMoment(run, exception.raisedAt));
  const facts: Element[] = [
    { type: 'text', text: note },
    ...valuesOf(scene, exception),
    ...(isFound(exception) ? [] : [{ type: 'context', text: raised } as const]),
  ];
  const body = { title, subtitle: about === undefined ? run.title : `${about} · ${run.title}` };
  if (outcome) {
    const change = changeText(exception);
    const elements: Element[] = [
      ...facts,
      { type: 'notice', tone: outcome.tone, text: outcome.text },
      ...(change ? [{ type: 'text', text: change } as const] : []),
    ];
    return { ...body, tone: outcome.tone, elements, actions: [], fallback: `${title}: ${outcome.short}` };
  }
  return {
    ...{ ...body, tone: exception.blocking ? 'bad' : 'attention' },
    elements: [...facts, ...deciding(scene, exception)],
    actions: actionsOf(scene, exception),
    fallback: `${title}: ${note}`,
  };
}

/** Of what the engine found by itself, where the kind of problem says less. */
const TITLES: { readonly [Type in ExceptionRecord['cause']['type']]?: string } = {
  boundary: 'The run is stopped',
  nobody: 'Somebody is missing',
};

/** What crossed the boundary, then what else the case is about. */
function valuesOf({ run, definition }: Scene, { cause, kind }: ExceptionRecord): readonly Element[] {
  if (cause.type !== 'boundary') return kind === 'out_of_policy' ? inputFacts(run, definition) : [];
  const isSeen = (id: string) => cause.saw.some((one) => one.of === 'input' && one.id === id);
  const others = Object.entries(run.inputs).filter(([id]) => !isSeen(id));
  return [
    ...crossedBy(definition, cause.saw),
    ...inputFacts({ ...run, inputs: Object.fromEntries(others) }, definition),
  ];
}

/** The engine found it by itself: nobody reported it. */
function isFound({ cause }: ExceptionRecord): boolean {
  return cause.type !== 'reported' && cause.type !== 'rejected';
}

function deciding(scene: Scene, exception: ExceptionRecord): readonly Element[] {
  const title = ownerTitle(scene, exception);
  const members = decidersOf(scene, exception);
  const owner = typeof title === 'string' ? title : 'an administrator';
  const people = called(members, capital(owner));
  const waits = exception.blocking ? whatWaits(exception) : 'The work goes on meanwhile.';
  const asked: Element = { type: 'text', text: sentence(people, ', please decide how it goes on. ', waits) };
  return exception.cause.type === 'nobody' ? [asked, givingAdvice(exception.cause.role)] : [asked];
}

function whatWaits({ cause, step }: ExceptionRecord): string {
  if (cause.type === 'boundary') return 'The whole run waits.';
  return step === undefined ? 'The run cannot end before that.' : 'The step waits.';
}

function actionsOf({ run, definition }: Scene, exception: ExceptionRecord): readonly Action[] {
  const { step: id, owner, cause } = exception;
  const step = id === undefined ? undefined : stepRunOf(run, id);
  const isOpen = step !== undefined && !isEnded(step) && !isOfList(definition, cause);
  const above = definition.accountable_manager;
  const letting = lettingGo(cause);
  const offered: readonly Resolution[] = [
    ...(isOpen ? (['retry'] as const) : []),
    letting,
    ...(isOpen ? (['skip'] as const) : []),
    ...(above !== undefined && above !== owner ? (['escalate'] as const) : []),
    'cancel_run',
  ];
  return offered.map((resolution) => ({
    label: labelOf(resolution, cause),
    style: resolution === 'cancel_run' ? 'danger' : 'default',
    value: { v: 1, verb: 'resolve', run: run.run, exception: exception.id, resolution },
  }));
}

const LABELS: Readonly<Record<Resolution, string>> = {
  retry: 'Try again',
  override: 'Accept as it is',
  go_on: 'Go on',
  skip: 'Skip step',
  escalate: 'Escalate',
  cancel_run: 'Cancel run',
};

/**
 * Asked once the engine would take it: nobody writes a reason to be refused. Whoever passes the decision on is not asked
 * what the procedure should learn from it.
 */
export function resolutionForm(resolution: Resolution, { cause }: Pick<ExceptionRecord, 'cause'>): Form {
  const label = labelOf(resolution, cause);
  const form = reasonForm(label, label);
  return resolution === 'escalate' ? form : { ...form, fields: [...form.fields, ...changeFields()] };
}

function labelOf(resolution: Resolution, { type }: ExceptionRecord['cause']): string {
  const isAboutWork = type === 'reported' || type === 'out_of_limits';
  return resolution === 'retry' && isAboutWork ? 'Do it again' : LABELS[resolution];
}
