/** The document that somebody means by `import`, where Graph may look for it: the newest of the thread, else of the channel. */
import { z } from 'zod';
import type { StoredFile } from '../../runtime/conversation.ts';
import type { Asker } from './asker.ts';
import { fetchHidden } from './files.ts';
import { withGroup } from './group.ts';
import type { Parts } from './parts.ts';

/** Messages looked through. */
const LOOKED_THROUGH = 30;

const page = z.object({
  value: z.array(
    z.object({ id: z.string().max(500), attachments: z.array(z.object({ contentType: z.string() })).nullish() }),
  ),
});

/** Nothing if there is none, or nobody may look. Throws `FileRefused`, `FilesFull`, and what the network throws. */
export async function filesLying(parts: Parts, asker: Asker): Promise<readonly StoredFile[]> {
  const { thread, tenant } = asker;
  if (asker.conversation.kind === 'personal') return [];
  const conversation = await withGroup(parts, asker.conversation);
  for (const path of pathsOf({ ...asker, conversation })) {
    const got = await parts.graph.get(tenant, `${path}?$top=${LOOKED_THROUGH}`);
    if (got.type !== 'found') return [];
    const { value } = page.parse(got.value);
    const found = value.find(({ attachments }) => attachments?.some((one) => one.contentType === 'reference'));
    if (!found) continue;
    const isReply = path.endsWith('/replies');
    const files = await fetchHidden(parts, {
      conversation,
      message: found.id,
      ...(isReply && thread ? { thread } : {}),
    });
    return files === 'denied' ? [] : files;
  }
  return [];
}

function pathsOf({ conversation: { kind, group, id }, thread }: Asker): readonly string[] {
  const place = encodeURIComponent(id);
  if (kind !== 'channel') return [`/chats/${place}/messages`];
  if (group === undefined) return [];
  const messages = `/teams/${encodeURIComponent(group)}/channels/${place}/messages`;
  return thread === undefined ? [messages] : [`${messages}/${encodeURIComponent(thread)}/replies`, messages];
}
