/** The payloads of commands, actions, forms and shortcuts, with the fields that Slack sends. */
import { APP_ID } from './app.ts';
import { dressedMessage } from './dress.ts';
import type { Workspace } from './emulator.ts';
import type { StateValues } from './input.ts';
import type { Json } from './json.ts';
import type { ChannelRow, MessageRow, UserRow, ViewRow } from './rows.ts';

export interface Actor {
  readonly workspace: Workspace;
  readonly user: UserRow;
}

export function slashCommand(
  { workspace, user }: Actor,
  {
    command,
    text,
    channel,
    trigger,
    responseUrl,
  }: { command: string; text: string; channel: ChannelRow; trigger: string; responseUrl: string },
): Json {
  return {
    ...{
      token: 'no-longer-used',
      team_id: workspace.id,
      team_domain: workspace.domain,
      is_enterprise_install: 'false',
    },
    ...{ channel_id: channel.channel_id, channel_name: nameOf(channel), user_id: user.user_id, user_name: user.name },
    ...{ command, text, api_app_id: APP_ID, response_url: responseUrl, trigger_id: trigger },
  };
}

interface OnMessage {
  readonly message: MessageRow;
  readonly channel: ChannelRow;
  readonly responseUrl: string;
}

/** An ephemeral message is not in the payload: the app gets only its address. */
export function messageAction(
  actor: Actor,
  on: OnMessage,
  more: { action: Json; state: StateValues; trigger: string },
): Json {
  const { message, channel, responseUrl } = on;
  const isEphemeral = message.target_user !== undefined;
  return {
    ...{ type: 'block_actions', ...common(actor, more.trigger), response_url: responseUrl },
    container: {
      ...{ type: 'message', message_ts: message.ts, channel_id: channel.channel_id, is_ephemeral: isEphemeral },
      ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    },
    channel: { id: channel.channel_id, name: nameOf(channel) },
    ...(isEphemeral ? {} : { message: dressedMessage(actor.workspace, message) }),
    ...{ state: { values: more.state }, actions: [more.action] },
  };
}

export function viewAction(
  actor: Actor,
  view: ViewRow,
  more: { action: Json; state: StateValues; trigger: string },
): Json {
  return {
    ...{ type: 'block_actions', ...common(actor, more.trigger), container: { type: 'view', view_id: view.view_id } },
    ...{ view: viewOf(view, more.state), actions: [more.action] },
  };
}

export function viewSubmission(actor: Actor, view: ViewRow, more: { state: StateValues; trigger: string }): Json {
  return { type: 'view_submission', ...common(actor, more.trigger), view: viewOf(view, more.state), response_urls: [] };
}

export function viewClosed(actor: Actor, view: ViewRow, state: StateValues): Json {
  const { trigger_id: _, ...rest } = common(actor, '');
  return { type: 'view_closed', ...rest, view: viewOf(view, state), is_cleared: false };
}

export function globalShortcut(actor: Actor, callbackId: string, trigger: string): Json {
  return { type: 'shortcut', ...common(actor, trigger), callback_id: callbackId, action_ts: now() };
}

export function messageShortcut(actor: Actor, on: OnMessage, more: { callbackId: string; trigger: string }): Json {
  const { message, channel, responseUrl } = on;
  return {
    ...{ type: 'message_action', ...common(actor, more.trigger), callback_id: more.callbackId, action_ts: now() },
    ...{
      channel: { id: channel.channel_id, name: nameOf(channel) },
      response_url: responseUrl,
      message_ts: message.ts,
    },
    message: dressedMessage(actor.workspace, message),
  };
}

export function suggestion(actor: Actor, where: Json, asked: { block: Json; element: Json; value: string }): Json {
  const { trigger_id: _, ...rest } = common(actor, '');
  const { block, element, value } = asked;
  return { type: 'block_suggestion', ...rest, ...where, action_id: element.action_id, block_id: block.block_id, value };
}

export function viewOf(view: ViewRow, state: StateValues): Json {
  return {
    ...{ id: view.view_id, team_id: view.team_id, type: view.type, title: view.title, close: view.close },
    ...{ submit: view.submit, blocks: view.blocks, private_metadata: view.private_metadata },
    ...{ callback_id: view.callback_id, external_id: view.external_id, state: { values: state }, hash: view.hash },
    ...{ clear_on_close: view.clear_on_close, notify_on_close: view.notify_on_close, root_view_id: view.root_view_id },
    ...{ previous_view_id: view.previous_view_id ?? null, app_id: view.app_id, bot_id: view.bot_id },
    app_installed_team_id: view.team_id,
  };
}

export function now(): string {
  return (Date.now() / 1_000).toFixed(6);
}

function common({ workspace, user }: Actor, trigger: string) {
  const { id, domain } = workspace;
  return {
    ...{ token: 'no-longer-used', api_app_id: APP_ID, trigger_id: trigger, team: { id, domain } },
    ...{ user: { id: user.user_id, username: user.name, name: user.name, team_id: id } },
    ...{ enterprise: null, is_enterprise_install: false },
  };
}

function nameOf(channel: ChannelRow): string {
  return channel.is_im ? 'directmessage' : channel.is_private ? 'privategroup' : channel.name;
}
