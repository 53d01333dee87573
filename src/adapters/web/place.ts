/** A channel, or one thread of it. */
import { findWebMessage } from '../../store/web-messages.ts';
import { findWebChannel } from '../../store/web-places.ts';
import { Failure } from '../http/failure.ts';
import type { Parts } from './parts.ts';

/** The place that is asked for, if it is there. Throws `Failure`. */
export async function placeOf({ db, workspace }: Parts, channel: string, thread?: string) {
  if (!(await findWebChannel(db, { workspace, id: channel }))) throw new Failure(404, 'There is no such channel.');
  const root = thread ? await findWebMessage(db, { workspace, id: thread }) : undefined;
  if (thread && root?.channel_id !== channel) throw new Failure(404, 'There is no such thread in this channel.');
  return { channel, thread: thread ?? '' };
}
