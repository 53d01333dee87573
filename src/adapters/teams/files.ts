/** Documents and photos that people send in Teams, from Microsoft's own hosts only. Kept at once. */
import { z } from 'zod';
import { LIMITS } from '../../engine/limits.ts';
import { atMost } from '../../runtime/at-most.ts';
import type { StoredFile } from '../../runtime/conversation.ts';
import { saveFileRow } from '../../store/files.ts';
import type { TeamsConversation } from '../../store/teams-conversations.ts';
import { mimeOf, safeName } from '../http/file-kind.ts';
import { MOST_FILES, type Sent } from './attachments.ts';
import { OWN_TENANT } from './bot.ts';
import { type Got, within } from './graph.ts';
import { messagesIn, withGroup } from './group.ts';
import { isFileHost, isPictureAddress } from './hosts.ts';
import type { Parts } from './parts.ts';
import { sharedPath } from './shared.ts';
import { tenantIn } from './tenants.ts';

/** Why a file was not fetched, in a sentence for whoever sent it. */
export class FileRefused extends Error {}

const PATIENCE = 60_000;
/** Files in memory at once: each may be as large as allowed. */
const inTurn = atMost(3);

type Keeping = Pick<Parts, 'db' | 'files' | 'clock' | 'settings' | 'connector' | 'graph'>;

/** Throws `FileRefused`, `FilesFull`. */
export function fetchSent(parts: Keeping, conversation: TeamsConversation, sent: Sent): Promise<StoredFile> {
  return inTurn(async () => {
    const got = await fetched(parts, sent);
    return kept(parts, conversation.workspace, sent.name, bytesOf(got, sent.name));
  });
}

async function fetched(parts: Keeping, sent: Sent): Promise<Got<Uint8Array>> {
  const { name, url } = sent;
  const isOurs = sent.type === 'download' ? isFileHost(url, parts.settings) : isPictureAddress(url, parts.settings);
  if (!isOurs) throw new FileRefused(`“${name}” lies outside of Teams. Upload the file itself.`);
  const headers = sent.type === 'picture' ? await authorization(parts) : {};
  try {
    const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
    if (response.status === 404 || response.status === 410) return { type: 'gone' };
    if (response.status === 401 || response.status === 403) return { type: 'denied' };
    const isPage = (response.headers.get('content-type') ?? '').includes('text/html') && !/\.html?$/i.test(name);
    if (!response.ok || isPage || !response.body) {
      await response.body?.cancel();
      return { type: 'denied' };
    }
    return await within(response.body, LIMITS.fileBytes);
  } catch (cause) {
    throw new FileRefused(`“${name}” could not be fetched from Teams. Send it once more.`, { cause });
  }
}

/** Such pictures lie with the Bot Framework, not in the tenant of whoever sent them. */
async function authorization({ connector, settings }: Keeping): Promise<Record<string, string>> {
  if (settings.appId === undefined) return {};
  const token = await connector.token('https://api.botframework.com', settings.tenant ?? OWN_TENANT);
  return { authorization: `Bearer ${token}` };
}

function bytesOf(got: Got<Uint8Array>, name: string): Uint8Array {
  switch (got.type) {
    case 'found':
      return got.value;
    case 'gone':
      throw new FileRefused(`“${name}” is not there any more. Send it once more.`);
    case 'denied':
      throw new FileRefused(`Teams does not let me read “${name}”. Send it once more, or to me in our own chat.`);
    case 'large': {
      const most = Math.floor(LIMITS.fileBytes / 1_000_000);
      throw new FileRefused(`“${name}” is larger than ${most} MB. Send a smaller one.`);
    }
  }
}

/** Throws `FilesFull`. */
export async function kept(
  { db, files, clock }: Pick<Keeping, 'db' | 'files' | 'clock'>,
  workspace: string,
  called: string,
  bytes: Uint8Array,
): Promise<StoredFile> {
  const name = safeName(called);
  const about = { name, mime: mimeOf(name, bytes), bytes: bytes.length };
  const id = await files.put(bytes);
  await saveFileRow(db, { workspace, id, ...about, at: clock.now() });
  return { file: id, ...about };
}

const message = z.object({
  from: z.object({ user: z.object({ id: z.string() }).nullish() }).nullish(),
  attachments: z
    .array(z.object({ contentType: z.string(), contentUrl: z.string().nullish(), name: z.string().nullish() }))
    .nullish(),
  body: z.object({ content: z.string().nullish() }).nullish(),
});

interface Hidden {
  readonly conversation: TeamsConversation;
  readonly thread?: string | undefined;
  readonly message: string;
}

/**
 * The files of a message in a channel or group chat, which only Graph tells of; `denied` where that is not permitted.
 * Throws `FileRefused`, `FilesFull`, and what the network throws.
 */
export async function fetchHidden(parts: Keeping, asked: Hidden): Promise<readonly StoredFile[] | 'denied'> {
  const conversation = await withGroup(parts, asked.conversation);
  const hidden = { ...asked, conversation };
  const tenant = tenantIn(parts.settings, conversation.workspace);
  const path = pathOf(hidden);
  const got = path === undefined ? undefined : await parts.graph.get(tenant, path);
  if (got?.type !== 'found' || path === undefined) return 'denied';
  const { attachments, body, from } = message.parse(got.value);
  const about = { tenant, group: conversation.group, sender: from?.user?.id };
  const load = (source: Source) =>
    inTurn(async () => {
      const { name } = source;
      const found = 'url' in source ? await sharedPath(parts.graph, { ...about, url: source.url }) : source.at;
      const got = found.type === 'found' ? await parts.graph.bytes(tenant, found.value, LIMITS.fileBytes) : found;
      return got.type === 'denied' ? undefined : kept(parts, conversation.workspace, name, bytesOf(got, name));
    });
  const sources: readonly Source[] = [
    ...(attachments ?? []).flatMap(({ contentType, contentUrl, name }) =>
      contentType === 'reference' && contentUrl ? [{ name: name ?? 'file', url: contentUrl }] : [],
    ),
    ...picturesIn(body?.content ?? '').map((id, index) => {
      return {
        name: `picture-${index + 1}`,
        at: { type: 'found', value: `${path}/hostedContents/${id}/$value` },
      } as const;
    }),
  ];
  const stored: StoredFile[] = [];
  for (const source of sources.slice(0, MOST_FILES)) {
    const file = await load(source);
    if (!file) return 'denied';
    stored.push(file);
  }
  return stored;
}

/** A file by the address of its page, or a picture by where Graph has it. */
type Source = { readonly name: string } & ({ readonly url: string } | { readonly at: Got<string> });

/** Messages are called by the millisecond that they were said in. What else a client calls one would lead elsewhere. */
const MESSAGE = /^\d{1,30}$/;

function pathOf({ conversation, thread, message: id }: Hidden): string | undefined {
  if (!MESSAGE.test(id) || !MESSAGE.test(thread ?? id)) return undefined;
  const messages = messagesIn(conversation, thread === id ? undefined : thread);
  return messages === undefined ? undefined : `${messages}/${id}`;
}

/** Pictures that were pasted, by Graph's ids of them. */
function picturesIn(html: string): readonly string[] {
  return [...html.matchAll(/\/hostedContents\/([\w=+-]{1,500})\/\$value/g)].map(([, id = '']) => id);
}
