/** What Slack knows of the app: one app, installed in one or many workspaces. */
export const APP_ID = 'A0SOPWITH1';
export const SIGNING_SECRET = 'signing-secret-of-the-stand-in';
export const CLIENT_ID = '111.222';
export const CLIENT_SECRET = 'client-secret-of-the-stand-in';
export const APP_TOKEN = 'xapp-1-A0SOPWITH1-stand-in';

/** What a bot is granted where a test says nothing else. */
export const BOT_SCOPES: readonly string[] = [
  ...['app_mentions:read', 'chat:write', 'commands', 'team:read'],
  ...['channels:history', 'channels:read', 'groups:history', 'groups:read'],
  ...['im:history', 'im:read', 'im:write', 'mpim:history', 'mpim:read'],
  ...['files:read', 'files:write', 'reactions:read', 'reactions:write'],
  ...['users:read', 'users:read.email', 'usergroups:read'],
];

/** People do in their own client whatever they like. */
export const PERSON_SCOPES: readonly string[] = [
  ...BOT_SCOPES,
  ...['channels:write', 'channels:manage', 'channels:join', 'groups:write', 'mpim:write'],
];
