/**
 * Pictures as files of Slack, so that cards can show them: a picture of ours has no address that Slack could reach. What
 * people sent Slack has; what was drawn for an answer is brought there, shared nowhere, so that nobody else sees it.
 */
import { setTimeout } from 'node:timers/promises';
import type { Card } from '../../cards/card.ts';
import type { StoredFile } from '../../runtime/conversation.ts';
import type { Files } from '../../runtime/ports.ts';
import type { Db } from '../../store/database.ts';
import { findSlackPictures } from '../../store/slack-pictures.ts';
import type { Team } from './teams.ts';

/** Slack looks at a file after it has taken it, and refuses cards that show it before: how often it is asked, and when. */
const LOOKS = [0, 300, 500, 900, 1_300];

/** What Slack shows in a card. */
const SHOWN = ['image/png', 'image/jpeg', 'image/gif'];

export function isShown(mime: string): boolean {
  return SHOWN.includes(mime);
}

/** Slack's ids of the pictures of a card that were sent in Slack, by ours. */
export function picturesOf(db: Db, workspace: string, card: Card): Promise<ReadonlyMap<string, string>> {
  const files = card.elements.flatMap((one) => (one.type === 'image' ? [one.file] : []));
  return findSlackPictures(db, workspace, files);
}

/** Slack's id of each picture, by ours; without those that Slack was not done with in time. Throws what Slack throws. */
export async function broughtPictures(
  files: Files,
  team: Team,
  drawn: readonly StoredFile[],
): Promise<ReadonlyMap<string, string>> {
  const sent = await Promise.all(
    drawn.map(async ({ file, name }): Promise<readonly [string, string] | undefined> => {
      const bytes = await files.get(file);
      const id = bytes && (await uploaded(team, name, bytes));
      return id !== undefined && (await isReady(team, id)) ? [file, id] : undefined;
    }),
  );
  return new Map(sent.filter((one) => one !== undefined));
}

async function uploaded({ client }: Team, name: string, bytes: Uint8Array): Promise<string | undefined> {
  const { files } = await client.filesUploadV2({ file: Buffer.from(bytes), filename: name });
  return files[0]?.files?.[0]?.id;
}

/** What kind of file it is Slack says once it has looked at it. */
async function isReady({ client }: Team, file: string): Promise<boolean> {
  for (const pause of LOOKS) {
    await setTimeout(pause);
    if ((await client.files.info({ file })).file?.mimetype) return true;
  }
  return false;
}
