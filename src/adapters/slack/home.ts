/** App Home: what waits for whoever opens it. It is drawn when it is opened, and again while something changes. */
import type { App } from '@slack/bolt';
import { toHomeView } from '../../cards/block-kit.ts';
import { remember } from '../../runtime/remember.ts';
import { createUnderWay } from '../../runtime/under-way.ts';
import { codeOf } from './chat-errors.ts';
import { formatOf } from './format.ts';
import type { Parts } from './parts.ts';
import type { Team } from './teams.ts';

/** Changes are gathered for so long before the pages are drawn again, in milliseconds. */
const GATHERED = 2_000;
/** Pages kept up to date at most, in one workspace: those opened last. */
const MOST = 50;
/** How long a stop waits for the page that is being drawn, in milliseconds. */
const PATIENCE = 5_000;

export interface Homes {
  /** Something in a workspace changed: open pages of it are drawn again soon. */
  changed(workspace: string): void;
  /** Draws nothing more, once what is being drawn is. */
  stop(): Promise<void>;
}

export function listenToHome(app: App, parts: Parts): Homes {
  /** Who opened their page, by workspace. */
  const opened = new Map<string, Map<string, true>>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const drawing = createUnderWay();
  let isStopped = false;

  const publish = async (team: Team, user: string): Promise<void> => {
    const member = await parts.people.known(team, user);
    const { cards, names } = await parts.conversation.home(team.workspace, member.id);
    await team.client.views.publish({
      user_id: user,
      view: toHomeView(cards, formatOf(team, names, { zone: member.timeZone, locale: member.locale })),
    });
  };

  const redraw = async (workspace: string): Promise<void> => {
    waiting.delete(workspace);
    const team = await parts.teams.ofWorkspace(workspace);
    if (!team) return;
    for (const user of opened.get(workspace)?.keys() ?? []) {
      if (isStopped) return;
      await publish(team, user).catch((error: unknown) => {
        opened.get(workspace)?.delete(user);
        if (codeOf(error) !== 'not_enabled') parts.log.warn({ err: error, workspace }, 'App Home could not be drawn');
      });
    }
  };

  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return;
    const team = await parts.teams.find(body.team_id);
    if (!team) return;
    const users = opened.get(team.workspace) ?? new Map<string, true>();
    remember(MOST, users, [event.user, true]);
    opened.set(team.workspace, users);
    await publish(team, event.user);
  });

  return {
    changed(workspace) {
      if (isStopped || !opened.has(workspace) || waiting.has(workspace)) return;
      const timer = setTimeout(() => {
        drawing
          .during(() => redraw(workspace))
          .catch((error: unknown) => {
            parts.log.warn({ err: error, workspace }, 'App Home could not be drawn');
          });
      }, GATHERED).unref();
      waiting.set(workspace, timer);
    },
    async stop() {
      isStopped = true;
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
      await drawing.ended(PATIENCE);
    },
  };
}
