/** A step in its run's thread: what is to be done, by whom and by when; once it has ended, how. */
import { type Definition, roleTitle, type Step, stepOf } from '../../engine/definition.ts';
import { isOwed, stepRunOf } from '../../engine/run/live.ts';
import type { EndedRun, OpenRun, OwedStep, StepRun } from '../../engine/run/state.ts';
import type { Action, Card, Element, Span, Text } from '../card.ts';
import { heldBy, outcomeOf, sentBackText } from '../outcome.ts';
import { placeOf } from '../progress.ts';
import { recordsOf } from '../recorded.ts';
import type { Scene } from '../scene.ts';
import { atMoment, moment, quoted, sentence, who } from '../sentence.ts';
import { bulleted } from '../text.ts';
import { called, doersOf, givingAdvice, nameOf, waitsFor } from '../turn.ts';
import { evidenceLines } from './evidence-lines.ts';
import { goneCard } from './gone.ts';
import { moreOf, stepMore } from './more.ts';
import { stepActions } from './step-actions.ts';

/** `attempt`: which attempt the card is about. A card of an older one says how that ended. */
export function stepCard(scene: Scene, stepId: string, attempt: number): Card {
  const { run, definition } = scene;
  const step = stepRunOf(run, stepId);
  const drawn = stepOf(definition, stepId);
  if (!step || !drawn) return goneCard(run.title);
  const outcome = outcomeOf(run, definition, step, attempt);
  const body = {
    title: drawn.title,
    subtitle: placeOf(run, definition, stepId),
  };
  const records = recordsOf(run, step, attempt);
  const what = evidenceLines(run, drawn, records, outcome === undefined);
  if (outcome) {
    // A box is for what stands out: a step that went well is a quiet line.
    const settled: Element =
      outcome.tone === 'good'
        ? { type: 'list', items: [{ mark: 'done', text: outcome.text }] }
        : { type: 'notice', tone: outcome.tone, text: outcome.text };
    const elements = [...what, ...notesOf(run, stepId), settled];
    // Of an older attempt nothing can be asked any more.
    const more = attempt === step.attempt ? stepMore(run, drawn, step) : [];
    const fallback = `${drawn.title}: ${outcome.short}`;
    return { ...body, tone: outcome.tone, elements, actions: [], ...moreOf(more), fallback };
  }
  return { ...body, ...pending(scene, drawn, step, what) };
}

function pending(
  scene: Scene,
  drawn: Step,
  step: StepRun,
  what: readonly Element[],
): Pick<Card, 'tone' | 'elements' | 'actions' | 'more' | 'waitsFor' | 'fallback'> {
  const { run, definition, now } = scene;
  const instructions: Element[] = drawn.instructions ? [{ type: 'text', text: bulleted(drawn.instructions) }] : [];
  const held = heldBy(run, definition, step);
  const isLate = isOwed(step) && step.due !== undefined && step.due < now;
  const waits = held !== undefined || !isOwed(step) || step.state === 'waiting_approval';
  const elements: Element[] = [
    ...sentBackNotice(definition, step),
    ...(isOwed(step) ? turn(scene, step, held) : [{ type: 'text', text: 'It is not its turn yet.' } as const]),
    ...instructions,
    ...what,
    ...notesOf(run, step.id),
  ];
  const actions: readonly Action[] = waits ? [] : stepActions(run, drawn, step, doersOf(scene, step).length > 0);
  const tone = held ? 'attention' : isLate ? 'bad' : waits ? 'neutral' : 'accent';
  // Its approval's card has its own.
  const more = step.state === 'waiting_approval' ? [] : stepMore(run, drawn, step);
  const isAnybody = isOwed(step) && nameOf(scene, step) === undefined && step.role === undefined;
  const isNobodys = isOwed(step) && isStranded(scene, step);
  const fallback = isNobodys ? `Nobody can do ${quoted(drawn.title)} yet.` : fallbackOf(drawn, step, held, isLate);
  const waiting = waits ? {} : waitsFor(isAnybody ? 'anybody' : doersOf(scene, step));
  return { tone, elements, actions, ...moreOf(more), ...waiting, fallback };
}

function sentBackNotice(definition: Definition, step: StepRun): readonly Element[] {
  return step.sentBack && isOwed(step) && step.state !== 'waiting_approval'
    ? [{ type: 'notice', tone: 'attention', text: sentBackText(definition, step.id, step.sentBack) }]
    : [];
}

/** Whose turn it is and until when; or what the step waits for. */
function turn(scene: Scene, step: OwedStep, held: string | undefined): readonly Element[] {
  const { run, definition } = scene;
  if (held !== undefined) return [{ type: 'notice', tone: 'attention', text: held }];
  const until = dueText(scene, step);
  switch (step.state) {
    case 'waiting_approval': {
      const { submitted, role = '' } = step;
      const done = submitted ? sentence('Done by ', who(submitted.by), ...atMoment(run, submitted.at), '. ') : [];
      const waits = `It waits for approval by ${roleTitle(definition, role)}.`;
      return [{ type: 'notice', tone: 'neutral', text: sentence(done, waits) }];
    }
    case 'agent_working':
      return [{ type: 'text', text: sentence('The agent is working on it', until, '.') }];
    case 'waiting_human':
    case 'rework':
      return [
        { type: 'text', text: sentence(turnOf(scene, step), until, '.', wanting(scene, step)) },
        ...(step.role !== undefined && isStranded(scene, step) ? [givingAdvice(step.role)] : []),
      ];
  }
}

function turnOf(scene: Scene, step: OwedStep): readonly Span[] {
  const { role } = step;
  const assignee = nameOf(scene, step);
  if (assignee === undefined && role === undefined) return ['Anybody here can do this'];
  const title = role === undefined ? '' : roleTitle(scene.definition, role);
  const members = doersOf(scene, step);
  if (assignee !== undefined) {
    const away = step.instead;
    const meanwhile: readonly Span[] =
      away === undefined ? [] : [' while ', { type: 'member', member: away }, ' is away'];
    return sentence(called(members, title), ', it is your turn', meanwhile);
  }
  if (members.length === 0) return ['Nobody can do this'];
  const people = called(members, '');
  return sentence(
    `It is the turn of the role ${title}`,
    people.length > 1 || people[0] !== '' ? sentence(': ', people) : [],
  );
}

/** It waits for a role that nobody holds. */
function isStranded(scene: Scene, step: OwedStep): boolean {
  return nameOf(scene, step) === undefined && step.role !== undefined && doersOf(scene, step).length === 0;
}

function wanting(scene: Scene, step: OwedStep): readonly Span[] {
  const title = roleTitle(scene.definition, step.role ?? '');
  return isStranded(scene, step) ? [` Nobody holds the role ${title} yet.`] : [];
}

/** `, due at 06:45` */
export function dueText({ run, now }: Pick<Scene, 'run' | 'now'>, step: OwedStep): Text {
  if (step.due === undefined) return '';
  if (step.due >= now) return sentence(', due', ...atMoment(run, step.due));
  return sentence(', ', { type: 'bold', text: 'late' }, ' since ', moment(run, step.due));
}

/** The notes of this step, newest last. */
export function notesOf(run: OpenRun | EndedRun, stepId: string | undefined): readonly Element[] {
  const notes = run.notes.filter((one) => one.step === stepId);
  const shown = notes.slice(-3);
  const before = notes.length - shown.length;
  const more: Element[] = before > 0 ? [{ type: 'context', text: `${before} earlier notes are in the evidence.` }] : [];
  const said = shown.map((note): Element => {
    return { type: 'context', text: sentence('Note by ', who(note.by), ...atMoment(run, note.at), `: ${note.text}`) };
  });
  return [...more, ...said];
}

function fallbackOf(drawn: Step, step: StepRun, held: string | undefined, isLate: boolean): string {
  if (held !== undefined) return `${drawn.title}: ${held}`;
  if (step.state === 'rework') return `${quoted(drawn.title)} was sent back: ${step.sentBack.reason}`;
  if (step.state === 'waiting_approval') return `${quoted(drawn.title)} waits for approval.`;
  return isLate ? `${quoted(drawn.title)} is late.` : `Your turn: ${drawn.title}`;
}
