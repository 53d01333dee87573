/** Lines of a checklist that are due at the same time, in one message: who is called, and for which of them. */
import { roleTitle, stepOf } from '../../engine/definition.ts';
import { optional } from '../../engine/optional.ts';
import { blockerOf, stopOf } from '../../engine/run/live.ts';
import { isAgain, isPassedOn, isPutOff, type Reminders, remindedOf } from '../../engine/run/reminders.ts';
import type { OwedStep } from '../../engine/run/state.ts';
import type { Card, Element, Line, Span } from '../card.ts';
import { runOver } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { atMoment, count, quoted, sentence, who } from '../sentence.ts';
import { called, doersOf } from '../turn.ts';
import { canSnooze, reminderCard, snoozes } from './reminder.ts';
import { stepLine } from './step-lines.ts';
import { wayTo } from './way.ts';

/** Lines of one group that are named; the list itself has them all. */
const MOST_NAMED = 20;

/** What is left of them. One line alone is said as any step's reminder is. */
export function remindersCard(scene: Scene, about: Reminders): Card {
  const { run, definition } = scene;
  const all = remindedOf(run, definition, about);
  const lines = all.filter((step) => !isPassedOn(step, about));
  const [first, second] = lines;
  if (!first) return all.length > 0 ? passedOn(scene, all.length) : nothingLeft(scene);
  if (!second) {
    return reminderCard(scene, {
      ...{ step: first.id, due: about.due, rung: about.rung },
      ...optional('again', isAgain(first, about) ? first.snoozed?.times : undefined),
    });
  }
  const isPast = about.rung > 0 || about.at >= about.due;
  const many = count(lines.length, 'step');
  const open = lines.filter((step) => !isPutOff(step, about));
  const asked = open.find((step) => canSnooze(step) && !isHeld(scene, step));
  return {
    title: isPast ? `${many} are late` : `${many} are due soon`,
    subtitle: run.title,
    tone: open.length === 0 ? 'neutral' : isPast ? 'bad' : 'attention',
    elements: groupsOf(scene, lines, about).flatMap((group) => [
      { type: 'text', text: asking(scene, group, { due: about.due, isPast }) },
      ...listOf(scene, group, isPast),
    ]),
    actions: asked ? snoozes(run.run, asked, true) : [],
    way: wayTo(scene, lines.find((one) => one.state !== 'waiting_approval') ?? first),
    fallback: `${isPast ? 'Late' : 'Due soon'}: ${many} of ${quoted(run.title)}`,
  };
}

function nothingLeft({ run }: Scene): Card {
  const over = run.status === 'ended' ? runOver(run) : undefined;
  const text = over?.text ?? ['All of it is done, or due at another time.'];
  return {
    ...{ title: 'Nothing is due any more', subtitle: run.title, tone: 'neutral', actions: [] },
    ...{ elements: [{ type: 'text', text }], fallback: `${run.title}: ${over?.short ?? 'nothing is due any more'}` },
  };
}

function passedOn({ run }: Scene, lines: number): Card {
  const many = `${count(lines, 'step')} ${lines === 1 ? 'was' : 'were'} not done in time`;
  return {
    ...{ title: many, subtitle: run.title, tone: 'neutral', actions: [] },
    elements: [{ type: 'text', text: 'A newer message asks somebody else.' }],
    fallback: `${run.title}: ${many}`,
  };
}

/** Lines for which the same people are called. */
interface Group {
  readonly kind: 'work' | 'approval' | 'later' | 'held';
  readonly people: readonly Span[];
  readonly lines: OwedStep[];
}

const ORDER: readonly Group['kind'][] = ['work', 'approval', 'later', 'held'];

/** In the order of the list. Last stands what waits for a decision: nobody can do it now. */
function groupsOf(scene: Scene, lines: readonly OwedStep[], about: Reminders): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const step of lines) {
    const kind = kindOf(scene, step, about);
    const people = kind === 'held' ? [] : kind === 'later' ? laterOf(scene, step) : peopleOf(scene, step);
    const key = JSON.stringify([kind, people]);
    const group = groups.get(key) ?? { kind, people, lines: [] };
    group.lines.push(step);
    groups.set(key, group);
  }
  return [...groups.values()].toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
}

function kindOf(scene: Scene, step: OwedStep, about: Reminders): Group['kind'] {
  if (isHeld(scene, step)) return 'held';
  if (isPutOff(step, about)) return 'later';
  return step.state === 'waiting_approval' ? 'approval' : 'work';
}

function isHeld({ run }: Scene, step: OwedStep): boolean {
  return blockerOf(run, step.id) !== undefined || stopOf(run) !== undefined;
}

/** `Ana will be reminded once more at 07:30` */
function laterOf({ run }: Scene, { snoozed }: OwedStep): readonly Span[] {
  return snoozed ? sentence(who(snoozed.by), ' will be reminded once more', ...atMoment(run, snoozed.until)) : [];
}

function peopleOf(scene: Scene, step: OwedStep): readonly Span[] {
  return called(doersOf(scene, step), step.role === undefined ? 'Everybody' : roleTitle(scene.definition, step.role));
}

function asking(
  { run }: Scene,
  { kind, people, lines }: Group,
  { due, isPast }: { readonly due: number; readonly isPast: boolean },
): readonly Span[] {
  const isOne = lines.length === 1;
  if (kind === 'held') return [`${isOne ? 'This waits' : 'These wait'} for a decision first:`];
  if (kind === 'later') return sentence(people, ':');
  if (isPast) {
    const undone = kind === 'approval' ? 'decided over' : 'done';
    return sentence(
      people,
      `, please see to ${isOne ? 'this' : 'these'}: due`,
      ...atMoment(run, due),
      ` and not ${undone}.`,
    );
  }
  const what = kind === 'approval' ? `your ${isOne ? 'decision on this is' : 'decisions on these are'}` : undefined;
  return sentence(people, `, ${what ?? (isOne ? 'this is' : 'these are')} due`, ...atMoment(run, due), ':');
}

function listOf(scene: Scene, { kind, lines }: Group, isPast: boolean): readonly Element[] {
  const items = lines.slice(0, MOST_NAMED).map((step): Line => {
    if (kind === 'held') return stepLine(scene, step);
    const text = stepOf(scene.definition, step.id)?.title ?? step.id;
    return { mark: isPast ? 'late' : 'now', text };
  });
  const left = lines.length - items.length;
  return [{ type: 'list', items }, ...(left > 0 ? [{ type: 'context', text: `and ${left} more` } as const] : [])];
}
