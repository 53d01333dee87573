/** Lines of a checklist that are due at the same time, in one message: who is called, and for which of them. */
import { roleTitle, stepOf } from '../../engine/definition.ts';
import { MOST_SNOOZES } from '../../engine/run/decide-snooze.ts';
import { blockerOf, stopOf } from '../../engine/run/live.ts';
import { isPutOff, type Reminders, remindedOf } from '../../engine/run/reminders.ts';
import type { OwedStep } from '../../engine/run/state.ts';
import type { Card, Element, Line, Span } from '../card.ts';
import { runOver } from '../outcome.ts';
import type { Scene } from '../scene.ts';
import { atMoment, count, quoted, sentence, who } from '../sentence.ts';
import { called, doersOf } from '../turn.ts';
import { reminderCard, snoozes } from './reminder.ts';
import { stepLine } from './step-lines.ts';
import { wayTo } from './way.ts';

/** Lines of one group that are named; the list itself has them all. */
const MOST_NAMED = 20;

/** What is left of them. One line alone is said as any step's reminder is. */
export function remindersCard(scene: Scene, about: Reminders): Card {
  const { run, definition } = scene;
  const all = remindedOf(run, definition, about);
  const lines = all.filter((step) => !isPutOff(step, about));
  const [first, second] = lines;
  if (!first) return all[0]?.snoozed ? putOff(scene, all[0].snoozed) : nothingLeft(scene);
  const again = (first.snoozed?.untils.indexOf(about.at) ?? -1) + 1;
  if (!second) return reminderCard(scene, { ...about, step: first.id, ...(again > 0 ? { again } : {}) });
  const isPast = about.rung > 0;
  const many = count(lines.length, 'step');
  return {
    title: isPast ? `${many} are late` : `${many} are due soon`,
    subtitle: run.title,
    tone: isPast ? 'bad' : 'attention',
    elements: groupsOf(scene, lines).flatMap((group) => [
      { type: 'text', text: asking(scene, group, about) },
      ...listOf(scene, group, isPast),
    ]),
    actions: lines.some((one) => (one.snoozed?.untils.length ?? 0) < MOST_SNOOZES)
      ? snoozes({ run: run.run, slot: about.due })
      : [],
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

function putOff({ run }: Scene, { by, untils }: NonNullable<OwedStep['snoozed']>): Card {
  const text = sentence(who(by), ' will be reminded once more', ...atMoment(run, untils.at(-1) ?? 0), '.');
  return {
    ...{ title: 'Put off', subtitle: run.title, tone: 'neutral', actions: [] },
    ...{ elements: [{ type: 'text', text }], fallback: `${run.title}: put off` },
  };
}

/** Lines for which the same people are called. */
interface Group {
  readonly kind: 'work' | 'approval' | 'held';
  readonly people: readonly Span[];
  readonly lines: OwedStep[];
}

/** In the order of the list. What waits for a decision stands last: nobody can do it now. */
function groupsOf(scene: Scene, lines: readonly OwedStep[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const step of lines) {
    const isHeld = blockerOf(scene.run, step.id) ?? stopOf(scene.run);
    const kind = isHeld ? 'held' : step.state === 'waiting_approval' ? 'approval' : 'work';
    const people = isHeld ? [] : peopleOf(scene, step);
    const key = JSON.stringify([kind, people]);
    const group = groups.get(key) ?? { kind, people, lines: [] };
    group.lines.push(step);
    groups.set(key, group);
  }
  const all = [...groups.values()];
  return [...all.filter(({ kind }) => kind !== 'held'), ...all.filter(({ kind }) => kind === 'held')];
}

function peopleOf(scene: Scene, step: OwedStep): readonly Span[] {
  return called(doersOf(scene, step), step.role === undefined ? 'Everybody' : roleTitle(scene.definition, step.role));
}

function asking({ run }: Scene, { kind, people, lines }: Group, { due, rung }: Reminders): readonly Span[] {
  const isOne = lines.length === 1;
  const these = isOne ? 'this' : 'these';
  if (kind === 'held') return [`${isOne ? 'This waits' : 'These wait'} for a decision first:`];
  if (rung > 0) {
    const undone = kind === 'approval' ? 'decided over' : 'done';
    return sentence(people, `, please see to ${these}: due`, ...atMoment(run, due), ` and not ${undone}.`);
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
