/** Whose turn it was, for how long, one line a turn. */
import { roleTitle } from '../../engine/definition.ts';
import type { Wait } from '../../engine/run/account.ts';
import type { Span } from '../card.ts';
import { lasting, sentence, who } from '../sentence.ts';
import { asOf, type Packed, type Say } from './packed.ts';

/** `Waited 12 min for Ana Lima (Opener) to do it: 2 Mar 2026, 06:30 to 06:42` */
export function waitLines(packed: Packed, say: Say, waits: readonly Wait[]): readonly string[] {
  return waits.map((wait) => {
    const until = wait.until ?? asOf(packed);
    const role = wait.role === undefined ? undefined : roleTitle(packed.definition, wait.role);
    const member: Span | undefined = wait.assignee === undefined ? undefined : { type: 'member', member: wait.assignee };
    const held = member === undefined ? (role ?? 'anybody') : sentence(member, role === undefined ? '' : ` (${role})`);
    const what = { work: ' to do it', approval: ' to approve it', decision: ' to decide over a problem' }[wait.for];
    const waiting = wait.waiting && wait.waiting.type === 'member' ? sentence('. It was ', who(wait.waiting), ' who waited') : '';
    const span = sentence(time(wait.since), ' to ', wait.until === undefined ? 'now' : time(wait.until));
    const verb = wait.until === undefined ? 'Waits since then, ' : 'Waited ';
    return say(sentence(`${verb}${lasting(until - wait.since)}, for `, held, what, ': ', span, waiting));
  });
}

function time(at: number): Span {
  return { type: 'time', at, style: 'date_time' };
}
