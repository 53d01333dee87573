/** The document that somebody means by `/sop import`: fetched, so that it can be read. */
import { chosenFile } from '../../runtime/chosen-file.ts';
import type { StoredFile } from '../../runtime/conversation.ts';
import type { Asker } from './asker.ts';
import type { SlackFile } from './files.ts';
import type { Parts } from './parts.ts';
import { filesOf } from './written.ts';

/** Messages looked through for a document. */
const LOOKED_THROUGH = 100;

/** The one that is meant, of the thread it was asked in or else of the channel; nothing if there is none. */
export async function documentsIn(
  parts: Parts,
  asker: Asker,
  name: string | undefined,
): Promise<readonly StoredFile[]> {
  const meant = chosenFile(named(await filesNear(asker)), name);
  return meant ? [await parts.fetchFile(asker.team, meant)] : [];
}

/** Newest first. */
async function filesNear({ team, channel, thread }: Asker): Promise<readonly SlackFile[]> {
  if (channel === undefined) return [];
  const { client } = team;
  const replies =
    thread === undefined
      ? []
      : ((await client.conversations.replies({ channel, ts: thread, limit: LOOKED_THROUGH })).messages ?? []);
  const recent = (await client.conversations.history({ channel, limit: LOOKED_THROUGH })).messages ?? [];
  // What the bot itself sent, evidence for example, is no document that anybody dropped.
  const dropped = [...replies.toReversed(), ...recent].filter((message) => message.user !== team.botUser);
  return dropped.flatMap((message) => filesOf(message));
}

function named(files: readonly SlackFile[]): readonly (SlackFile & { readonly name: string })[] {
  return files.map((file) => ({ ...file, name: file.name ?? 'file' }));
}
