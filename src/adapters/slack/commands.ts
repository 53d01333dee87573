/** `/sop …` */
import type { App } from '@slack/bolt';
import { doneElsewhere } from '../../runtime/answering.ts';
import { elsewhere, parsePhrase } from '../../runtime/phrase.ts';
import { type Asker, placeOf, thereOf } from './asker.ts';
import { documentsIn } from './documents.ts';
import { changeGroup, groupPhrase } from './groups.ts';
import { answering, whoAsks } from './guarded.ts';
import type { Parts } from './parts.ts';
import { typed } from './said.ts';
import { told } from './told.ts';

/** Phrases after which something is posted where they were typed. */
const POSTING = ['run', 'import', 'new', 'revise', 'routine', 'template', 'digest_time'];

export function listenToCommands(app: App, parts: Parts): void {
  app.command('/sop', async ({ ack, command, respond }) => {
    await ack();
    const where = {
      channel: command.channel_id,
      trigger: command.trigger_id,
      respond: (said: object) => respond(said),
    };
    const asker = await whoAsks(parts, { team: command.team_id, user: command.user_id }, where);
    if (!asker) return;
    const key = `slack:${command.team_id}:${command.user_id}:${command.trigger_id}`;
    await sayIn(parts, asker, { text: command.text, key });
  });
}

/** Says a phrase as whoever asks, and shows them the answer. Throws nothing. */
export function sayIn(
  parts: Parts,
  asker: Asker,
  { text, key }: { readonly text: string; readonly key: string },
): Promise<void> {
  const other = elsewhere(text);
  // A form that asks for more is sent later: it remembers where.
  const asking = other ? { ...asker, elsewhere: other.channel } : asker;
  return answering(parts, asking, async () => {
    const group = groupPhrase(text);
    if (group) return changeGroup(parts, asker, { phrase: group, key });
    const there = thereOf(asking);
    const phrase = await typed(parts, asker.team, other?.phrase ?? text);
    const parsed = parsePhrase(phrase);
    const closed = POSTING.includes(parsed.type) ? await parts.channels.enter(there) : undefined;
    if (closed !== undefined) return told(closed);
    const files = parsed.type === 'import' ? await documentsIn(parts, asker, parsed.file) : [];
    const { workspace } = asker.team;
    const answer = await parts.conversation.say({
      workspace,
      member: asker.member.id,
      place: placeOf(there),
      text: phrase,
      files,
      ...{ key, isElsewhere: other !== undefined },
    });
    return other ? doneElsewhere(answer) : answer;
  });
}
