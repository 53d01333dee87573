/** How the Bot Framework calls people of Microsoft Teams (`29:…`): mentions and cards that refresh want it. */
import type { Db } from './database.ts';
import { type Bound, dynamic, type Param, query } from './query.ts';
import { teams } from './teams-tables.ts';

export interface TeamsPerson {
  readonly workspace: string;
  readonly member: string;
  readonly teamsId: string;
}

const save = query((build, p: Param<TeamsPerson>) =>
  teams(build)
    .insertInto('teams_people')
    .values({ workspace_id: p('workspace'), member_id: p('member'), teams_id: p('teamsId') })
    .onConflict((same) =>
      same.columns(['workspace_id', 'member_id']).doUpdateSet(({ ref }) => ({ teams_id: ref('excluded.teams_id') })),
    ),
);

export async function saveTeamsPerson(db: Db, person: TeamsPerson): Promise<void> {
  await db.run(save, person);
}

const byTeamsId = query((build, p: Param<{ workspace: string; teamsId: string }>) =>
  teams(build)
    .selectFrom('teams_people')
    .select('member_id')
    .where('workspace_id', '=', p('workspace'))
    .where('teams_id', '=', p('teamsId')),
);

/** Which member somebody is; undefined if they were never met. */
export async function findTeamsMember(db: Db, workspace: string, teamsId: string): Promise<string | undefined> {
  return (await db.one(byTeamsId, { workspace, teamsId }))?.member_id;
}

const move = query((build, p: Param<{ workspace: string; from: string; to: string }>) =>
  teams(build)
    .updateTable('teams_people')
    .set({ member_id: p('to') })
    .where('workspace_id', '=', p('workspace'))
    .where('member_id', '=', p('from')),
);

const forget = query((build, p: Param<{ workspace: string; member: string }>) =>
  teams(build)
    .deleteFrom('teams_people')
    .where('workspace_id', '=', p('workspace'))
    .where('member_id', '=', p('member')),
);

/** Somebody turned out to be another member, who may be known in Teams already: then as it was. */
export async function moveTeamsPerson(db: Db, moved: { workspace: string; from: string; to: string }): Promise<void> {
  const { workspace, from, to } = moved;
  const known = await findTeamsPeople(db, workspace, [to]);
  if (known.has(to)) await db.run(forget, { workspace, member: from });
  else await db.run(move, moved);
}

/** By member; without those who are not known. */
export async function findTeamsPeople(
  db: Db,
  workspace: string,
  members: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (members.length === 0) return new Map();
  const rows = await db.all<Bound, { member_id: string; teams_id: string }>(
    dynamic((build) =>
      teams(build)
        .selectFrom('teams_people')
        .select(['member_id', 'teams_id'])
        .where('workspace_id', '=', workspace)
        .where('member_id', 'in', members),
    ),
    {},
  );
  return new Map(rows.map((row) => [row.member_id, row.teams_id]));
}
