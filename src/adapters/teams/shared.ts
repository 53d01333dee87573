/**
 * Files that a message points at, in SharePoint or OneDrive. Whoever writes a message has it point wherever they like, and
 * the bot may read more than they do: so a file is taken only from where its team, or whoever sent it, keeps files.
 */
import { z } from 'zod';
import type { Got, Graph } from './graph.ts';

interface Pointing {
  readonly tenant: string;
  /** The file's page. */
  readonly url: string;
  /** As Graph calls the team it was sent in, if any, and whoever sent it. */
  readonly group: string | undefined;
  readonly sender: string | undefined;
}

const item = z.object({ id: z.string(), parentReference: z.object({ driveId: z.string() }) });
const identity = z.object({ id: z.string().nullish() }).nullish();
const drive = z.object({ owner: z.object({ group: identity, user: identity }).nullish() });

/** Where Graph gives its bytes. Throws if Graph cannot be reached. */
export async function sharedPath(
  graph: Pick<Graph, 'get'>,
  { tenant, url, group, sender }: Pointing,
): Promise<Got<string>> {
  // By its address: learn.microsoft.com/graph/api/shares-get
  const share = `u!${Buffer.from(url).toString('base64url')}`;
  const found = await graph.get(tenant, `/shares/${share}/driveItem?$select=id,parentReference`);
  if (found.type !== 'found') return found;
  const { id, parentReference } = item.parse(found.value);
  const path = `/drives/${encodeURIComponent(parentReference.driveId)}`;
  const kept = await graph.get(tenant, `${path}?$select=owner`);
  if (kept.type !== 'found') return kept;
  const { owner } = drive.parse(kept.value);
  const isTheirs = isSame(owner?.group?.id, group) || isSame(owner?.user?.id, sender);
  if (!isTheirs) return { type: 'denied' };
  return { type: 'found', value: `${path}/items/${encodeURIComponent(id)}/content` };
}

function isSame(one: string | null | undefined, other: string | undefined): boolean {
  return other !== undefined && one?.toLowerCase() === other.toLowerCase();
}
