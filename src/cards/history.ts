/**
 * A run's history to be looked at: what one act of somebody did stands together, with how long it had been waited for
 * and for whom. Reminders in a row are one, because they are many and say the same.
 */
import type { Actor } from '../engine/actor.ts';
import type { Definition } from '../engine/definition.ts';
import type { Instant } from '../engine/instant.ts';
import type { Wait } from '../engine/run/account.ts';
import type { RunEvent } from '../engine/run/events.ts';
import type { Text } from './card.ts';
import { stepTitle } from './pack/happened.ts';
import { awaited, MINUTE } from './pack/waits.ts';
import { lasting, sentence } from './sentence.ts';

export interface Moment {
  /** The number of its first event in the chain, from 1. */
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly events: readonly [RunEvent, ...RunEvent[]];
  /** The waiting that was over with it. */
  readonly waits: readonly Wait[];
}

export interface Passage {
  /** `reminders`: two or more moments in which nothing happened but that. */
  readonly type: 'moment' | 'reminders';
  /** Oldest first. */
  readonly moments: readonly [Moment, ...Moment[]];
}

/** All of it, oldest first. */
export function passagesOf(events: readonly RunEvent[], waits: readonly Wait[]): readonly Passage[] {
  const passages: { type: Passage['type']; moments: [Moment, ...Moment[]] }[] = [];
  for (const moment of momentsOf(events, waits)) {
    const last = passages.at(-1);
    if (last && isReminder(moment) && isReminder(last.moments[0])) {
      last.type = 'reminders';
      last.moments.push(moment);
    } else passages.push({ type: 'moment', moments: [moment] });
  }
  return passages;
}

/** The events of one command have one instant and one actor. */
function momentsOf(events: readonly RunEvent[], waits: readonly Wait[]): readonly Moment[] {
  const over = endedAt(waits);
  const groups: { seq: number; events: [RunEvent, ...RunEvent[]] }[] = [];
  for (const [index, event] of events.entries()) {
    const open = groups.at(-1);
    if (open && open.events[0].at === event.at && isSame(open.events[0].actor, event.actor)) open.events.push(event);
    else groups.push({ seq: index + 1, events: [event] });
  }
  return groups.map(({ seq, events: [first, ...others] }): Moment => {
    const { at, actor } = first;
    const ended = over.get(at) ?? [];
    // Two acts at one instant: what was waited for is told once.
    over.delete(at);
    return { seq, at, actor, events: [first, ...others], waits: ended };
  });
}

function endedAt(waits: readonly Wait[]): Map<Instant, Wait[]> {
  const over = new Map<Instant, Wait[]>();
  for (const wait of waits) {
    if (wait.until === undefined || wait.until - wait.since < MINUTE) continue;
    over.set(wait.until, [...(over.get(wait.until) ?? []), wait]);
  }
  return over;
}

function isReminder({ events }: Moment): boolean {
  return events.every(({ type }) => type === 'StepReminded');
}

function isSame(one: Actor, other: Actor): boolean {
  return one.type === other.type && ('id' in one ? one.id : '') === ('id' in other ? other.id : '');
}

/** `Waited 2 h 10 min for Ana Lima (Shift lead) to approve it`, and of which step where that goes without saying no more. */
export function waitedText(definition: Definition, { events: [first], waits, at }: Moment, wait: Wait): Text {
  const about = 'step' in first ? first.step : undefined;
  const isClear = wait.step === undefined || (waits.length === 1 && (about === undefined || about === wait.step));
  const whose = isClear ? 'Waited' : `${stepTitle(definition, wait.step)} waited`;
  const lasted = lasting((wait.until ?? at) - wait.since);
  return sentence(`${whose} ${lasted} for `, awaited({ definition }, wait));
}
