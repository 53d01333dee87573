/** What somebody says or sends in a run's thread, as evidence of the run. */
import type { Answer, StoredFile } from '../../runtime/conversation.ts';
import type { Parts } from './parts.ts';

interface Said {
  readonly channel: string;
  /** Empty where it stands in the channel. */
  readonly thread: string;
  readonly member: string;
  readonly text: string;
  readonly files: readonly StoredFile[];
  /** The request's: one that comes twice records once. */
  readonly key: string;
}

/** Records it if it fits what the run asks for now. Undefined where it is no run's thread. */
export async function recorded(
  { workspace, conversation }: Pick<Parts, 'workspace' | 'conversation'>,
  { channel, thread, ...said }: Said,
): Promise<{ readonly recorded: boolean; readonly answer: Answer } | undefined> {
  if (thread === '') return undefined;
  const place = `web:${channel}`;
  const run = await conversation.runOfThread({ workspace, place, thread });
  return run === undefined ? undefined : conversation.reply({ ...said, workspace, place, run });
}
