/** Keeping what a platform says of a person. Open runs that wait for somebody who has left hear that they do so in vain. */
import { isDeepStrictEqual } from 'node:util';
import type { Database, Tx } from '../store/database.ts';
import { putBeside } from '../store/effects.ts';
import { findMember, findMembersByEmail, type Member, saveMember } from '../store/members.ts';
import { rolesHeld } from '../store/people.ts';
import { moveTeamsPerson } from '../store/teams-people.ts';
import { findWorkspace, saveWorkspace } from '../store/workspaces.ts';
import type { Clock } from './ports.ts';

interface Keeping {
  readonly db: Database;
  readonly clock: Clock;
  /** Who says it: `slack`, `teams`. */
  readonly service: string;
}

/** More than one person holds. */
const MOST_ROLES = 1_000;

/** Gives the member back. A workspace without a zone of its own gets that of the first person who comes. */
export async function keepMember(keeping: Keeping, workspace: string, member: Member): Promise<Member> {
  const { db, clock } = keeping;
  const before = await findMember(db, workspace, member.id);
  if (isDeepStrictEqual(before, member)) return member;
  await db.transaction(async (tx) => {
    const isLeaving = before?.active === true && !member.active;
    const held = isLeaving ? await rolesHeld(tx, workspace, member.id) : [];
    await saveMember(tx, workspace, { ...member, at: clock.now() });
    for (const [index, role] of held.entries()) oweTelling(tx, keeping, { workspace, member, role, index });
  });
  await sameAsBefore(keeping, workspace, member);
  await zoneOf(keeping, workspace, member);
  return member;
}

/**
 * Somebody was met in Teams before the workspace's own platform told of them: one person is one member. What they held as the
 * other one is given anew by an administrator, who knows best what they may do.
 */
async function sameAsBefore(keeping: Keeping, workspace: string, member: Member): Promise<void> {
  const { email, active, identity } = member;
  if (email === undefined || !active || identity.startsWith(TEAMS)) return;
  const others = await findMembersByEmail(keeping.db, workspace, email);
  for (const other of others) {
    if (!other.identity.startsWith(TEAMS) || !other.active) continue;
    await moveTeamsPerson(keeping.db, { workspace, from: other.id, to: member.id });
    await keepMember(keeping, workspace, { ...other, active: false });
  }
}

const TEAMS = 'teams:';

interface Left {
  readonly workspace: string;
  readonly member: Member;
  readonly role: string;
  readonly index: number;
}

function oweTelling(tx: Tx, { clock, service }: Keeping, { workspace, member, role, index }: Left): void {
  const now = clock.now();
  const by = { type: 'service', id: service } as const;
  const effect = { type: 'tell_runs', role, member: member.id, change: 'removed', by } as const;
  const at = { workspace, stream: `left:${member.id}`, position: now * MOST_ROLES + index };
  putBeside(tx, { ...at, effect, now });
}

/** Chat platforms know no time zone of a workspace. */
async function zoneOf({ db, clock }: Keeping, id: string, { timeZone }: Member): Promise<void> {
  const workspace = await findWorkspace(db, id);
  if (timeZone === undefined || workspace?.timeZone !== 'UTC') return;
  await saveWorkspace(db, { ...workspace, timeZone, at: clock.now() });
}
