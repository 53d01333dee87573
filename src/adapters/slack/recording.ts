/** What somebody wrote, as evidence of a run. */
import { optional } from '../../engine/optional.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { type Asker, placeOf } from './asker.ts';
import { codeOf } from './chat-errors.ts';
import type { Parts } from './parts.ts';
import { typed } from './said.ts';
import { filesOf, type Written } from './written.ts';

export interface Recording {
  readonly written: Written;
  readonly key: string;
  /** The run in whose thread it stands; absent: the newest one that is open in the channel. */
  readonly run?: string | undefined;
  /** Somebody said that it is evidence. */
  readonly isEvidence?: boolean;
}

/** Records it if it fits, and marks it then. Gives what is to be said about it. Throws `FileRefused`, `FilesFull`, and what Slack throws. */
export async function recorded(
  parts: Parts,
  asker: Asker,
  { written, key, run, isEvidence }: Recording,
): Promise<Answer> {
  // What somebody sends who is nobody here is refused anyway: none of it is kept.
  const sent = asker.member.active ? filesOf(written) : [];
  const files = await Promise.all(sent.map((file) => parts.fetchFile(asker.team, file)));
  const text = await typed(parts, asker.team, written.text ?? '');
  const said = { workspace: asker.team.workspace, member: asker.member.id, place: placeOf(asker), text, files, key };
  const about = { ...optional('run', run), ...optional('isEvidence', isEvidence) };
  const { recorded: isRecorded, answer } = await parts.conversation.reply({ ...said, ...about });
  if (isRecorded) await confirm(parts, asker, written.ts);
  return answer;
}

/** A tick below the message: it was taken as evidence. Where there can be none, what was recorded stands. Throws nothing. */
async function confirm(parts: Parts, { team, channel = '' }: Asker, message: string): Promise<void> {
  try {
    await team.client.reactions.add({ channel, timestamp: message, name: 'white_check_mark' });
  } catch (error) {
    if (codeOf(error) === 'already_reacted') return;
    parts.log.warn({ err: error, workspace: team.workspace, channel }, 'a message could not be marked as recorded');
  }
}
