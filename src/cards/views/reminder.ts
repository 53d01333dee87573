/** The deadline is near, or has passed and somebody else is asked. A new message, because an edit notifies nobody. */
import { roleTitle, stepOf } from '../../engine/definition.ts';
import { optional } from '../../engine/optional.ts';
import { MOST_SNOOZES } from '../../engine/run/decide-snooze.ts';
import { isOwed, stepRunOf } from '../../engine/run/live.ts';
import type { OwedStep } from '../../engine/run/state.ts';
import type { Action, Card, Span } from '../card.ts';
import { outcomeOf } from '../outcome.ts';
import { placeOf } from '../progress.ts';
import type { Scene } from '../scene.ts';
import { atMoment, sentence, who } from '../sentence.ts';
import { called, doersOf } from '../turn.ts';
import { goneCard } from './gone.ts';
import { wayTo } from './way.ts';

/**
 * `due`: the deadline it speaks of. `rung`: 0 for the reminder, then the rungs of the escalation ladder from 1. `again`: how
 * many-th time somebody wanted to be reminded once more.
 */
export function reminderCard(
  scene: Scene,
  about: { readonly step: string; readonly due: number; readonly rung: number; readonly again?: number },
): Card {
  const { run, definition } = scene;
  const step = stepRunOf(run, about.step);
  const drawn = stepOf(definition, about.step);
  if (!step || !drawn) return goneCard(run.title);
  const body = { title: drawn.title, subtitle: placeOf(run, definition, step.id), actions: [] };
  const outcome = outcomeOf(run, definition, step, step.attempt);
  if (outcome || !isOwed(step)) {
    const text = outcome?.text ?? ['It is not its turn any more.'];
    return {
      ...body,
      tone: 'neutral',
      elements: [{ type: 'text', text }],
      fallback: `${drawn.title}: ${outcome?.short ?? 'not its turn any more'}`,
    };
  }
  if (step.due !== about.due) {
    const text =
      step.due === undefined ? ['It has no deadline any more.'] : sentence('Now due', ...atMoment(run, step.due), '.');
    return {
      ...body,
      tone: 'neutral',
      elements: [{ type: 'text', text }],
      fallback: `${drawn.title}: the deadline has moved`,
    };
  }
  const { snoozed } = step;
  const isPast = about.rung > 0 || (about.again !== undefined && scene.now >= about.due);
  const fallback = isPast ? `Late: ${drawn.title}` : `Due soon: ${drawn.title}`;
  const way = wayTo(scene, step);
  // It was put off after this one was said: nobody is called by it any more.
  if (snoozed && snoozed.times > (about.again ?? 0)) {
    const text = sentence(who(snoozed.by), ' will be reminded once more', ...atMoment(run, snoozed.until), '.');
    return { ...body, tone: 'neutral', way, elements: [{ type: 'text', text }], fallback };
  }
  return {
    ...{ ...body, tone: isPast ? 'bad' : 'attention', fallback, way },
    elements: [{ type: 'text', text: isPast ? passed(scene, step, about.due) : near(scene, step, about.due) }],
    actions: canSnooze(step) ? snoozes(run.run, step) : [],
  };
}

export function canSnooze({ snoozed }: OwedStep): boolean {
  return (snoozed?.times ?? 0) < MOST_SNOOZES;
}

/** `together`: with every line that is due at the same time. */
export function snoozes(run: string, { id: step, due }: OwedStep, together?: true): readonly Action[] {
  const about = { ...optional('slot', due), ...optional('together', together) };
  const value = { v: 1, verb: 'snooze', run, step, ...about } as const;
  return [
    { label: 'Remind in 30 min', style: 'default', value: { ...value, minutes: 30 } },
    { label: 'Remind in 2 h', style: 'default', value: { ...value, minutes: 120 } },
  ];
}

function near(scene: Scene, step: OwedStep, due: number): readonly Span[] {
  const what = step.state === 'waiting_approval' ? ', your decision is due' : ', this is due';
  return sentence(people(scene, step), what, ...atMoment(scene.run, due), '.');
}

function passed(scene: Scene, step: OwedStep, due: number): readonly Span[] {
  const undone = step.state === 'waiting_approval' ? ' and nobody has decided. ' : ' and nobody has done it. ';
  return sentence('This was due', ...atMoment(scene.run, due), undone, people(scene, step), ', please see to it.');
}

function people(scene: Scene, step: OwedStep): readonly Span[] {
  return called(doersOf(scene, step), step.role === undefined ? 'Everybody' : roleTitle(scene.definition, step.role));
}
