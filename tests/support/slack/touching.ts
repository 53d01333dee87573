/** What a person types after a slash, taps and fills in. It is found in what the emulator holds, as a person finds it. */

import type { Answer } from './desk.ts';
import { fileOf } from './dress.ts';
import { type Entered, entry, fieldOf, missing, type StateValues, stateOf } from './input.ts';
import { isJson, type Json, objects, text } from './json.ts';
import * as payloads from './payloads.ts';
import { say } from './response-url.ts';
import type { MessageRow, UserRow, ViewRow } from './rows.ts';
import { find, type Message, type View, type Wanted, words } from './surface.ts';
import { afterSubmission, type Submitted } from './view-stack.ts';
import { brings, channelNamed, triggerFor, type World } from './world.ts';
import { given, type Upload } from './writing.ts';

/** What a person enters into a form, by the label of the field, its `action_id` or its `block_id`. */
export type Filled = Readonly<Record<string, Entered | readonly Upload[]>>;

export interface Touching {
  /** `slash('ops', '/sop run x')`. What the app answers at once appears as Slack shows it. */
  slash(channel: string, line: string): Promise<Answer>;
  /**
   * Taps a button, an entry of a menu, or (with `choice`) changes a field. What is not shown now cannot be tapped, unless
   * `asSeen`: the person's screen still shows the message as it was passed here.
   */
  taps(where: Message | View, what: Wanted, choice?: Entered, options?: { readonly asSeen?: boolean }): Promise<Answer>;
  /** Fills and submits a view. Throws if a required field is empty: the client would not send it. */
  submits(view: View, values?: Filled): Promise<Submitted>;
  closes(view: View): Promise<void>;
  /** From the list of shortcuts, and from the menu of a message. */
  shortcut(callbackId: string): Promise<Answer>;
  messageShortcut(callbackId: string, message: Message): Promise<Answer>;
  /** Types into a select that asks the app for its options. Gives their words. */
  searches(where: Message | View, what: Wanted, typed: string): Promise<string[]>;
}

export function touching(world: World, user: UserRow, token: string): Touching {
  const { workspace, responses, violations } = world;
  const actor = { workspace, user };
  const me = { id: user.user_id, token };
  /** What this person has entered, by view or message. */
  const entered = new Map<string, StateValues>();

  /** Options that the app gave for what was typed. */
  const suggested = new Map<string, Json[]>();
  const offering = (key: string, element: Json): Json => {
    const options = suggested.get(`${key} ${text(element.action_id)}`);
    return options === undefined ? element : { ...element, options };
  };

  const enter = async (key: string, blocks: readonly Json[], values: Filled): Promise<void> => {
    for (const [name, value] of Object.entries(values)) {
      const { block, element } = fieldOf(blocks, name);
      put(key, block, entry(offering(key, element), await idsOf(value), lookUp), element);
    }
  };
  const put = (key: string, block: Json, held: Json, element: Json): void => {
    const [b, a] = [text(block.block_id), text(element.action_id)];
    const before = entered.get(key) ?? {};
    entered.set(key, { ...before, [b]: { ...before[b], [a]: held } });
  };
  const idsOf = async (value: Filled[string]): Promise<Entered> => {
    if (typeof value === 'string') return value;
    const files = value.filter((one): one is Upload => typeof one !== 'string');
    return files.length > 0 ? given(world, token, files) : value.map(String);
  };
  const lookUp = (id: string): Json => {
    const row = workspace.rows.files.findOneBy('file_id', id);
    if (row === undefined) throw new Error(`There is no file ${id}`);
    return fileOf(workspace, row);
  };
  const onMessage = (row: MessageRow) => {
    const isEphemeral = row.target_user !== undefined;
    const thread = row.thread_ts;
    const source = { ts: row.ts, isEphemeral, ...(thread === undefined ? {} : { thread }) };
    const where = { workspace, channel: row.channel_id, user: user.user_id, source };
    return {
      message: row,
      channel: channelNamed(world, row.channel_id),
      responseUrl: responses.open('actions', where),
    };
  };

  return {
    slash: async (channelName, line) => {
      const [, command = '', rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(line) ?? [];
      if (command === '') throw new Error(`${line} is no command`);
      const channel = channelNamed(world, channelName);
      const where = { workspace, channel: channel.channel_id, user: user.user_id };
      const responseUrl = responses.open('commands', where);
      const trigger = await triggerFor(world, me);
      const payload = payloads.slashCommand(actor, { command, text: rest.trim(), channel, trigger, responseUrl });
      const answer = await brings(world, 'slash_commands', payload);
      const body = isJson(answer.body) ? answer.body : { text: text(answer.body) };
      if (isJson(answer.body) || text(answer.body) !== '') await say(where, body, violations);
      return answer;
    },

    taps: async (where, what, choice, { asSeen = false } = {}) => {
      const surface = held(world, where);
      const blocks = asSeen ? where.blocks : (surface.row.blocks ?? []);
      const { block, element, option } = find(blocks, what);
      const key = keyOf(where);
      const chosen = choice === undefined ? undefined : entry(offering(key, element), choice, lookUp);
      if (chosen !== undefined) put(key, block, chosen, element);
      const action = actionOf({ block, element, option }, chosen);
      const state = stateOf(blocks, entered.get(key));
      const trigger = await triggerFor(world, me, surface.kind === 'view' ? surface.row.view_id : undefined);
      const payload =
        surface.kind === 'view'
          ? payloads.viewAction(actor, surface.row, { action, state, trigger })
          : payloads.messageAction(actor, onMessage(asSeen ? { ...surface.row, blocks } : surface.row), {
              action,
              state,
              trigger,
            });
      return brings(world, 'interactive', payload);
    },

    submits: async (view, values = {}) => {
      const row = heldView(world, view);
      if (row.submit === null) throw new Error(`"${words(row.title)}" has nothing to submit it with`);
      await enter(view.id, row.blocks, values);
      const state = stateOf(row.blocks, entered.get(view.id));
      const empty = missing(row.blocks, state);
      if (empty.length > 0) throw new Error(`The client asks for: ${empty.join(', ')}`);
      const trigger = await triggerFor(world, me, view.id);
      const answer = await brings(world, 'interactive', payloads.viewSubmission(actor, row, { state, trigger }));
      return afterSubmission(world, row, answer);
    },

    closes: async (view) => {
      const row = heldView(world, view);
      workspace.rows.views.delete(row.id);
      const state = stateOf(row.blocks, entered.get(view.id));
      if (row.notify_on_close) await brings(world, 'interactive', payloads.viewClosed(actor, row, state));
    },

    shortcut: async (callbackId) =>
      brings(world, 'interactive', payloads.globalShortcut(actor, callbackId, await triggerFor(world, me))),

    messageShortcut: async (callbackId, message) => {
      const surface = held(world, message);
      if (surface.kind === 'view') throw new Error('A view has no shortcuts');
      const trigger = await triggerFor(world, me);
      return brings(
        world,
        'interactive',
        payloads.messageShortcut(actor, onMessage(surface.row), { callbackId, trigger }),
      );
    },

    searches: async (where, what, typed) => {
      const surface = held(world, where);
      const { block, element } = find(surface.row.blocks ?? [], what);
      const state = stateOf(surface.row.blocks ?? [], entered.get(keyOf(where)));
      const container: Json =
        surface.kind === 'view'
          ? { view: payloads.viewOf(surface.row, state), container: { type: 'view', view_id: surface.row.view_id } }
          : { container: { type: 'message', message_ts: surface.row.ts, channel_id: surface.row.channel_id } };
      const asked = payloads.suggestion(actor, container, { block, element, value: typed });
      const { body } = await brings(world, 'interactive', asked);
      const options = isJson(body)
        ? [...objects(body.options), ...objects(body.option_groups).flatMap((one) => objects(one.options))]
        : [];
      suggested.set(`${keyOf(where)} ${text(element.action_id)}`, options);
      return options.map((one) => words(one.text));
    },
  };
}

type Surface =
  | { readonly kind: 'view'; readonly row: ViewRow }
  | { readonly kind: 'message'; readonly row: MessageRow };

/** As the emulator holds it now. */
function held(world: World, where: Message | View): Surface {
  if ('id' in where) return { kind: 'view', row: heldView(world, where) };
  const { rows } = world.workspace;
  const table = where.onlyFor === undefined ? rows.messages : rows.ephemeralMessages;
  const row = table.findBy('ts', where.ts).find((one) => one.channel_id === where.channel);
  if (row === undefined) throw new Error(`The message ${where.ts} is gone`);
  return { kind: 'message', row };
}

function heldView({ workspace }: World, view: View): ViewRow {
  const row = workspace.rows.views.findOneBy('view_id', view.id);
  if (row === undefined) throw new Error(`The view "${view.title}" is closed`);
  return row;
}

function keyOf(where: Message | View): string {
  return 'id' in where ? where.id : `${where.channel} ${where.ts}`;
}

/** The element as Slack sends it back, with what was chosen. */
function actionOf(
  { block, element, option }: { block: Json; element: Json; option: Json | undefined },
  chosen: Json | undefined,
): Json {
  const { type, action_id, text: label, value, style } = element;
  const isButton = type === 'button';
  return {
    ...{ type, action_id, block_id: block.block_id, action_ts: payloads.now() },
    ...(isButton
      ? { text: label, ...(value === undefined ? {} : { value }), ...(style === undefined ? {} : { style }) }
      : {}),
    ...(option === undefined ? {} : { selected_option: option }),
    ...chosen,
  };
}
