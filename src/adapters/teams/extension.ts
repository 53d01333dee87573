/** The message extension: SOPs and runs to put into a message, and "Import as SOP", "Add as evidence" on a message. */
import { z } from 'zod';
import { toAdaptive } from '../../cards/adaptive.ts';
import { clip, plain } from '../../cards/text.ts';
import type { StoredFile } from '../../runtime/conversation.ts';
import { isInTeamsConversation } from '../../store/teams-conversations.ts';
import { type Activity, placeIn, tenantOf } from './activity.ts';
import { readingOf } from './answer.ts';
import { type Asker, askerOf, speakerOf } from './asker.ts';
import { attached, escaped } from './drawing.ts';
import { fetchHidden, kept } from './files.ts';
import { formatOf } from './format.ts';
import { dialog, dialogSays, type Invoked } from './invoke.ts';
import type { Parts } from './parts.ts';
import { recorded } from './recording.ts';
import { workspaceOf } from './tenants.ts';
import { decoded } from './text.ts';
import { linkCard, uploadLinkFor, type Wanted } from './uploads.ts';

/** Its commands, as the manifest names them. */
export const COMMANDS = { search: 'sops', import: 'import', evidence: 'evidence' } as const;

const query = z.object({
  commandId: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.unknown() })).optional(),
});

/** Throws what Teams and the stores throw. */
export async function searched(parts: Parts, asker: Asker, { value }: Activity): Promise<Invoked> {
  const read = query.safeParse(value);
  if (!read.success || read.data.commandId !== COMMANDS.search) return { status: 200, body: {} };
  const typed = read.data.parameters?.find(({ name }) => name === 'query')?.value;
  const text = typeof typed === 'string' ? typed.slice(0, 200) : '';
  const { found, names } = await parts.conversation.search({
    workspace: asker.workspace,
    member: asker.member.id,
    text,
  });
  const format = formatOf(await readingOf(parts, asker, names, asker.conversation));
  const attachments = found.map(({ title, detail, card }) => ({
    ...attached(toAdaptive(card, format)),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: htmlOf(title), text: htmlOf(detail) },
    },
  }));
  return { status: 200, body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } } };
}

/** Clients read the preview's texts as HTML. */
function htmlOf(text: string): string {
  return escaped(clip(text, 100));
}

const action = z.object({
  commandId: z.string(),
  messagePayload: z
    .object({
      id: z.string().max(500),
      replyToId: z.string().max(500).nullish(),
      body: z.object({ contentType: z.string().nullish(), content: z.string().max(200_000).nullish() }).nullish(),
      attachments: z.array(z.object({ contentType: z.string().nullish() })).nullish(),
    })
    .nullish(),
});

type Payload = NonNullable<z.infer<typeof action>['messagePayload']>;

/** "Import as SOP" and "Add as evidence". Throws what Teams and the stores throw. */
export async function actedOn(parts: Parts, asker: Asker, { value }: Activity): Promise<Invoked> {
  const read = action.safeParse(value);
  const payload = read.success ? read.data.messagePayload : undefined;
  if (!read.success || !payload) return dialogSays('There is no message to take it from.');
  const isImport = read.data.commandId === COMMANDS.import;
  const files = await filesOf(parts, asker, payload);
  const there = inThread(asker, payload);
  const run = isImport ? undefined : await runOf(parts, asker, payload);
  if (files === 'denied') return pageInstead(parts, there, { purpose: isImport ? 'import' : 'evidence', run });
  return isImport ? imported(parts, asker, payload, files) : added(parts, there, { payload, files, run });
}

/** What is answered stands below the message. */
function inThread(asker: Asker, { id, replyToId }: Payload): Asker {
  return asker.conversation.kind === 'channel' ? { ...asker, thread: replyToId ?? id } : asker;
}

/** The run in whose thread the message stands, or whose card it is. */
async function runOf(
  parts: Parts,
  { workspace, conversation, member }: Asker,
  { id, replyToId }: Payload,
): Promise<string | undefined> {
  const where = { workspace, place: `teams:${conversation.id}`, message: replyToId ?? id, member: member.id };
  return (await parts.conversation.posted(where))?.run;
}

async function filesOf(parts: Parts, { conversation }: Asker, { id, replyToId, attachments, body }: Payload) {
  const hasFiles = attachments?.some(({ contentType }) => contentType === 'reference') === true;
  const hasPictures = /<img\s[^<>]*hostedContents/i.test(body?.content ?? '');
  if (!hasFiles && !hasPictures) return [];
  return fetchHidden(parts, { conversation, message: id, thread: replyToId ?? undefined });
}

async function imported(parts: Parts, asker: Asker, payload: Payload, files: readonly StoredFile[]): Promise<Invoked> {
  const [document = await textAsFile(parts, asker, payload)] = files;
  if (!document) return dialogSays('There is no file and no text in that message.');
  const answer = await parts.conversation.say({ ...speakerOf(asker), text: 'import', files: [document] });
  if (answer.type !== 'card')
    return dialogSays('The draft appears in this conversation. Nothing runs before somebody publishes it.');
  const format = formatOf({ ...(await readingOf(parts, asker, answer.names, asker.conversation)), isDialog: true });
  return dialog(plain(answer.card.title, format), toAdaptive(answer.card, format));
}

/** A message's own words, kept as a document. */
async function textAsFile(parts: Parts, { workspace }: Asker, { body }: Payload): Promise<StoredFile | undefined> {
  const content = body?.content?.trim() ?? '';
  if (wordsIn(content) === '') return undefined;
  const isHtml = body?.contentType !== 'text';
  return kept(parts, workspace, isHtml ? 'message.html' : 'message.txt', new TextEncoder().encode(content));
}

interface Added {
  readonly payload: Payload;
  readonly files: readonly StoredFile[];
  readonly run: string | undefined;
}

async function added(parts: Parts, asker: Asker, { payload, files, run }: Added): Promise<Invoked> {
  const text = wordsIn(payload.body?.content ?? '');
  const isRecorded = await recorded(parts, asker, { text, files, run, isEvidence: true });
  return dialogSays(isRecorded ? 'It is recorded as evidence.' : 'It was not recorded. Below the message it says why.');
}

/** The words of a message that Teams gives as HTML. No tag holds another: each sign is looked at once. */
function wordsIn(html: string): string {
  return decoded(html.replaceAll(/<(br|\/p|\/div|\/li)\b[^<>]*>/gi, '\n').replaceAll(/<[^<>]*>/g, '')).trim();
}

async function pageInstead(parts: Parts, asker: Asker, wanted: Wanted): Promise<Invoked> {
  const link = uploadLinkFor(parts, asker, wanted);
  if (link === undefined) return dialogSays('Teams does not show me the file here. Send it to me in our own chat.');
  const format = formatOf({ ...(await readingOf(parts, asker, {}, asker.conversation)), isDialog: true });
  return dialog('Send the file', linkCard(link, format));
}

/**
 * Who uses the extension, where Sopwith is: people may use it in conversations that it was never added to, and nothing
 * could be posted there. Undefined then. Throws `TeamsError`.
 */
export async function extensionAsker(parts: Parts, activity: Activity): Promise<Asker | undefined> {
  const workspace = workspaceOf(parts.settings, tenantOf(activity) ?? '');
  const { place } = placeIn(activity.conversation.id);
  const team = activity.channelData?.team?.id;
  const isHere = await isInTeamsConversation(parts.db, { workspace, id: place, team: team ?? place });
  return isHere ? askerOf(parts, activity) : undefined;
}

export const NOT_HERE =
  'Sopwith is not in this conversation. Add it here first (Apps, Sopwith, Add to a team or chat).';
