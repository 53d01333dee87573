/** The document that somebody means by `import`, where Graph may look for it: the newest of the thread, else of the channel. */
import { z } from 'zod';
import type { StoredFile } from '../../runtime/conversation.ts';
import type { Asker } from './asker.ts';
import { fetchHidden } from './files.ts';
import { withGroup } from './group.ts';
import type { Parts } from './parts.ts';

/** Messages looked through. */
const LOOKED_THROUGH = 30;

const message = z.object({
  id: z.string().max(500),
  attachments: z.array(z.object({ contentType: z.string() })).nullish(),
});
const page = z.object({ value: z.array(message) });

/** Nothing if there is none, or nobody may look. Throws `FileRefused`, `FilesFull`, and what the network throws. */
export async function filesLying(parts: Parts, asker: Asker): Promise<readonly StoredFile[]> {
  if (asker.conversation.kind === 'personal') return [];
  const conversation = await withGroup(parts, asker.conversation);
  for (const { path, thread } of looksOf({ ...asker, conversation })) {
    const got = await parts.graph.get(asker.tenant, path);
    if (got.type === 'denied') return [];
    const found = got.type === 'found' ? withFile(got.value) : undefined;
    if (!found) continue;
    const files = await fetchHidden(parts, { conversation, thread, message: found.id });
    return files === 'denied' ? [] : files;
  }
  return [];
}

/** The newest one with a file, of a page or of one message. */
function withFile(value: unknown): z.infer<typeof message> | undefined {
  const read = page.safeParse(value);
  const all = read.success ? read.data.value : [message.parse(value)];
  return all.find(({ attachments }) => attachments?.some((one) => one.contentType === 'reference'));
}

interface Look {
  readonly path: string;
  /** What is found there is a reply in it. */
  readonly thread?: string;
}

/** In turn: the replies of the thread, what begins it, then whatever stands in the conversation. */
function looksOf({ conversation: { kind, group, id }, thread }: Asker): readonly Look[] {
  const place = encodeURIComponent(id);
  const newest = `?$top=${LOOKED_THROUGH}`;
  if (kind !== 'channel') return [{ path: `/chats/${place}/messages${newest}` }];
  if (group === undefined) return [];
  const messages = `/teams/${encodeURIComponent(group)}/channels/${place}/messages`;
  const all = { path: `${messages}${newest}` };
  if (thread === undefined) return [all];
  const post = `${messages}/${encodeURIComponent(thread)}`;
  return [{ path: `${post}/replies${newest}`, thread }, { path: post }, all];
}
