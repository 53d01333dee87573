/** Somebody at Slack. Whatever a person does waits until the app has acknowledged it, and throws `NotTaken` if it does not. */
import { envelope } from './events.ts';
import { installs } from './install.ts';
import { messageOf, messagesIn, viewRead } from './reading.ts';
import type { UserRow } from './rows.ts';
import type { Message, View } from './surface.ts';
import { type Touching, touching } from './touching.ts';
import { brings, type World } from './world.ts';
import { type Writing, writing } from './writing.ts';

export interface Person extends Writing, Touching {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  /** `<@U…>`. */
  readonly mention: string;
  readonly token: string;
  /** Opens the app's home tab. */
  opensHome(): Promise<void>;
  home(): View | undefined;
  /** The modal on top. */
  modal(): View | undefined;
  /** Messages that nobody else sees, oldest first. */
  whispers(): Message[];
  /** What stands in the conversation with the app alone, oldest first. */
  direct(): Message[];
  /** Follows the app's install page to the end. Gives the status and text of the last page. */
  installs(page: string): Promise<{ readonly status: number; readonly text: string }>;
}

export function personOf(world: World, user: UserRow): Person {
  const { workspace } = world;
  const { rows, bot } = workspace;
  const token = workspace.tokenOf(user.name);
  const mine = () => rows.views.all().filter((one) => one.user_id === user.user_id);
  const home = () => mine().find((one) => one.type === 'home');
  return {
    ...{ id: user.user_id, name: user.name, realName: user.real_name, mention: `<@${user.user_id}>`, token },
    ...writing(world, token),
    ...touching(world, user, token),
    opensHome: async () => {
      const shown = home();
      const event = {
        ...{ type: 'app_home_opened', user: user.user_id, tab: 'home', event_ts: `${Date.now() / 1_000}` },
        ...{
          channel: await directChannel(world, user),
          ...(shown === undefined ? {} : { view: { id: shown.view_id } }),
        },
      };
      await brings(world, 'events_api', envelope(workspace, event));
    },
    home: () => {
      const row = home();
      return row === undefined ? undefined : viewRead(row);
    },
    modal: () => {
      const row = mine().findLast((one) => one.type === 'modal');
      return row === undefined ? undefined : viewRead(row);
    },
    whispers: () => rows.ephemeralMessages.findBy('target_user', user.user_id).map((row) => messageOf(workspace, row)),
    direct: () => {
      const between = rows.channels
        .all()
        .find((one) => one.is_im && one.members.includes(user.user_id) && one.members.includes(bot.userId));
      return between === undefined ? [] : messagesIn(workspace, between.channel_id);
    },
    installs: (page) => installs(world, user.user_id, page),
  };
}

async function directChannel(world: World, user: UserRow): Promise<string> {
  return writing(world, world.workspace.tokenOf(user.name)).opensDirect();
}
