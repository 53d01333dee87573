/**
 * Sending a file: Teams asks the person first, then it is brought to their OneDrive (learn.microsoft.com/
 * microsoftteams/platform/bots/how-to/bots-filesv4). Only personal chats have this.
 */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Answer } from '../../runtime/conversation.ts';
import { findFile, saveFileRow } from '../../store/files.ts';
import type { Activity } from './activity.ts';
import type { Asker } from './asker.ts';
import { addressOf } from './conversations.ts';
import { escaped } from './drawing.ts';
import { isFileHost } from './hosts.ts';
import type { Parts } from './parts.ts';
import { speak } from './speak.ts';

type FileAnswer = Extract<Answer, { type: 'file' }>;

/** The card that asks. The bytes wait in the file store. Throws `FilesFull`. */
export async function consentOf(
  { db, files, clock, offers }: Parts,
  { workspace, member }: Asker,
  file: FileAnswer,
): Promise<object> {
  const { name, mime, bytes, text } = file;
  const id = await files.put(bytes);
  await saveFileRow(db, { workspace, id, name, mime, bytes: bytes.length, at: clock.now() });
  const offered = { workspace, file: id, member: member.id };
  const context = { file: id, member: member.id, name, offer: offers.sign(offered, clock.now() + VALID) };
  return {
    contentType: 'application/vnd.microsoft.teams.card.file.consent',
    name,
    content: { description: text, sizeInBytes: bytes.length, acceptContext: context, declineContext: context },
  };
}

/** How long an offer stands, in milliseconds: thirty days. */
const VALID = 30 * 86_400_000;

const offer = z.object({ workspace: z.string(), file: z.string(), member: z.string() });

const consent = z.object({
  action: z.enum(['accept', 'decline']),
  /** What a client says of it is nothing: only what was signed was offered. */
  context: z.object({
    file: z.string().max(64),
    name: z.string().max(300),
    member: z.string().max(60),
    offer: z.string(),
  }),
  uploadInfo: z
    .object({
      uploadUrl: z.string().max(8_000),
      contentUrl: z.string().max(8_000),
      name: z.string().max(500),
      uniqueId: z.string().max(200),
      fileType: z.string().max(60).optional(),
    })
    .nullish(),
});

const PATIENCE = 60_000;

/** They accepted, or declined: then nothing is sent. Said afterwards in the chat; throws what the network throws. */
export async function consented(parts: Parts, asker: Asker, activity: Activity): Promise<void> {
  const read = consent.safeParse(activity.value);
  // A file is for whom it was offered, and comes where it was.
  if (!read.success || read.data.context.member !== asker.member.id || asker.conversation.kind !== 'personal') return;
  const { action, context, uploadInfo } = read.data;
  const where = addressOf(asker.conversation);
  if (action === 'decline' || !uploadInfo) {
    await speak(parts, where, { textFormat: 'xml', text: `“${escaped(context.name)}” was not sent.` });
    return;
  }
  const isOffered = isOfferOf(parts, asker, context);
  const known = isOffered ? await findFile(parts.db, asker.workspace, context.file) : undefined;
  const bytes = known && (await parts.files.get(context.file));
  if (!bytes || !isFileHost(uploadInfo.uploadUrl, parts.settings)) {
    await speak(parts, where, {
      textFormat: 'xml',
      text: `“${escaped(context.name)}” could not be sent. Ask for it again.`,
    });
    return;
  }
  await brought(uploadInfo.uploadUrl, bytes);
  const { name, contentUrl, uniqueId, fileType } = uploadInfo;
  await speak(parts, where, {
    summary: name,
    attachments: [
      {
        ...{ contentType: 'application/vnd.microsoft.teams.card.file.info', contentUrl, name },
        content: { uniqueId, fileType },
      },
    ],
  });
}

/** Whether this very file was offered to them. Whoever knows what a file is called could ask for it otherwise. */
function isOfferOf(
  { offers, clock }: Parts,
  { workspace, member }: Asker,
  context: z.infer<typeof consent>['context'],
): boolean {
  const read = offer.safeParse(offers.read(context.offer, clock.now()));
  return isDeepStrictEqual(read.data, { workspace, file: context.file, member: member.id });
}

/** All of it in one part: what is sent is far below the 60 MB that one part may have. */
async function brought(url: string, bytes: Uint8Array): Promise<void> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
    },
    body: Buffer.from(bytes),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`OneDrive answered ${response.status}`);
}
