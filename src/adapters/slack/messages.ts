/** What people write where the bot listens: evidence in a run's thread, phrases to it by name or alone with it, documents. */
import type { App } from '@slack/bolt';
import { optional } from '../../engine/optional.ts';
import { addressedIn } from '../../runtime/message.ts';
import { createSeen } from '../../runtime/seen.ts';
import type { Asker } from './asker.ts';
import { sayIn } from './commands.ts';
import { answering, whoAsks } from './guarded.ts';
import { offering } from './offer.ts';
import type { Parts } from './parts.ts';
import { type Recording, recorded } from './recording.ts';
import type { Team } from './teams.ts';
import { authorOf, filesOf, type Written } from './written.ts';

export function listenToMessages(app: App, parts: Parts): void {
  const seen = createSeen();

  app.event('message', async ({ event: written, body }) => {
    const user = authorOf(written);
    const team = await parts.teams.find(body.team_id);
    if (user === undefined || !team || seen.before(body.event_id)) return;
    const isDirect = written.channel_type === 'im';
    // A mention comes once more, as a mention.
    if (!isDirect && callsBot(team, written)) return;
    const where = whereOf(written);
    const run = await runAt(parts, team, where);
    // Talk between people: nobody needs to know who they are.
    if (!isDirect && run === undefined) return offering(parts, team, { written, user, ...where });
    const asker = await whoAsks(parts, { team: team.id, user }, { ...where, isDirect });
    if (!asker || asker.member.kind === 'bot') return;
    const recording = { written, key: `slack:${body.event_id}`, run };
    if (isDirect) return addressed(parts, asker, recording);
    return answering(parts, asker, () => recorded(parts, asker, recording));
  });

  app.event('app_mention', async ({ event: written, body }) => {
    const user = authorOf(written);
    const team = await parts.teams.find(body.team_id);
    if (user === undefined || !team || seen.before(body.event_id)) return;
    const where = whereOf(written);
    const asker = await whoAsks(parts, { team: team.id, user }, where);
    if (!asker || asker.member.kind === 'bot') return;
    await addressed(parts, asker, { written, key: `slack:${body.event_id}`, run: await runAt(parts, team, where) });
  });
}

interface Place {
  readonly channel: string;
  readonly thread?: string;
}

function whereOf({ channel, thread_ts }: Written & { readonly channel: string }): Place {
  return { channel, ...optional('thread', thread_ts) };
}

function callsBot({ botUser }: Team, { text = '' }: Written): boolean {
  return text.includes(`<@${botUser}>`);
}

/** The run whose thread it is. */
async function runAt(parts: Parts, team: Team, { channel, thread }: Place): Promise<string | undefined> {
  if (thread === undefined) return undefined;
  return parts.conversation.runOfThread({ workspace: team.workspace, place: `slack:${channel}`, thread });
}

/** What is said to the bot. */
async function addressed(parts: Parts, asker: Asker, { written, key, run }: Recording): Promise<void> {
  const bare = (written.text ?? '').replaceAll(`<@${asker.team.botUser}>`, '').trim();
  const meant = addressedIn({ text: bare, hasFiles: filesOf(written).length > 0, run });
  if (meant.type === 'phrase') return sayIn(parts, asker, { text: meant.text, key });
  // Called by name it is meant; alone with the bot people talk too.
  const isEvidence = asker.isDirect !== true;
  return answering(parts, asker, () => recorded(parts, asker, { written, key, run, isEvidence }));
}
