/** Whom somebody means who types who is on shift: a role by its id or title, a person by name. */
import { roleTitle } from '../engine/definition.ts';
import { nearest } from '../engine/nearest.ts';
import { optional } from '../engine/optional.ts';
import type { Shift } from '../engine/run/shift.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import type { Refusal } from './command.ts';
import { named, peopleHere } from './people-of.ts';
import { rolesOf } from './roles-of.ts';
import type { Talking } from './talking.ts';

const ANYBODY = /^(?:anybody|anyone|everybody|everyone|whoever\b.*)$/i;

/** An empty text, and `whoever claims`, mean nobody in particular. A role of the SOP itself comes before another of its title. */
export async function shiftMeant(
  talking: Pick<Talking, 'db' | 'memory'>,
  { workspace, sop }: { readonly workspace: string; readonly sop: KnownSop },
  typed: string,
): Promise<{ readonly shift?: Shift } | { readonly refusal: Refusal }> {
  const wanted = typed.trim().replace(/^the\s+/i, '');
  if (wanted === '' || ANYBODY.test(wanted)) return {};
  const own = (sop.active?.roles ?? []).map(({ id }) => [id, sop.active ? roleTitle(sop.active, id) : id] as const);
  const roles = [...own, ...(await rolesOf(talking, workspace))];
  const role = wanted.startsWith('@') ? undefined : roles.find((one) => isCalled(one, wanted))?.[0];
  if (role !== undefined) return { shift: { role } };
  const people = await peopleHere(talking, workspace);
  const member = named(people, wanted);
  if (member) return { shift: { member: member.id } };
  const names = people.flatMap(({ name }) => [name, name.split(' ')[0] ?? name]);
  const known = new Map([...roles.map(([, title]) => title), ...names].map((one) => [one.toLowerCase(), one]));
  const near = nearest(wanted.replace(/^@/, '').toLowerCase(), [...known.keys()]);
  return { refusal: { code: 'shift_unclear', typed, ...optional('nearest', near && known.get(near)) } };
}

function isCalled([id, title]: readonly [id: string, title: string], wanted: string): boolean {
  const said = wanted.toLowerCase();
  return id === said.replaceAll(/[\s-]+/g, '_') || title.toLowerCase() === said;
}

/** As it would be typed, to be filled in; undefined for nobody in particular. */
export async function shiftTyped(
  talking: Pick<Talking, 'db' | 'memory'>,
  { workspace, sop }: { readonly workspace: string; readonly sop: KnownSop },
  shift: Shift | undefined,
): Promise<string | undefined> {
  if (!shift) return undefined;
  if ('role' in shift) return sop.active ? roleTitle(sop.active, shift.role) : shift.role;
  const people = await peopleHere(talking, workspace);
  const name = people.find(({ id }) => id === shift.member)?.name;
  // Two people of one name are told apart by their ids.
  return name !== undefined && named(people, name)?.id === shift.member ? name : shift.member;
}
