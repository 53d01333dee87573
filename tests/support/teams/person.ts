/** Somebody of the tenant. Whatever a person does waits until the bot has answered, and throws `NotTaken` if it refuses. */
import { isJson, type Json } from '../slack/json.ts';
import { installation, members } from './activities.ts';
import type { Answers, Button } from './filling.ts';
import type { Message } from './held.ts';
import { invoke } from './invokes.ts';
import { look, type Pressing, press, submitDialog } from './pressing.ts';
import { type Saying, say } from './saying.ts';
import { BOT, type Place, type Someone } from './seed.ts';
import { chatOf, placeCalled, placeOf, taken, type World } from './world.ts';

export interface Person extends Someone {
  /** `@Ana Silva` */
  readonly mention: string;
  /** The id of their chat with the bot alone. */
  readonly chat: string;
  /** In their chat with the bot (`chat`), in the group chat (`group`), or as a new post in a channel (`Kitchen`). */
  says(place: string, words: string, more?: Saying): Promise<Message>;
  /** In the thread of a post, or of any message of that thread; in chats, which have none, beside it. */
  replies(to: Message, words: string, more?: Saying): Promise<Message>;
  /** See `press`. */
  presses(message: Message, button: Button, answers?: Answers, more?: Pressing): Promise<Json | undefined>;
  /** Sends the form of a dialog that opened. See `submitDialog`. */
  submits(dialog: Json, answers?: Answers, more?: { button?: Button; on?: Message }): Promise<Json | undefined>;
  /** The card of a message as they see it, if it refreshes for them. */
  sees(message: Message): Promise<Json | undefined>;
  /** Anything else that a client asks of a bot, where the message stands or in a place. Gives what the bot answers. */
  invokes(name: string, value: Json, where: Message | string): Promise<Json | undefined>;
  /** Puts the bot into a place. Only then, and in no message, it is told what Graph calls the team. */
  installs(place: string): Promise<void>;
  /** What stands in their chat with the bot, oldest first. */
  direct(): Message[];
}

export function personOf(world: World, someone: Someone): Person {
  const place = (name: string): Place => placeCalled(world, someone, name);
  return {
    ...someone,
    ...{ mention: `@${someone.name}`, chat: chatOf(world, someone) },
    says: (name, words, more) => say(world, someone, place(name), words, more),
    replies: ({ conversation }, words, more) => say(world, someone, placeOf(conversation), words, more),
    presses: (message, button, answers = {}, more = {}) => press(world, someone, message, button, { ...more, answers }),
    submits: (dialog, answers = {}, more = {}) => submitDialog(world, someone, { dialog, answers, ...more }),
    sees: (message) => look(world, someone, message),
    invokes: async (name, value, where) => {
      const { serviceUrl } = world;
      const there = typeof where === 'string' ? place(where) : placeOf(where.conversation);
      const on = typeof where === 'string' ? {} : { on: where.id };
      const body = await taken(
        world.desk.send(invoke({ by: someone, place: there, serviceUrl }, name, { value, ...on })),
      );
      return isJson(body) ? body : undefined;
    },
    installs: async (name) => {
      const scene = { by: someone, place: place(name), serviceUrl: world.serviceUrl };
      await taken(world.desk.send(installation(scene, 'add')));
      await taken(world.desk.send(members(scene, 'added', [BOT.id])));
    },
    direct: () => world.held.messages(chatOf(world, someone)),
  };
}
