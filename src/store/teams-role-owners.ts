/** Teams whose owners hold a role: whoever becomes one gets it, whoever is one no more loses it. */
import { z } from 'zod';
import type { Db } from './database.ts';
import { type Param, query } from './query.ts';
import { teams } from './teams-tables.ts';

export interface RoleOfOwners {
  readonly workspace: string;
  /** As it was typed: an id or a title. */
  readonly role: string;
  /** The team, as Microsoft Graph calls it. */
  readonly group: string;
  /** A channel of it. */
  readonly place: string;
  /** Who let them hold it. */
  readonly by: string;
  /** The members who owned it when that was looked up last, and hold the role for it. */
  readonly owners: readonly string[];
}

type Saving = Omit<RoleOfOwners, 'owners'> & { owners: string };

const save = query((build, p: Param<Saving>) =>
  teams(build)
    .insertInto('teams_role_owners')
    .values({
      workspace_id: p('workspace'),
      role: p('role'),
      group_id: p('group'),
      place: p('place'),
      member_id: p('by'),
      owners: p('owners'),
    })
    .onConflict((same) =>
      same.columns(['workspace_id', 'role', 'group_id']).doUpdateSet(({ ref }) => ({
        place: ref('excluded.place'),
        member_id: ref('excluded.member_id'),
        owners: ref('excluded.owners'),
      })),
    ),
);

export async function saveRoleOfOwners(db: Db, { owners, ...held }: RoleOfOwners): Promise<void> {
  await db.run(save, { ...held, owners: JSON.stringify(owners) });
}

type Named = Pick<RoleOfOwners, 'workspace' | 'role' | 'group'>;

const owned = query((build, p: Param<Named & { owners: string }>) =>
  teams(build)
    .updateTable('teams_role_owners')
    .set({ owners: p('owners') })
    .where('workspace_id', '=', p('workspace'))
    .where('role', '=', p('role'))
    .where('group_id', '=', p('group')),
);

/** Who owns the team by now. If its owners hold the role no more, because somebody took it from them meanwhile, nothing is kept. */
export async function saveOwners(
  db: Db,
  { workspace, role, group, owners }: Named & Pick<RoleOfOwners, 'owners'>,
): Promise<void> {
  await db.run(owned, { workspace, role, group, owners: JSON.stringify(owners) });
}

const remove = query((build, p: Param<Named>) =>
  teams(build)
    .deleteFrom('teams_role_owners')
    .where('workspace_id', '=', p('workspace'))
    .where('role', '=', p('role'))
    .where('group_id', '=', p('group')),
);

export async function removeRoleOfOwners(db: Db, { workspace, role, group }: Named): Promise<void> {
  await db.run(remove, { workspace, role, group });
}

const ofGroup = query((build, p: Param<{ workspace: string; group: string }>) =>
  teams(build)
    .selectFrom('teams_role_owners')
    .selectAll()
    .where('workspace_id', '=', p('workspace'))
    .where('group_id', '=', p('group'))
    .orderBy('role'),
);

const members = z.array(z.string());

/** The roles that the owners of a team hold. */
export async function rolesOfOwners(db: Db, workspace: string, group: string): Promise<readonly RoleOfOwners[]> {
  const rows = await db.all(ofGroup, { workspace, group });
  return rows.map(({ role, place, member_id: by, owners }) => {
    return { workspace, role, group, place, by, owners: members.parse(JSON.parse(owners)) };
  });
}
