import type { Definition } from '../definition.ts';
import { optional } from '../optional.ts';
import type { People } from '../run/context.ts';

/** Who answers for a published SOP: its accountable manager; where there is nobody, the administrators (without `role`). */
export function accountableMembers(
  definition: Definition | undefined,
  people: People,
): { readonly members: readonly string[]; readonly role?: string } {
  const role = definition?.accountable_manager;
  // Only its own: a role may be called `constructor`.
  const managers = role !== undefined && Object.hasOwn(people.holders, role) ? (people.holders[role] ?? []) : [];
  return managers.length > 0 ? { members: managers, ...optional('role', role) } : { members: people.admins };
}
