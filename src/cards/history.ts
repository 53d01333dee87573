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

/** An event, and the waiting that was over with it. */
export interface Told {
  readonly event: RunEvent;
  readonly waits: readonly Wait[];
}

export interface Moment {
  /** The number of its first event in the chain, from 1. */
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly told: readonly [Told, ...Told[]];
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
    const left = [...(over.get(at) ?? [])];
    over.delete(at);
    const own = (event: RunEvent): Told => ({ event, waits: taken(left, event) });
    const [head, ...rest] = [own(first), ...others.map(own)] as [Told, ...Told[]];
    // Of steps that none of the events names, or of the whole run.
    return { seq, at, actor, told: [{ ...head, waits: [...head.waits, ...left] }, ...rest] };
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

function taken(left: Wait[], event: RunEvent): readonly Wait[] {
  if (!('step' in event) || event.step === undefined) return [];
  const mine = left.filter((wait) => wait.step === event.step);
  for (const wait of mine) left.splice(left.indexOf(wait), 1);
  return mine;
}

function isReminder({ told }: Moment): boolean {
  return told.every(({ event }) => event.type === 'StepReminded');
}

function isSame(one: Actor, other: Actor): boolean {
  return one.type === other.type && ('id' in one ? one.id : '') === ('id' in other ? other.id : '');
}

/** `Waited 2 h 10 min for Ana Lima (Shift lead) to approve it`; beside another step's event, of which step. */
export function waitedText(definition: Definition, { event }: Told, wait: Wait): Text {
  const isOwn = wait.step === undefined || ('step' in event && event.step === wait.step);
  const whose = isOwn ? 'Waited' : `${stepTitle(definition, wait.step ?? '')} waited`;
  const lasted = lasting((wait.until ?? event.at) - wait.since);
  return sentence(`${whose} ${lasted} for `, awaited({ definition }, wait));
}
