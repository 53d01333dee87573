import { memberOf } from '../actor.ts';
import type { Definition } from '../definition.ts';
import type { People } from '../run/context.ts';
import { accountableMembers } from '../sop/accountable.ts';
import type { KnownRoutine } from './routine.ts';

/** People called of one routine at most. */
const MOST_CALLED = 5;

/**
 * Who is called when something of a routine went wrong: whoever set it sees to it, and where they have left, those who answer
 * for its SOP. `all`: what only these can settle is for both.
 */
export function calledAbout(
  { setBy }: KnownRoutine,
  definition: Definition | undefined,
  people: People,
  how: 'setter' | 'all' = 'setter',
): readonly string[] {
  const setter = memberOf(setBy);
  const setters = setter !== undefined && people.members.includes(setter) ? [setter] : [];
  if (how === 'setter' && setters.length > 0) return setters;
  const { members } = accountableMembers(definition, people);
  return [...new Set([...members, ...setters])].slice(0, MOST_CALLED);
}
