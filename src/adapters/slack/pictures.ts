/**
 * Pictures as files of Slack, so that cards can show them: a picture of ours has no address that Slack could reach. What
 * people sent Slack has; what was drawn for a card is brought there, shared nowhere: whoever sees the card sees it, and nobody
 * else.
 */
import { setTimeout } from 'node:timers/promises';
import type { Card } from '../../cards/card.ts';
import type { StoredFile } from '../../runtime/conversation.ts';
import type { Files, Outgoing } from '../../runtime/ports.ts';
import type { Db } from '../../store/database.ts';
import { findSlackPictures, saveSlackPicture } from '../../store/slack-pictures.ts';
import type { Parts } from './parts.ts';
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

export type Pictured = Pick<Outgoing, 'workspace' | 'card' | 'drawn'>;

/**
 * Slack's ids of the pictures of a message, by ours, with those that were drawn for it: each is brought to Slack once,
 * however often the message is tried. One that Slack does not take is left out, and the card says it in words.
 */
export function picturesFor({ db, files, log }: Pick<Parts, 'db' | 'files' | 'log'>) {
  return async (team: Team, { workspace, card, drawn = [] }: Pictured): Promise<ReadonlyMap<string, string>> => {
    const known = await picturesOf(db, workspace, card);
    const missing = drawn.filter(({ file }) => !known.has(file));
    if (missing.length === 0) return known;
    const brought = await broughtPictures(files, team, missing).catch((error: unknown) => {
      log.warn({ err: error, workspace }, 'Slack did not take a picture that was drawn');
      return new Map<string, string>();
    });
    for (const [file, slackFile] of brought) await saveSlackPicture(db, { workspace, file, slackFile });
    return new Map([...known, ...brought]);
  };
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
