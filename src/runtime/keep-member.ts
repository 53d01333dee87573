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
  // Whose identity somebody took over, they have from then on (`becameOne`).
  const kept = before ? { ...member, identity: before.identity } : member;
  if (isDeepStrictEqual(before, kept)) return kept;
  await db.transaction(async (tx) => {
    const isLeaving = before?.active === true && !member.active;
    const held = isLeaving ? await rolesHeld(tx, workspace, member.id) : [];
    await saveMember(tx, workspace, { ...kept, at: clock.now() });
    for (const [index, role] of held.entries()) oweTelling(tx, keeping, { workspace, member, role, index });
  });
  if (!member.identity.startsWith(TEAMS)) await sameAsBefore(keeping, workspace, kept);
  await zoneOf(keeping, workspace, member);
  return kept;
}

/** Somebody may have been met in Teams before the workspace's own platform told of them. */
async function sameAsBefore(keeping: Keeping, workspace: string, member: Member): Promise<void> {
  const { email, active } = member;
  if (email === undefined || !active) return;
  for (const other of await findMembersByEmail(keeping.db, workspace, email)) {
    if (other.id === member.id || !other.identity.startsWith(TEAMS) || !other.active) continue;
    await becameOne(keeping, workspace, { from: other, to: member });
  }
}

/**
 * Two members turned out to be one person: `from`, who was met in Teams, is `to` from now on. What they held as the other one is
 * given anew by an administrator, who knows best what they may do. What they did as the other one they did themselves, and
 * do not approve: so they take over the identity that it was done under.
 */
export async function becameOne(
  keeping: Keeping,
  workspace: string,
  { from, to }: { readonly from: Member; readonly to: Member },
): Promise<void> {
  const { db, clock } = keeping;
  await moveTeamsPerson(db, { workspace, from: from.id, to: to.id });
  await keepMember(keeping, workspace, { ...from, active: false });
  if (to.identity.startsWith(TEAMS)) return;
  const at = clock.now();
  await db.transaction(async (tx) => {
    // An identity is that of one member.
    await saveMember(tx, workspace, { ...from, active: false, identity: `${from.identity}:before`, at });
    await saveMember(tx, workspace, { ...to, identity: from.identity, at });
  });
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
