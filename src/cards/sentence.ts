/** Building sentences: names in a row, lengths of time, how many of what. */

import type { Actor } from '../engine/actor.ts';
import type { Instant } from '../engine/instant.ts';
import type { EndedRun, OpenRun } from '../engine/run/state.ts';
import type { Span, Text } from './card.ts';
import { spansOf } from './text.ts';

/** Times within this long of the run's start need no date. */
const SAME_DAY = 16 * 3_600_000;

/** Joins what may be text or spans into one text. */
export function sentence(...parts: readonly (Text | Span)[]): readonly Span[] {
  return parts.flatMap((part) => (isSpan(part) ? [part] : part));
}

function isSpan(part: Text | Span): part is Span {
  return !Array.isArray(part);
}

/** Who did it, by name, without telling them. */
export function who(actor: Actor): Span {
  switch (actor.type) {
    case 'member':
      return { type: 'member', member: actor.id };
    case 'agent':
      return 'the agent';
    case 'service':
      return 'a connected service';
    case 'timer':
      return 'Sopwith';
  }
}

/** Who, or which schedule, started a run. */
export function starter({ startedBy, routine }: OpenRun | EndedRun): Span {
  return routine === undefined ? who(startedBy) : 'its routine';
}

/** `Ana, Ben and Cem` */
export function inRow(items: readonly Text[], last: 'and' | 'or' = 'and'): readonly Span[] {
  return items.flatMap((item, index) => {
    const before = index === 0 ? [] : index === items.length - 1 ? [` ${last} `] : [', '];
    return [...before, ...spansOf(item)];
  });
}

/** An instant of a run: the time alone while the run is young, with its date later. Never depends on the clock. */
export function moment(run: OpenRun | EndedRun, at: Instant): Span {
  return { type: 'time', at, style: Math.abs(at - run.startedAt) < SAME_DAY ? 'time' : 'date_time' };
}

/** ` at 06:45`, ` on 3 May 2026, 06:45` */
export function atMoment(run: OpenRun | EndedRun, at: Instant): readonly Span[] {
  const span = moment(run, at);
  return [typeof span !== 'string' && span.type === 'time' && span.style === 'time' ? ' at ' : ' on ', span];
}

/** A length of time in its two largest units: `2 days 3 h`, `1 h 5 min`, `less than a minute`. */
export function lasting(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'less than a minute';
  const days = Math.floor(minutes / 1_440);
  const hours = Math.floor((minutes % 1_440) / 60);
  const rest = minutes % 60;
  if (days > 0) return [count(days, 'day'), hours > 0 ? `${hours} h` : ''].filter(Boolean).join(' ');
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}

/** `1 step`, `3 steps` */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** What people type to Sopwith, without `/sop`; each platform says it as it is typed there. */
export function typed(phrase: string): Span {
  return { type: 'code', text: `/sop ${phrase}` };
}

export function quoted(title: string): string {
  return `“${title}”`;
}
