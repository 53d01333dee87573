/** The Slack workspaces that added the app. */
import type { Db } from './database.ts';
import { type Param, query } from './query.ts';
import { slack } from './slack-tables.ts';

export interface SlackInstallation {
  readonly workspace: string;
  /** Slack's id of the workspace (`T1`). */
  readonly team: string;
  readonly name: string;
  /** Its address at Slack, with a slash at the end. */
  readonly url: string;
  readonly botId: string;
  readonly botUser: string;
  /** Encrypted. */
  readonly token: string;
  readonly scopes: readonly string[];
  readonly installedBy: string;
}

const save = query((build, p: Param<Omit<SlackInstallation, 'scopes'> & { scopes: string; at: number }>) =>
  slack(build)
    .insertInto('slack_installations')
    .values({
      workspace_id: p('workspace'),
      team_id: p('team'),
      name: p('name'),
      url: p('url'),
      bot_id: p('botId'),
      bot_user_id: p('botUser'),
      token: p('token'),
      scopes: p('scopes'),
      installed_by: p('installedBy'),
      at: p('at'),
    })
    .onConflict((same) =>
      same.column('workspace_id').doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        url: ref('excluded.url'),
        bot_id: ref('excluded.bot_id'),
        bot_user_id: ref('excluded.bot_user_id'),
        token: ref('excluded.token'),
        scopes: ref('excluded.scopes'),
        installed_by: ref('excluded.installed_by'),
        at: ref('excluded.at'),
      })),
    ),
);

/** Adds an installation, or replaces that of the same workspace: a new one brings a new token. */
export async function saveSlackInstallation(
  db: Db,
  { scopes, ...installation }: SlackInstallation & { readonly at: number },
): Promise<void> {
  await db.run(save, { ...installation, scopes: scopes.join(',') });
}

const ofTeam = query((build, p: Param<{ team: string }>) =>
  slack(build).selectFrom('slack_installations').selectAll().where('team_id', '=', p('team')),
);

export async function findSlackInstallation(db: Db, team: string): Promise<SlackInstallation | undefined> {
  const row = await db.one(ofTeam, { team });
  return row && installation(row);
}

const remove = query((build, p: Param<{ team: string }>) =>
  slack(build).deleteFrom('slack_installations').where('team_id', '=', p('team')),
);

/** The app was removed, or its token revoked: the token is forgotten. What the workspace recorded stays. */
export async function removeSlackInstallation(db: Db, team: string): Promise<void> {
  await db.run(remove, { team });
}

function installation(row: {
  readonly workspace_id: string;
  readonly team_id: string;
  readonly name: string;
  readonly url: string;
  readonly bot_id: string;
  readonly bot_user_id: string;
  readonly token: string;
  readonly scopes: string;
  readonly installed_by: string;
}): SlackInstallation {
  return {
    ...{ workspace: row.workspace_id, team: row.team_id, name: row.name, url: row.url, botId: row.bot_id },
    ...{ botUser: row.bot_user_id, token: row.token, installedBy: row.installed_by },
    scopes: row.scopes.split(',').filter((scope) => scope !== ''),
  };
}
