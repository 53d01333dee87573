/** A case outside the procedure: what it is, who decides, what they can decide; once decided, what and why. */
import { stepOf } from '../../engine/definition.ts';
import type { Resolution } from '../../engine/run/commands.ts';
import { isEnded, stepRunOf } from '../../engine/run/live.ts';
import type { ExceptionRecord } from '../../engine/run/state.ts';
import type { Action, Card, Element } from '../card.ts';
import { resolutionOf } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { atMoment, sentence, who } from '../sentence.ts';
import { called, decidersOf, ownerTitle } from '../turn.ts';
import { goneCard } from './gone.ts';
import { inputFacts } from './input-facts.ts';
import { KINDS, reasonForm } from './reason-form.ts';

export function exceptionCard(scene: Scene, exceptionId: string): Card {
  const { run, definition } = scene;
  const exception = run.exceptions.find((one) => one.id === exceptionId);
  if (!exception) return goneCard(run.title);
  const outcome = resolutionOf(run, exception);
  const { note } = exception;
  const title = exception.boundary === undefined ? KINDS[exception.kind] : 'The run is stopped';
  const about = exception.step === undefined ? undefined : stepOf(definition, exception.step)?.title;
  const raised = sentence('Reported by ', who(exception.raisedBy), ...atMoment(run, exception.raisedAt));
  const facts: Element[] = [
    { type: 'text', text: note },
    ...(exception.boundary === undefined ? [] : inputFacts(run, definition)),
    ...(isFound(exception) ? [] : [{ type: 'context', text: raised } as const]),
  ];
  const body = { title, subtitle: about === undefined ? run.title : `${about} · ${run.title}` };
  if (outcome) {
    const elements: Element[] = [...facts, { type: 'notice', tone: outcome.tone, text: outcome.text }];
    return { ...body, tone: outcome.tone, elements, actions: [], fallback: `${title}: ${outcome.short}` };
  }
  return {
    ...{ ...body, tone: exception.blocking ? 'bad' : 'attention' },
    elements: [...facts, ...deciding(scene, exception)],
    actions: actionsOf(scene, exception),
    fallback: `${title}: ${note}`,
  };
}

/** The engine found it by itself: nobody reported it. */
function isFound({ boundary, about, items }: ExceptionRecord): boolean {
  return boundary !== undefined || about !== undefined || items !== undefined;
}

function deciding(scene: Scene, exception: ExceptionRecord): readonly Element[] {
  const title = ownerTitle(scene, exception);
  const members = decidersOf(scene, exception);
  const owner = typeof title === 'string' ? title : 'whoever started the run';
  const people = called(members, owner);
  const waits = exception.blocking ? whatWaits(exception) : 'The work goes on meanwhile.';
  return [{ type: 'text', text: sentence(people, ', please decide how it goes on. ', waits) }];
}

function whatWaits({ boundary, step }: ExceptionRecord): string {
  if (boundary !== undefined) return 'The whole run waits.';
  return step === undefined ? 'The run cannot end before that.' : 'The step waits.';
}

function actionsOf({ run, definition }: Scene, exception: ExceptionRecord): readonly Action[] {
  const { step: id, boundary, owner, about } = exception;
  const step = id === undefined ? undefined : stepRunOf(run, id);
  const isOpen = step !== undefined && !isEnded(step);
  const above = definition.accountable_manager;
  const offered: readonly (readonly [Resolution, string, Action['style']])[] = [
    ...(isOpen ? [['retry', about === undefined ? 'Do it again' : 'Try again', 'default'] as const] : []),
    ['override', boundary === undefined ? 'Accept as it is' : 'Go on', 'default'],
    ...(isOpen ? [['skip', 'Skip step', 'default'] as const] : []),
    ...(above !== undefined && above !== owner ? [['escalate', 'Escalate', 'default'] as const] : []),
    ['cancel_run', 'Cancel run', 'danger'],
  ];
  return offered.map(([resolution, label, style]) => ({
    ...{ label, style },
    value: { v: 1, verb: 'resolve', run: run.run, exception: exception.id, resolution },
    form: reasonForm(label, label),
  }));
}
