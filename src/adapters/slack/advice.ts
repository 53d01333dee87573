/** What an administrator must mend before the app works, each with the page to open. */
import { codeOf } from './chat-errors.ts';
import { SCOPES, type Scope } from './scopes.ts';
import type { SlackSettings } from './settings.ts';
import type { Team } from './teams.ts';

const APPS = 'https://api.slack.com/apps';

/** Scopes that the workspace did not grant; nothing where Slack did not say which it did. */
export function scopesMissing({ scopes, name }: Team): readonly string[] {
  if (scopes.length === 0) return [];
  const missing = (Object.keys(SCOPES) as Scope[]).filter((scope) => !scopes.includes(scope));
  return missing.map(
    (scope) =>
      `${name}: the scope ${scope} is missing (needed to ${SCOPES[scope]}). Add it at ${APPS}, OAuth & Permissions, Bot Token Scopes, then press Reinstall to Workspace.`,
  );
}

/** In a sentence that names the page to open. `isFinal`: trying again does not help until somebody has mended it. */
export interface Advice {
  readonly advice: string;
  readonly isFinal: boolean;
}

const REFUSED = [
  ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired'],
  ...['not_allowed_token_type', 'user_removed_from_team', 'team_disabled'],
];

/** Why Slack did not let the app in. */
export function connectAdvice(error: unknown, { apiUrl }: SlackSettings): Advice {
  const code = codeOf(error);
  if (REFUSED.includes(code)) {
    const advice = `Slack refuses SLACK_BOT_TOKEN (${code}). Copy the Bot User OAuth Token from ${APPS}, OAuth & Permissions, and start again.`;
    return { advice, isFinal: true };
  }
  if (code === '') return unreached(error, apiUrl);
  const advice = `Slack answered ${code} to auth.test; it is tried again. Look at ${APPS}, OAuth & Permissions.`;
  return { advice, isFinal: false };
}

/** Why Socket Mode could not be opened. */
export function socketAdvice(error: unknown, { apiUrl }: SlackSettings): Advice {
  const code = codeOf(error);
  if (code === '') return unreached(error, apiUrl);
  const isFinal = REFUSED.includes(code);
  const then = isFinal ? 'Then start again.' : 'It is tried again.';
  const advice = `Slack refuses SLACK_APP_TOKEN (${code}). At ${APPS}, Basic Information, App-Level Tokens, make one with the scope connections:write, and turn Socket Mode on. ${then}`;
  return { advice, isFinal };
}

function unreached(error: unknown, apiUrl: string): Advice {
  const said = error instanceof Error ? error.message : 'no connection';
  const advice = `Slack could not be reached at ${apiUrl} (${said}). Check the network, and https://slack-status.com; it is tried again.`;
  return { advice, isFinal: false };
}
