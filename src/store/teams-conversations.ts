/** Conversations of Microsoft Teams that Sopwith is in, or was. */
import type { Db } from './database.ts';
import { type Bound, dynamic, type Param, query } from './query.ts';
import { type TeamsTables, teams } from './teams-tables.ts';

export interface TeamsConversation {
  readonly workspace: string;
  /** The Bot Framework's id, without a thread. */
  readonly id: string;
  readonly kind: 'personal' | 'group' | 'channel';
  /** Where its messages are sent to. Ends with a slash. */
  readonly serviceUrl: string;
  /** What Sopwith itself is called there (`28:…`). */
  readonly bot: string;
  /** Of a channel: its team, as the Bot Framework and as Microsoft Graph call it. */
  readonly team?: string;
  readonly group?: string;
  /** Of a personal chat: whose it is. */
  readonly member?: string;
}

type Saving = {
  workspace: string;
  id: string;
  kind: TeamsConversation['kind'];
  serviceUrl: string;
  bot: string;
  team: string | null;
  group: string | null;
  member: string | null;
  at: number;
};

const save = query((build, p: Param<Saving>) =>
  teams(build)
    .insertInto('teams_conversations')
    .values({
      workspace_id: p('workspace'),
      id: p('id'),
      kind: p('kind'),
      service_url: p('serviceUrl'),
      bot_id: p('bot'),
      team_id: p('team'),
      group_id: p('group'),
      member_id: p('member'),
      joined_at: p('at'),
      welcomed_at: null,
    })
    .onConflict((same) =>
      same.columns(['workspace_id', 'id']).doUpdateSet(({ ref, fn }) => ({
        kind: ref('excluded.kind'),
        service_url: ref('excluded.service_url'),
        bot_id: ref('excluded.bot_id'),
        // Not every activity says all of it.
        team_id: fn.coalesce('excluded.team_id', 'teams_conversations.team_id'),
        group_id: fn.coalesce('excluded.group_id', 'teams_conversations.group_id'),
        member_id: fn.coalesce('excluded.member_id', 'teams_conversations.member_id'),
        joined_at: fn.coalesce('teams_conversations.joined_at', 'excluded.joined_at'),
      })),
    ),
);

/** Adds one, or what is known better of it. Whoever speaks there is heard, so Sopwith is in it. */
export async function saveTeamsConversation(
  db: Db,
  conversation: TeamsConversation & { readonly at: number },
): Promise<void> {
  const { team = null, group = null, member = null, ...known } = conversation;
  await db.run(save, { ...known, team, group, member });
}

const left = query((build, p: Param<{ workspace: string; id: string }>) =>
  teams(build)
    .updateTable('teams_conversations')
    .set({ joined_at: null, welcomed_at: null })
    .where('workspace_id', '=', p('workspace'))
    .where((either) => either.or([either('id', '=', p('id')), either('team_id', '=', p('id'))])),
);

/** Sopwith was removed from a chat, or from a team with all its channels: `id` is either's. */
export async function leaveTeamsConversation(db: Db, where: { workspace: string; id: string }): Promise<void> {
  await db.run(left, where);
}

const back = query((build, p: Param<{ workspace: string; team: string; at: number }>) =>
  teams(build)
    .updateTable('teams_conversations')
    .set({ joined_at: p('at') })
    .where('workspace_id', '=', p('workspace'))
    .where('team_id', '=', p('team'))
    .where('joined_at', 'is', null),
);

/** Sopwith was added to a team again: it is in all channels of it that it knew. */
export async function rejoinTeam(db: Db, where: { workspace: string; team: string; at: number }): Promise<void> {
  await db.run(back, where);
}

const welcome = query((build, p: Param<{ workspace: string; id: string; at: number }>) =>
  teams(build)
    .updateTable('teams_conversations')
    .set({ welcomed_at: p('at') })
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id'))
    .where('welcomed_at', 'is', null),
);

/** True for the one who is to say it. */
export async function isFirstTeamsWelcome(
  db: Db,
  where: { workspace: string; id: string; at: number },
): Promise<boolean> {
  return (await db.run(welcome, where)) === 1;
}

const byId = query((build, p: Param<{ workspace: string; id: string }>) =>
  teams(build)
    .selectFrom('teams_conversations')
    .selectAll()
    .where('workspace_id', '=', p('workspace'))
    .where('id', '=', p('id'))
    .where('joined_at', 'is not', null),
);

const here = query((build, p: Param<{ workspace: string; id: string; team: string }>) =>
  teams(build)
    .selectFrom('teams_conversations')
    .select('id')
    .where('workspace_id', '=', p('workspace'))
    .where('joined_at', 'is not', null)
    .where((either) => either.or([either('id', '=', p('id')), either('team_id', '=', p('team'))])),
);

/** Whether Sopwith is in a conversation, or in the team of it. */
export async function isInTeamsConversation(
  db: Db,
  where: { workspace: string; id: string; team: string },
): Promise<boolean> {
  return (await db.one(here, where)) !== undefined;
}

/** Undefined if Sopwith is not in it (any more). */
export async function findTeamsConversation(
  db: Db,
  where: { workspace: string; id: string },
): Promise<TeamsConversation | undefined> {
  const row = await db.one(byId, where);
  return row && conversationOf(row);
}

const personal = query((build, p: Param<{ workspace: string; member: string }>) =>
  teams(build)
    .selectFrom('teams_conversations')
    .selectAll()
    .where('workspace_id', '=', p('workspace'))
    .where('member_id', '=', p('member'))
    .where('kind', '=', 'personal')
    .where('joined_at', 'is not', null),
);

/** Somebody's chat with Sopwith. */
export async function findTeamsChat(
  db: Db,
  where: { workspace: string; member: string },
): Promise<TeamsConversation | undefined> {
  const row = await db.one(personal, where);
  return row && conversationOf(row);
}

/** Some of a workspace: any of them says where Teams is reached, and those of channels which teams there are. */
export async function listTeamsConversations(
  db: Db,
  { workspace, kind, limit }: { workspace: string; kind?: TeamsConversation['kind']; limit: number },
): Promise<readonly TeamsConversation[]> {
  const rows = await db.all<Bound, TeamsTables['teams_conversations']>(
    dynamic((build) => {
      const all = teams(build)
        .selectFrom('teams_conversations')
        .selectAll()
        .where('workspace_id', '=', workspace)
        .where('joined_at', 'is not', null)
        .orderBy('id')
        .limit(limit);
      return kind === undefined ? all : all.where('kind', '=', kind);
    }),
    {},
  );
  return rows.map(conversationOf);
}

function conversationOf(row: TeamsTables['teams_conversations']): TeamsConversation {
  return {
    ...{ workspace: row.workspace_id, id: row.id, kind: row.kind, serviceUrl: row.service_url, bot: row.bot_id },
    ...(row.team_id === null ? {} : { team: row.team_id }),
    ...(row.group_id === null ? {} : { group: row.group_id }),
    ...(row.member_id === null ? {} : { member: row.member_id }),
  };
}
