/** A message of ours as one of its readers sees it now. */
import { viewOfKey } from '../engine/effect.ts';
import { optional } from '../engine/optional.ts';
import { findPostedView } from '../store/messages.ts';
import type { PostedCard } from './conversation.ts';
import { draw } from './draw.ts';
import { splitPlace } from './place.ts';
import type { Talking } from './talking.ts';

interface Where {
  readonly workspace: string;
  readonly place: string;
  /** The platform's id of the message. */
  readonly message: string;
  readonly member: string;
}

/** Whoever is not asked to decide sees who is, and no buttons for it. */
export async function postedCard(talking: Talking, where: Where): Promise<PostedCard | undefined> {
  const { workspace, place, message, member } = where;
  const [platform, address] = splitPlace(place);
  const key = await findPostedView(talking.db, { workspace, platform, place: address, platformId: message });
  const view = key === undefined ? undefined : viewOfKey(key);
  const drawn = view && (await draw({ ...talking, progressOf: () => undefined }, workspace, view));
  if (!drawn) return undefined;
  const { card, names, deciders } = drawn;
  const isOther = deciders !== undefined && !deciders.includes(member);
  return {
    card: isOther ? { ...card, actions: [] } : card,
    ...{ names, ...optional('deciders', deciders), ...('run' in view ? { run: view.run } : {}) },
  };
}
