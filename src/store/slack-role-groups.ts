/** User groups of Slack that hold a role: whoever joins one gets it, whoever leaves loses it. */
import type { Db } from './database.ts';
import { type Param, query } from './query.ts';
import { slack } from './slack-tables.ts';

export interface RoleGroup {
  readonly workspace: string;
  /** As it was typed: an id or a title. */
  readonly role: string;
  /** Slack's id of the group. */
  readonly group: string;
  /** Who let the group hold it. */
  readonly by: string;
}

const save = query((build, p: Param<RoleGroup>) =>
  slack(build)
    .insertInto('slack_role_groups')
    .values({ workspace_id: p('workspace'), role: p('role'), group_id: p('group'), member_id: p('by') })
    .onConflict((same) =>
      same
        .columns(['workspace_id', 'role', 'group_id'])
        .doUpdateSet(({ ref }) => ({ member_id: ref('excluded.member_id') })),
    ),
);

export async function saveRoleGroup(db: Db, held: RoleGroup): Promise<void> {
  await db.run(save, held);
}

const remove = query((build, p: Param<Omit<RoleGroup, 'by'>>) =>
  slack(build)
    .deleteFrom('slack_role_groups')
    .where('workspace_id', '=', p('workspace'))
    .where('role', '=', p('role'))
    .where('group_id', '=', p('group')),
);

export async function removeRoleGroup(db: Db, held: Omit<RoleGroup, 'by'>): Promise<void> {
  await db.run(remove, held);
}

const ofGroup = query((build, p: Param<{ workspace: string; group: string }>) =>
  slack(build)
    .selectFrom('slack_role_groups')
    .select(['role', 'member_id as by'])
    .where('workspace_id', '=', p('workspace'))
    .where('group_id', '=', p('group'))
    .orderBy('role'),
);

/** The roles that a group holds. */
export async function rolesOfGroup(db: Db, workspace: string, group: string): Promise<readonly RoleGroup[]> {
  return (await db.all(ofGroup, { workspace, group })).map((row) => ({ workspace, group, ...row }));
}
