/** Whom a form can offer, and whom somebody means by what they typed. */
import type { Person } from '../cards/views/more-forms.ts';
import { listMembers, type Member } from '../store/members.ts';
import type { Talking } from './talking.ts';

/** Everybody who is here, by name. */
export async function peopleHere(talking: Pick<Talking, 'db'>, workspace: string): Promise<readonly Member[]> {
  const members = await listMembers(talking.db, workspace);
  return members.filter((one) => one.active && one.kind === 'person').toSorted((a, b) => a.name.localeCompare(b.name));
}

export function asPerson({ id, name }: Member): Person {
  return { id, title: name };
}

/**
 * By id, else by whole name or first name, if only one fits. People choose their names themselves: nobody becomes another
 * by taking their name, or their id for a name.
 */
export function named(members: readonly Member[], typed: string): Member | undefined {
  const wanted = typed.trim().replace(/^@/, '');
  const meant = members.find((one) => one.id === wanted);
  if (meant) return meant;
  const [fitting, another] = members.filter(({ name }) => isCalled(name, wanted.toLowerCase()));
  return another ? undefined : fitting;
}

function isCalled(name: string, wanted: string): boolean {
  const whole = name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return whole === wanted || whole.split(' ')[0] === wanted;
}
