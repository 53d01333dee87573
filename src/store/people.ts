/** Who holds which role, and who stands in for whom (which the settings say). `people_version` grows with every change, so it can be remembered. */
import { optional } from '../engine/optional.ts';
import type { People, StandIn } from '../engine/run/context.ts';
import { initialSettings, type Settings } from '../engine/settings/settings.ts';
import { askAgain, askedOnce } from './asked-once.ts';
import type { Db, Tx } from './database.ts';
import { lookup, type Param, query } from './query.ts';

type InWorkspace = { workspace: string };

const version = lookup((build, p: Param<InWorkspace>) =>
  build.selectFrom('workspaces').select('people_version').where('id', '=', p('workspace')),
);

/**
 * Grows when anything that `loadPeople` tells has changed; 0 for an unknown workspace. The end of a stand-in is told
 * with it. Read once in a transaction: what others change meanwhile is seen by the next one.
 */
export function peopleVersion(db: Db, workspace: string): Promise<number> {
  return askedOnce(db, versionOf(workspace), async () => (await db.one(version, { workspace }))?.people_version ?? 0);
}

const versionOf = (workspace: string) => `people ${workspace}`;

const bump = query((build, p: Param<InWorkspace>) =>
  build
    .updateTable('workspaces')
    .set((now) => ({ people_version: now('people_version', '+', 1) }))
    .where('id', '=', p('workspace')),
);

/** Says that members, roles or stand-ins changed, in the same transaction as the change. */
export async function peopleChanged(tx: Tx, workspace: string): Promise<void> {
  await tx.run(bump, { workspace });
  askAgain(tx, versionOf(workspace));
  changedIn.add(tx);
}

const changedIn = new WeakSet<Db>();

/**
 * Whether `peopleChanged` was said in this transaction. What is read in it then belongs to no version: some of the change may
 * not be written yet, and if it is rolled back, another change gets its number.
 */
export function arePeopleChanging(db: Db): boolean {
  return changedIn.has(db);
}

const holders = query((build, p: Param<InWorkspace>) =>
  build
    .selectFrom('role_members as r')
    .innerJoin('members as m', (on) =>
      on.onRef('m.workspace_id', '=', 'r.workspace_id').onRef('m.id', '=', 'r.member_id'),
    )
    .select(['r.role', 'r.member_id'])
    .where('r.workspace_id', '=', p('workspace'))
    .where('m.active', '=', 1)
    .where('m.kind', '=', 'person')
    .orderBy('r.role')
    .orderBy('r.member_id'),
);

const settings = lookup((build, p: Param<InWorkspace>) =>
  build.selectFrom('settings').select('state').where('workspace_id', '=', p('workspace')),
);

const persons = query((build, p: Param<InWorkspace>) =>
  build
    .selectFrom('members')
    .select(['id', 'admin'])
    .where('workspace_id', '=', p('workspace'))
    .where('kind', '=', 'person')
    .where('active', '=', 1)
    .orderBy('id'),
);

/** The people of a workspace as the engine sees them: only those who are active. */
export async function loadPeople(db: Db, workspace: string): Promise<People> {
  const [everybody, held, set] = await Promise.all([
    db.all(persons, { workspace }),
    db.all(holders, { workspace }),
    db.one(settings, { workspace }),
  ]);
  const { away } = set ? (JSON.parse(set.state) as Settings) : initialSettings;
  // Inherits nothing: a role may be called `constructor`.
  const byRole: Record<string, string[]> = Object.create(null);
  for (const { role, member_id } of held) {
    byRole[role] ??= [];
    byRole[role].push(member_id);
  }
  return {
    members: everybody.map((row) => row.id),
    holders: byRole,
    standIns: standInsOf(away),
    admins: everybody.filter((row) => row.admin === 1).map((row) => row.id),
  };
}

function standInsOf(away: Settings['away']): People['standIns'] {
  const begun = Object.entries(away).filter(([, absence]) => absence.status === 'begun');
  const standIns = begun.map(([member, { standIn, until, by }]): [string, StandIn] => {
    return [member, { standIn, by, ...optional('until', until) }];
  });
  return Object.fromEntries(standIns);
}

const held = query((build, p: Param<{ workspace: string; member: string }>) =>
  build
    .selectFrom('role_members')
    .select('role')
    .where('workspace_id', '=', p('workspace'))
    .where('member_id', '=', p('member'))
    .orderBy('role'),
);

/** The roles that a member was given, whether they are here or have left. */
export async function rolesHeld(db: Db, workspace: string, member: string): Promise<readonly string[]> {
  return (await db.all(held, { workspace, member })).map((row) => row.role);
}

type Holding = { workspace: string; role: string; member: string };

const grant = query((build, p: Param<Holding>) =>
  build
    .insertInto('role_members')
    .values({ workspace_id: p('workspace'), role: p('role'), member_id: p('member') })
    .onConflict((same) => same.doNothing()),
);

/** Lets a member hold a role. False, and nothing happens, if they do already. */
export async function grantRole(tx: Tx, workspace: string, role: string, member: string): Promise<boolean> {
  if ((await tx.run(grant, { workspace, role, member })) === 0) return false;
  await peopleChanged(tx, workspace);
  return true;
}

const revoke = query((build, p: Param<Holding>) =>
  build
    .deleteFrom('role_members')
    .where('workspace_id', '=', p('workspace'))
    .where('role', '=', p('role'))
    .where('member_id', '=', p('member')),
);

/** False if the member did not hold the role. */
export async function revokeRole(tx: Tx, workspace: string, role: string, member: string): Promise<boolean> {
  if ((await tx.run(revoke, { workspace, role, member })) === 0) return false;
  await peopleChanged(tx, workspace);
  return true;
}
