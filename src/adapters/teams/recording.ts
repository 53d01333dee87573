/** What somebody wrote or sent, as evidence of a run. */
import { optional } from '../../engine/optional.ts';
import type { StoredFile } from '../../runtime/conversation.ts';
import { showAnswer } from './answer.ts';
import { type Asker, speakerOf } from './asker.ts';
import { addressOf } from './conversations.ts';
import type { Parts } from './parts.ts';
import { speak } from './speak.ts';

interface Recording {
  readonly text: string;
  readonly files: readonly StoredFile[];
  /** The run in whose thread it stands; absent: the newest one that is open in the conversation. */
  readonly run?: string | undefined;
  /** Somebody said that it is evidence. */
  readonly isEvidence?: boolean;
  /** If it fits nothing, nothing is said: it may be something else. */
  readonly isGuess?: boolean;
}

/** Records it if it fits, and says so. True if it was recorded. */
export async function recorded(
  parts: Parts,
  asker: Asker,
  { text, files, run, isEvidence, isGuess }: Recording,
): Promise<boolean> {
  const about = { ...optional('run', run), ...optional('isEvidence', isEvidence) };
  const key = isGuess ? { key: `${asker.key}:guess` } : {};
  const { recorded: isRecorded, answer } = await parts.conversation.reply({
    ...speakerOf(asker),
    ...key,
    text,
    files,
    ...about,
  });
  if (isRecorded) await confirm(parts, asker);
  if (isRecorded || !isGuess) await showAnswer(parts, asker, { answer, isPrivate: false });
  return isRecorded;
}

/** A bot cannot mark a message in Teams, so it says a word below it. Where it cannot, what was recorded stands. */
async function confirm(parts: Parts, { conversation, thread, workspace }: Asker): Promise<void> {
  try {
    await speak(parts, addressOf(conversation, thread), { text: '✓ Recorded.' });
  } catch (error) {
    parts.log.warn({ err: error, workspace }, 'it could not be said that a message was recorded');
  }
}
