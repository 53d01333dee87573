/** Why Slack did not take a message, and what that means for it. */
import { webApi } from '@slack/bolt';
import { ChatError } from '../../runtime/ports.ts';

/** Where Slack says so in its answer, and not for how long, in milliseconds. */
const UNSAID = 30_000;

/** Milliseconds that Slack asks to wait; undefined if the error is another. */
export function waitOf(error: unknown): number | undefined {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter * 1_000;
  return codeOf(error) === 'ratelimited' ? UNSAID : undefined;
}

/** Slack's word for what is wrong (`not_in_channel`); empty if it did not come to an answer. */
export function codeOf(error: unknown): string {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : '';
}

/** The card itself is not accepted: it is said in plain words instead. */
export function isUndrawable(error: unknown): boolean {
  return ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long'].includes(codeOf(error));
}

/** As the runtime understands it. Anything unknown is tried again, and parked after a while. */
export function chatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  const after = waitOf(error);
  if (after !== undefined) return new ChatError('wait', 'Slack asks to wait.', { after, cause: error });
  const code = codeOf(error);
  if (GONE.includes(code)) return new ChatError('gone', 'The message is not there any more.', { cause: error });
  const advice = code === 'missing_scope' ? scopeAdvice(error) : NEVER[code];
  const isPlaceGone = PLACES.includes(code);
  if (advice !== undefined) return new ChatError('never', advice, { cause: error, isPlaceGone });
  return new ChatError('retry', `Slack did not take it (${code === '' ? told(error) : code}); it is tried again.`, {
    cause: error,
  });
}

/** Why nothing can be said in a workspace that the app is not in: once it is back, all of it can. */
export const NOT_HERE = 'The app is not in this Slack workspace any more. Add it again, then deliver again.';

/** The message, or the one whose thread it belongs to, is not there or not ours any more. */
const GONE = [
  ...['message_not_found', 'cant_update_message', 'edit_window_closed'],
  ...['thread_not_found', 'cannot_reply_to_message', 'invalid_thread_ts'],
];

const AGAIN = 'Then have it posted again.';
const RECONNECT = `Slack does not accept the app's token any more. Add the app to the workspace again. ${AGAIN}`;

/** What is parked for these can be delivered once the app is in the workspace again. */
export const PARTED: readonly string[] = [NOT_HERE, RECONNECT];

const NEVER: Readonly<Record<string, string>> = {
  is_archived: `The channel is archived. Unarchive it, or run the SOP in another one. ${AGAIN}`,
  is_inactive: 'The channel is archived, so its cards stay as they are.',
  channel_not_found: `The channel is not there, or it is private and I am not in it: /invite me there. ${AGAIN}`,
  not_in_channel: `I am not in the channel: /invite me there. ${AGAIN}`,
  restricted_action: `The workspace does not let me post there. An administrator can allow it. ${AGAIN}`,
  restricted_action_read_only_channel: `Only some people may post there. Choose another channel. ${AGAIN}`,
  restricted_action_thread_only_channel: `Only answers in threads are allowed there. Choose another channel. ${AGAIN}`,
  restricted_action_non_threadable_channel: `Threads are not allowed there. Choose another channel. ${AGAIN}`,
  messages_tab_disabled: `The app's Messages tab is off. An administrator turns it on at api.slack.com/apps, App Home. ${AGAIN}`,
  team_access_not_granted: `The organisation does not let the app into this workspace. An administrator can allow it. ${AGAIN}`,
  user_not_found: 'The person is not in this Slack workspace any more.',
  cannot_dm_bot: 'A bot cannot be written to.',
  token_revoked: RECONNECT,
  token_expired: RECONNECT,
  account_inactive: RECONNECT,
  invalid_auth: RECONNECT,
  not_authed: RECONNECT,
};

/** Nothing can be said in the channel any more. */
const PLACES = ['is_archived', 'is_inactive', 'channel_not_found', 'not_in_channel'];

/** Which permission is missing, and where to give it. */
export function scopeAdvice(error: unknown): string {
  const data: object = error instanceof webApi.WebAPIPlatformError ? error.data : {};
  const scope = 'needed' in data && typeof data.needed === 'string' ? data.needed : 'a scope';
  return `Slack says that ${scope} is missing. Add it at api.slack.com/apps, OAuth & Permissions, Scopes, and reinstall the app. ${AGAIN}`;
}

function told(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
