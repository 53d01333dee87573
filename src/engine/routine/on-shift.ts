/** Whether somebody can be on the shift of an SOP: asked when it is set, and again each time that it begins. */
import type { Definition } from '../definition.ts';
import type { People } from '../run/context.ts';
import type { Shift } from '../run/shift.ts';

/** They have left the workspace, or hold none of the roles that do the work any more. */
export type Unmanned = 'left' | 'unable';

/** Why the person on shift cannot be; undefined if they can, or if it is no person. */
export function unmanned(shift: Shift | undefined, { steps }: Definition, people: People): Unmanned | undefined {
  if (!shift || !('member' in shift)) return undefined;
  const { member } = shift;
  if (!people.members.includes(member)) return 'left';
  const isTheirs = steps.some(
    ({ kind, role }) => kind !== 'approval' && (role === undefined || acts(people, role, member)),
  );
  return isTheirs ? undefined : 'unable';
}

/** Whether each step says already who does it, so that a role on shift would have nothing to do. */
export function leavesNothing(shift: Shift | undefined, { steps }: Definition): boolean {
  if (!shift || !('role' in shift)) return false;
  return steps.every(({ kind, role }) => kind === 'approval' || role !== undefined);
}

function acts({ holders, standIns }: People, role: string, member: string): boolean {
  const held = Object.hasOwn(holders, role) ? (holders[role] ?? []) : [];
  return held.some((one) => one === member || (Object.hasOwn(standIns, one) && standIns[one]?.standIn === member));
}
