import type { Definition } from '../definition.ts';
import { optional } from '../optional.ts';
import type { People } from '../run/context.ts';

/** Who answers for a published SOP: its accountable manager; where there is nobody, the administrators (without `role`). */
export function accountableMembers(
  definition: Definition | undefined,
  people: People,
): { readonly members: readonly string[]; readonly role?: string } {
  const role = definition?.accountable_manager;
  const managers = holdersOf(people, role);
  return managers.length > 0 ? { members: managers, ...optional('role', role) } : { members: people.admins };
}

/**
 * Who decides over what runs taught: the accountable managers and the exception owners; where there is nobody, the
 * administrators. `asked`: those of them who are told.
 */
export function answeringMembers(
  definition: Definition | undefined,
  people: People,
): { readonly members: readonly string[]; readonly asked: readonly string[] } {
  const managers = holdersOf(people, definition?.accountable_manager);
  const owners = holdersOf(people, definition?.exception_owner);
  const asked = [managers, owners, people.admins].find((some) => some.length > 0) ?? [];
  const members = [...new Set([...managers, ...owners])];
  return { members: members.length > 0 ? members : people.admins, asked };
}

/** Only its own: a role may be called `constructor`. */
function holdersOf({ holders }: People, role: string | undefined): readonly string[] {
  return role !== undefined && Object.hasOwn(holders, role) ? (holders[role] ?? []) : [];
}
