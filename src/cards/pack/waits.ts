/** Whose turn it was, for how long, one line a turn. */
import { type Definition, roleTitle } from '../../engine/definition.ts';
import type { Wait } from '../../engine/run/account.ts';
import type { Span, Text } from '../card.ts';
import { lasting, sentence, who } from '../sentence.ts';
import { asOf, type Packed, type Say } from './packed.ts';

/** What is over sooner is no wait. */
export const MINUTE = 60_000;

/** Turns that lasted: `It waited 12 min for Ana Lima (Opener) to do it, from 2 Mar 2026, 06:30 to 06:42.` */
export function waitLines(packed: Packed, say: Say, waits: readonly Wait[]): readonly string[] {
  return waits.flatMap((wait) => {
    const until = wait.until ?? asOf(packed);
    const lasted = until - wait.since;
    if (wait.until !== undefined && lasted < MINUTE) return [];
    const whom = sentence('for ', awaited(packed, wait));
    const waiting = wait.waiting?.type === 'member' ? sentence(' ', who(wait.waiting), ' waited for it.') : '';
    if (wait.until === undefined) {
      return [say(sentence('It waits ', whom, ', since ', time(wait.since), `, ${lasting(lasted)} by then.`, waiting))];
    }
    const isSameDay = say([date(wait.since)]) === say([date(until)]);
    const span = sentence(', from ', time(wait.since), ' to ', time(until, isSameDay), '.');
    return [say(sentence(`It waited ${lasting(lasted)} `, whom, span, waiting))];
  });
}

const DOING = { work: ' to do it', approval: ' to approve it', decision: ' to decide over a problem' } as const;

/** `Ana Lima (Opener) to do it` */
export function awaited({ definition }: { readonly definition: Definition }, wait: Wait): Text {
  return sentence(heldBy(definition, wait), DOING[wait.for]);
}

function heldBy(definition: Definition, { assignee, role }: Wait): Text {
  const title = role === undefined ? undefined : roleTitle(definition, role);
  if (assignee === undefined) return title ?? 'anybody';
  return sentence({ type: 'member', member: assignee }, title === undefined ? '' : ` (${title})`);
}

function date(at: number): Span {
  return { type: 'time', at, style: 'date' };
}

function time(at: number, isSameDay = false): Span {
  return { type: 'time', at, style: isSameDay ? 'time' : 'date_time' };
}
