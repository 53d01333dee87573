/** Somebody presses a button of a card, and what the bot answers. */
import { isJson, type Json, objects, text } from '../slack/json.ts';
import type { Scene } from './activities.ts';
import { type Answers, type Button, buttonOn, filled } from './filling.ts';
import type { Message } from './held.ts';
import { type Executed, executed, taskFetch, taskSubmit } from './invokes.ts';
import { withClock } from './page.ts';
import { cardOf } from './reading.ts';
import { conversationOf, type Someone } from './seed.ts';
import { placeOf, playgroundDoes, taken, type World } from './world.ts';

export interface Pressing {
  /** Pressed on this card in place of the one that stands there now: on what was answered before, or on what was seen then. */
  readonly card?: Json;
}

/**
 * `Action.Execute`: gives the bot's answer (`{statusCode, type, value}`). A button that opens a dialog: `{task}`.
 * `Action.Submit`: what the bot says to a message, which is nothing. Throws `NotTaken` if the bot refuses.
 */
export async function press(
  world: World,
  by: Someone,
  message: Message,
  button: Button,
  { answers = {}, card }: Pressing & { readonly answers?: Answers } = {},
): Promise<Json | undefined> {
  const shown = card ?? cardOf(world.held.message(message.id) ?? { attachments: [] });
  if (shown === undefined) throw new Error(`There is no card any more to press ${JSON.stringify(button)} on`);
  const found = buttonOn(shown, button);
  const data = filled(found, answers);
  const scene = sceneOn(world, by, message);
  const done = { world, by, message, data };
  switch (found.action.type) {
    case 'Action.Execute':
      return execute(done, found.action);
    case 'Action.Submit':
      if (isJson(data.msteams) && data.msteams.type === 'task/fetch') {
        return answered(world, taskFetch(scene, message.id, data));
      }
      return submit(done);
    default:
      throw new Error(`${text(found.action.type)} concerns nobody but the client`);
  }
}

interface Done {
  readonly world: World;
  readonly by: Someone;
  readonly message: Message;
  readonly data: Json;
}

async function execute({ world, by, message, data }: Done, { verb, id, title }: Json): Promise<Json | undefined> {
  const named = { ...(id === undefined ? {} : { id }), ...(title === undefined ? {} : { title }) };
  const value = { action: { type: 'Action.Execute', ...named, verb, data }, trigger: 'manual' };
  const { delivery, forget } = expectFrom(world, by, message, 'invoke');
  await playgroundDoes(world, '_conversation/v1/invoke', { name: 'adaptiveCard/action', ...about(by, message), value })
    .catch((error: unknown) => {
      // It says no more than that the bot refused. The delivery knows what the bot said.
      if (!/ 502 /.test(String(error))) throw error;
    })
    .finally(forget);
  const body = await taken(await delivery);
  return isJson(body) ? body : undefined;
}

async function submit({ world, by, message, data: value }: Done): Promise<undefined> {
  const { delivery, forget } = expectFrom(world, by, message, 'message');
  await playgroundDoes(world, '_conversation/v1/submit', { ...about(by, message), value }).catch((error: unknown) => {
    forget();
    throw error;
  });
  await taken(await delivery);
  return undefined;
}

/** The form in a dialog, by what `press` gave. Gives what the bot answers: another dialog, a text, or undefined where it closes. */
export async function submitDialog(
  world: World,
  by: Someone,
  { dialog, answers, button, on }: { dialog: Json; answers: Answers; button?: Button; on?: Message },
): Promise<Json | undefined> {
  const card = dialogCard(dialog);
  const found = buttonOn(card, button ?? text(objects(card.actions)[0]?.title));
  const scene = on === undefined ? undefined : sceneOn(world, by, on);
  const place = { kind: 'personal', id: world.chats.get(by.id) ?? '' } as const;
  const where = scene ?? { by, place, serviceUrl: world.serviceUrl };
  return answered(world, taskSubmit(where, on?.id, filled(found, answers)));
}

/** The card in the dialog that the bot answered with. Throws if it opened none. */
export function dialogCard({ task }: Json): Json {
  const value = isJson(task) && isJson(task.value) ? task.value : {};
  if (!isJson(value.card) || !isJson(value.card.content)) throw new Error(`No dialog opens: ${JSON.stringify(task)}`);
  return value.card.content;
}

/** The card as this person sees it: a card with a `refresh` for them is asked for anew. */
export async function look(world: World, by: Someone, message: Message): Promise<Json | undefined> {
  const card = cardOf(world.held.message(message.id) ?? { attachments: [] });
  const { action, userIds } = isJson(card?.refresh) ? card.refresh : {};
  const isTheirs = !Array.isArray(userIds) || userIds.includes(by.id);
  if (!isJson(action) || !isTheirs) return card;
  const asked = executed(sceneOn(world, by, message), message.id, action as unknown as Executed, 'automatic');
  const answer = await answered(world, asked);
  return isJson(answer?.value) && answer.value.type === 'AdaptiveCard' ? answer.value : card;
}

async function answered({ desk }: World, activity: Json): Promise<Json | undefined> {
  const body = await taken(desk.send(activity));
  return isJson(body) ? body : undefined;
}

function sceneOn({ serviceUrl }: World, by: Someone, { conversation }: Message): Scene {
  return { by, place: placeOf(conversation), serviceUrl };
}

function about(by: Someone, { id, conversation }: Message): Json {
  return { conversation: { id: conversation }, from: { id: by.id }, replyToId: id };
}

/** The playground knows who presses; their clock and language it does not. */
function expectFrom({ desk }: World, by: Someone, { id, conversation }: Message, type: string) {
  return desk.expect({
    matches: (activity) =>
      activity.type === type &&
      activity.replyToId === id &&
      (activity.from as { readonly id?: string }).id === by.id &&
      (activity.conversation as { readonly id?: string }).id === conversationOf(placeOf(conversation)),
    dressed: withClock,
  });
}
