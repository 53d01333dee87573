import type { Access } from '../../runtime/access.ts';
import { seesPlace } from '../../runtime/library/place-for.ts';
import { splitPlace } from '../../runtime/place.ts';
import { findWebChannel } from '../../store/web-places.ts';
import type { ApiParts } from './parts.ts';
import { ProblemError } from './problem.ts';

/** A conversation that is there and that the caller may read: what begins elsewhere would be seen by nobody. Throws `ProblemError`. */
export async function placeGiven(parts: ApiParts, access: Access, place: string | undefined): Promise<string> {
  if (place === undefined) {
    throw new ProblemError(
      422,
      'place_missing',
      'Say in which conversation: place, such as web:kitchen or slack:C123.',
    );
  }
  const [platform, address] = splitPlace(place);
  const isThere =
    parts.chats.has(platform) &&
    (platform !== 'web' ||
      (await findWebChannel(parts.db, { workspace: access.workspace, id: address })) !== undefined);
  if (isThere && (await seesPlace(parts, access, place))) return place;
  throw new ProblemError(422, 'place_unknown', `There is no conversation “${place}” that you are in.`);
}
