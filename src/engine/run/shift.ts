/** Who is on the shift of a run: a person, a role, or (absent) whoever takes its steps. */
import { z } from 'zod';
import type { Step } from '../definition.ts';
import { soleActor, substituteOf } from './authority.ts';
import type { People, RunContext } from './context.ts';
import type { OpenRun } from './state.ts';

export const shiftSchema = z.union([
  z.strictObject({ member: z.string().min(1).max(60) }),
  z.strictObject({ role: z.string().min(1).max(60) }),
]);
export type Shift = Readonly<z.output<typeof shiftSchema>>;

/** Somebody by name, and for whom they stand in. */
interface Doer {
  readonly assignee: string;
  readonly instead?: string;
}

/** The role that does a step: its own, else that of the shift. Approvals are nobody's shift: they have approvers. */
export function roleOf({ shift }: Pick<OpenRun, 'shift'>, drawn: Step | undefined): string | undefined {
  if (drawn?.role !== undefined || drawn?.kind === 'approval') return drawn.role;
  return shift && 'role' in shift ? shift.role : undefined;
}

/** Whose a step is by name when its turn comes: whoever is on shift, if it is for them; else the only one of its role. */
export function doerOf(run: OpenRun, context: RunContext, role: string | undefined): Doer | undefined {
  return onShift(run, context, role) ?? (role === undefined ? undefined : soleActor(run, context, role));
}

/**
 * A step without a role is for whoever is on shift; another one only if the role is theirs, or of somebody for whom they
 * stand in. Who has left is on no shift.
 */
export function onShift(run: OpenRun, context: RunContext, role: string | undefined): Doer | undefined {
  const { shift } = run;
  if (!shift || !('member' in shift) || !context.people.members.includes(shift.member)) return undefined;
  const { member } = shift;
  const holders = holdersOf(context.people, role);
  if (role === undefined || holders.includes(member)) {
    const standIn = substituteOf(run, context, member);
    return standIn === undefined ? { assignee: member } : { assignee: standIn, instead: member };
  }
  const away = holders.find((one) => substituteOf(run, context, one) === member);
  return away === undefined ? undefined : { assignee: member, instead: away };
}

/** A role may be called `constructor`: only what the record itself holds counts. */
function holdersOf({ holders }: People, role = ''): readonly string[] {
  return Object.hasOwn(holders, role) ? (holders[role] ?? []) : [];
}
