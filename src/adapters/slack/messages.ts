/** What people write where the bot listens: evidence in a run's thread, phrases to it by name or alone with it, documents. */
import type { App } from '@slack/bolt';
import { optional } from '../../engine/optional.ts';
import { parsePhrase } from '../../runtime/phrase.ts';
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

/** What is said to the bot: a phrase; in a run's thread also what it is to record; a document alone is to be imported. */
async function addressed(parts: Parts, asker: Asker, { written, key, run }: Recording): Promise<void> {
  const bare = withoutSop((written.text ?? '').replaceAll(`<@${asker.team.botUser}>`, '').trim());
  const phrase = parsePhrase(bare);
  const isWordless = bare === '' && filesOf(written).length > 0;
  const isUnknown = phrase.type === 'unknown' && phrase.phrase === undefined;
  if (run !== undefined && (isWordless || isUnknown)) {
    // Called by name it is meant; alone with the bot people talk too.
    const isEvidence = asker.isDirect !== true;
    return answering(parts, asker, () => recorded(parts, asker, { written, key, run, isEvidence }));
  }
  // In a run's thread these are about that run, whichever is the newest of the channel.
  const isOfRun = (phrase.type === 'evidence' || phrase.type === 'cancel') && phrase.run === undefined;
  const text = run !== undefined && isOfRun ? `${phrase.type} ${run}` : bare;
  await sayIn(parts, asker, { text: isWordless ? 'import' : text, key });
}

/** `/sop run x` and `run x` are the same to a bot that was called by name. */
function withoutSop(text: string): string {
  return text.replace(/^\/?sop\s+/i, '');
}
