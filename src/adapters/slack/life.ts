/** The app's own life in a workspace: removed, its token revoked, people who change. */
import type { App } from '@slack/bolt';
import type { Parts } from './parts.ts';

export function listenToLife(app: App, parts: Parts): void {
  const forget = async (team: string): Promise<void> => {
    if (!(await parts.teams.remove(team))) return;
    parts.channels.forget(team);
    parts.sight.forget(team);
    parts.log.warn({ team }, 'the app was removed from a Slack workspace; what it recorded stays');
  };

  app.event('app_uninstalled', ({ body }) => forget(body.team_id));
  app.event('tokens_revoked', async ({ event, body }) => {
    const bots = event.tokens.bot ?? [];
    if (bots.length > 0) await forget(body.team_id);
  });
  app.event('user_change', async ({ event, body }) => {
    const team = await parts.teams.find(body.team_id);
    if (team) await parts.people.changed(team, event.user);
  });
  app.event('member_left_channel', async ({ event, body }) => {
    const team = await parts.teams.find(body.team_id);
    if (!team) return;
    if (team.botUser === event.user) parts.channels.left(team.id, event.channel);
    else parts.sight.left(team.id, event.user, event.channel);
  });
}
