/** Documents that somebody drops: whoever did is asked whether an SOP is to be made of them, and may press that. */
import { optional } from '../../engine/optional.ts';
import type { Answer, StoredFile } from '../../runtime/conversation.ts';
import { type Asker, placeOf } from './asker.ts';
import { FileRefused, type SlackFile } from './files.ts';
import { isDocument, offerBlocks } from './offer-card.ts';
import type { Parts } from './parts.ts';
import type { Team } from './teams.ts';
import { filesOf, type Written } from './written.ts';

interface Dropped {
  readonly written: Written;
  readonly user: string;
  readonly channel: string;
  readonly thread?: string;
}

/** Documents of one message that are looked into unasked. */
const MOST_LOOKED_INTO = 5;

/** Asks about each that looks like a procedure; nobody else is bothered. Throws what Slack throws. */
export async function offering(parts: Parts, team: Team, { written, user, channel, thread }: Dropped): Promise<void> {
  for (const dropped of filesOf(written).filter(isDocument).slice(0, MOST_LOOKED_INTO)) {
    if (!(await isProcedure(parts, team, dropped))) continue;
    const where = { channel, user, ...optional('thread_ts', thread) };
    await team.client.chat.postEphemeral({ ...where, ...offerBlocks(dropped) });
  }
}

/** Nothing is kept of what nobody asked us to read; and what cannot be fetched is no loss to anybody. */
async function isProcedure(
  { fetchFile, looksLikeProcedure, log }: Parts,
  team: Team,
  file: SlackFile,
): Promise<boolean> {
  try {
    return await fetchFile.look(team, file, looksLikeProcedure);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    log.debug({ err: error, team: team.id }, 'a document that was dropped could not be looked into');
    return false;
  }
}

/** `file`: Slack's id of it. Throws `FileRefused`, `FilesFull`, and what Slack throws. */
export async function importOffered(
  parts: Parts,
  asker: Asker,
  { file, key }: { readonly file: string; readonly key: string },
): Promise<Answer> {
  return importStored(parts, asker, { file: await parts.fetchFile.named(asker, file), key });
}

export function importStored(
  parts: Parts,
  asker: Asker,
  { file, key }: { readonly file: StoredFile; readonly key: string },
): Promise<Answer> {
  const { workspace } = asker.team;
  const said = { workspace, member: asker.member.id, place: placeOf(asker), text: 'import', files: [file] };
  return parts.conversation.say({ ...said, key });
}
