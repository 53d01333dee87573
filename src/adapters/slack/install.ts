/** Adding the app to a workspace: `/slack/install` asks Slack, `/slack/oauth_redirect` is where people come back. */
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { webApi } from '@slack/bolt';
import { InstallProvider } from '@slack/oauth';
import { Hono } from 'hono';
import { SCOPE_NAMES } from './scopes.ts';
import type { SlackSettings } from './settings.ts';
import type { Teams } from './teams.ts';

interface Installing {
  readonly settings: SlackSettings;
  readonly client: NonNullable<SlackSettings['client']>;
  readonly teams: Teams;
  /** Signs the state that travels through Slack. */
  readonly secret: string;
  readonly logger: webApi.WebClientOptions['logger'];
  readonly failed: (error: unknown) => void;
}

export function installRoutes({
  settings,
  client,
  teams,
  secret,
  logger,
  failed,
}: Installing): Hono<{ Bindings: HttpBindings }> {
  const { apiUrl, publicUrl = '' } = settings;
  const installer = new InstallProvider({
    ...{ clientId: client.id, clientSecret: client.secret, stateSecret: secret, directInstall: true },
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 } },
    authorizationUrl: new URL('../oauth/v2/authorize', apiUrl).href,
    ...(logger && { logger }),
    installationStore: {
      async storeInstallation({ bot, user, isEnterpriseInstall }) {
        if (isEnterpriseInstall || !bot)
          throw new Error('the app is added to single workspaces, not to a whole organisation');
        await teams.install(bot.token, user.id);
      },
      async fetchInstallation() {
        throw new Error('installations are read through Teams');
      },
    },
  });
  const options = { scopes: [...SCOPE_NAMES], redirectUri: `${publicUrl}/slack/oauth_redirect` };
  const routes = new Hono<{ Bindings: HttpBindings }>();

  routes.get('/slack/install', async (c) => {
    await installer.handleInstallPath(c.env.incoming, c.env.outgoing, {}, options);
    return RESPONSE_ALREADY_SENT;
  });
  routes.get('/slack/oauth_redirect', async (c) => {
    await installer.handleCallback(c.env.incoming, c.env.outgoing, {
      success: (_installation, _options, _request, response) => page(response, 200, ADDED),
      failure: (error, _options, _request, response) => {
        failed(error);
        page(response, 400, NOT_ADDED);
      },
    });
    return RESPONSE_ALREADY_SENT;
  });
  return routes;
}

const ADDED = [
  'Sopwith is in your workspace',
  'Back in Slack, type /sop help in any channel. You may close this page.',
];
const NOT_ADDED = [
  'Sopwith was not added',
  'Slack did not confirm it, or the page was open for too long. Begin again at /slack/install.',
];

function page(response: HttpBindings['outgoing'], status: number, [title, text]: readonly string[]): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(
    `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>${title}</title><style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1.5rem}</style><h1>${title}</h1><p>${text}</p></html>`,
  );
}
