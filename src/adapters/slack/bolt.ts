/** Slack's own dispatch of what comes in, told in whose name it is answered. */
import { App, ErrorCode, type Receiver } from '@slack/bolt';
import type { UnderWay } from '../../runtime/under-way.ts';
import type { slackLogger } from './logger.ts';
import type { SlackSettings } from './settings.ts';
import type { Teams } from './teams.ts';

interface Dispatching {
  readonly receiver: Receiver;
  readonly settings: SlackSettings;
  readonly teams: Teams;
  readonly underWay: UnderWay;
  readonly logger: ReturnType<typeof slackLogger>;
  /** Requests of workspaces that are not known (yet) are put into it. */
  readonly unheard: WeakSet<object>;
  readonly failed: (error: unknown) => void;
}

export function createBolt({ receiver, settings, teams, underWay, logger, unheard, failed }: Dispatching): App {
  const app = new App({
    ...{ receiver, logger, extendedErrorHandler: true },
    clientOptions: { slackApiUrl: settings.apiUrl, retryConfig: { retries: 0 } },
    authorize: async ({ teamId = '' }) => {
      const team = await teams.find(teamId);
      if (!team) throw new Error(`the app is not installed in ${teamId}`);
      return { botToken: team.token, botId: team.botId, botUserId: team.botUser, teamId };
    },
  });
  app.error(async ({ error, body }: { readonly error: Error; readonly body: object }) => {
    if ('code' in error && error.code === ErrorCode.AuthorizationError) unheard.add(body);
    failed(error);
  });
  app.use(({ next }) => underWay.during(next));
  return app;
}
