/** The Slack workspaces that this process serves, each with the client that speaks for the bot there. */
import { webApi } from '@slack/bolt';
import type { Clock } from '../../runtime/ports.ts';
import type { Seal } from '../../runtime/sealed.ts';
import type { Database } from '../../store/database.ts';
import {
  findSlackInstallation,
  removeSlackInstallation,
  type SlackInstallation,
  saveSlackInstallation,
} from '../../store/slack-installations.ts';
import { findWorkspace, saveWorkspace } from '../../store/workspaces.ts';
import type { SlackClient } from './client.ts';
import type { SlackSettings } from './settings.ts';

/** `scopes` are empty where Slack did not say. */
export interface Team extends Pick<SlackInstallation, 'workspace' | 'name' | 'url' | 'botId' | 'botUser' | 'scopes'> {
  /** Slack's id (`T1`). */
  readonly id: string;
  readonly token: string;
  readonly client: SlackClient;
  /** IANA name of the workspace's zone. */
  readonly timeZone: string;
}

export interface Teams {
  /** Undefined if the app is not installed there (any more). */
  find(team: string): Promise<Team | undefined>;
  ofWorkspace(workspace: string): Promise<Team | undefined>;
  /** The token that was given as a setting was not answered yet: its workspace is not known, but may soon be. */
  isOpening(): boolean;
  /** Slack does not accept that token. */
  refused(): void;
  /** Takes up the workspace that a token belongs to, asking Slack. Throws what the client throws. */
  connect(token: string): Promise<Team>;
  /** Somebody added the app to their workspace. Throws what the client throws. */
  install(token: string, installedBy: string): Promise<Team>;
  /**
   * The app was removed from it, or its token revoked: the token is forgotten. False if the token is good all the same:
   * the app was added once more before the news came.
   */
  remove(team: string): Promise<boolean>;
}

/** How long Slack may take for one call, in milliseconds. */
const PATIENCE = 10_000;

export function workspaceOf(team: string): string {
  return `slack-${team}`;
}

interface Made {
  readonly db: Database;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly settings: SlackSettings;
  readonly logger: webApi.WebClientOptions['logger'];
}

export function createTeams({ db, clock, seal, settings, logger }: Made): Teams {
  /** By token: a new installation brings a new one. */
  const clients = new Map<string, SlackClient>();
  /** The workspace of the token that was given as a setting. */
  let configured: Team | undefined;
  let isOpening = settings.botToken !== undefined;

  const clientOf = (token: string): SlackClient => {
    const known = clients.get(token);
    if (known) return known;
    const client: SlackClient = new webApi.WebClient(token, {
      slackApiUrl: settings.apiUrl,
      allowAbsoluteUrls: false,
      timeout: settings.patience ?? PATIENCE,
      fetch: saying,
      // What fails is tried again by whoever knows whether it may have been done: effects look for their message first.
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      ...(logger && { logger }),
    });
    clients.set(token, client);
    return client;
  };

  const asked = async (token: string): Promise<Team> => {
    const client = clientOf(token);
    const said = await client.auth.test();
    const team = said.team_id ?? '';
    const workspace = workspaceOf(team);
    const known = await findWorkspace(db, workspace);
    const name = said.team ?? known?.name ?? team;
    const timeZone = known?.timeZone ?? 'UTC';
    await saveWorkspace(db, { id: workspace, name, timeZone, at: clock.now() });
    return {
      ...{ id: team, workspace, name, url: said.url ?? '', botId: said.bot_id ?? '', botUser: said.user_id ?? '' },
      ...{ token, scopes: said.response_metadata?.scopes ?? [], client, timeZone },
    };
  };

  /** The zone may have been learnt since. */
  const inZone = async (team: Omit<Team, 'timeZone'>): Promise<Team> => {
    const { timeZone = 'UTC' } = (await findWorkspace(db, team.workspace)) ?? {};
    return { ...team, timeZone };
  };

  const isGood = async (client: SlackClient): Promise<boolean> => {
    try {
      return (await client.auth.test()).ok;
    } catch {
      // What cannot be asked about is forgotten: Slack itself has said that it ended.
      return false;
    }
  };

  const opened = (row: SlackInstallation): Promise<Team> => {
    const token = seal.open(row.token, row.team);
    const { workspace, name, url, botId, botUser, scopes } = row;
    return inZone({ id: row.team, workspace, name, url, botId, botUser, scopes, token, client: clientOf(token) });
  };

  const find = async (team: string): Promise<Team | undefined> => {
    if (configured?.id === team) return inZone(configured);
    const row = await findSlackInstallation(db, team);
    return row && opened(row);
  };

  return {
    find,
    ofWorkspace: (workspace) => find(workspace.replace(/^slack-/, '')),
    isOpening: () => isOpening,
    refused: () => {
      isOpening = false;
    },
    async connect(token) {
      configured = await asked(token);
      isOpening = false;
      return configured;
    },
    async install(token, installedBy) {
      const team = await asked(token);
      const { id, workspace, name, url, botId, botUser, scopes } = team;
      await saveSlackInstallation(db, {
        ...{ workspace, team: id, name, url, botId, botUser, scopes: [...scopes], installedBy, at: clock.now() },
        token: seal.close(token, id),
      });
      return team;
    },
    async remove(team) {
      const known = await find(team);
      if (known && (await isGood(known.client))) return false;
      if (known) clients.delete(known.token);
      if (configured?.id === team) configured = undefined;
      await removeSlackInstallation(db, team);
      return true;
    },
  };
}

/** Where Slack says to wait, but not for how long, in seconds. */
const UNSAID = '30';

/** As `fetch`; a refusal for the rate always says how long to wait, without which the client takes it for a fault. */
const saying: NonNullable<webApi.WebClientOptions['fetch']> = async (url, init) => {
  const response = await fetch(url, init);
  if (response.status !== 429 || response.headers.has('retry-after')) return response;
  await response.body?.cancel();
  return new Response(null, { status: 429, headers: { 'retry-after': UNSAID } });
};
