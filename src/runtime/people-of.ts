/** Whom a form can offer, and whom somebody means by what they typed. */
import type { Person } from '../cards/views/more-forms.ts';
import { listMembers, type Member } from '../store/members.ts';
import type { Talking } from './talking.ts';

/** Everybody who is here, by name. */
export async function peopleHere(talking: Talking, workspace: string): Promise<readonly Member[]> {
  const members = await listMembers(talking.db, workspace);
  return members.filter((one) => one.active && one.kind === 'person').toSorted((a, b) => a.name.localeCompare(b.name));
}

export function asPerson({ id, name }: Member): Person {
  return { id, title: name };
}

/** By id, whole name or first name, if only one fits. */
export function named(members: readonly Member[], typed: string): Member | undefined {
  const wanted = typed.trim().replace(/^@/, '').toLowerCase();
  const exact = members.find((one) => one.id === typed || one.name.toLowerCase() === wanted);
  const first = members.filter((one) => one.name.toLowerCase().split(' ')[0] === wanted);
  return exact ?? (first.length === 1 ? first[0] : undefined);
}
