/**
 * The Bot Framework brings a thing again when it is unsure whether it was heard, and clients ask again when an answer is slow.
 * What was done is protected by receipts; this keeps it from being said twice.
 */
import { remember } from '../../runtime/remember.ts';
import { createSeen } from '../../runtime/seen.ts';
import { type Activity, tenantOf } from './activity.ts';
import type { Invoked } from './invoke.ts';
import type { Listener } from './routes.ts';

/** Answers that are kept, for whoever asks for one again. */
const MOST = 200;

/** Hears each thing once, and gives each question one answer. */
export function createOnce(): (listener: Listener) => Listener {
  const seen = createSeen();
  const answers = new Map<string, Promise<Invoked>>();
  return ({ hear, answer }) => ({
    async hear(activity) {
      const name = nameOf(activity);
      if (name === undefined || !seen.before(name)) await hear(activity);
    },
    answer(activity) {
      const name = nameOf(activity);
      if (name === undefined) return answer(activity);
      const given = answers.get(name) ?? answer(activity);
      remember(MOST, answers, [name, given]);
      return given;
    },
  });
}

/** A message's id is the millisecond that it was said in: others have it in other conversations. */
function nameOf(activity: Activity): string | undefined {
  const { type, id, conversation, from } = activity;
  return id === undefined ? undefined : JSON.stringify([tenantOf(activity), type, conversation.id, from.id, id]);
}
