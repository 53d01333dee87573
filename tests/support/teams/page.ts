/** What is done on the playground's page, which has one user, and what the playground does not know about people. */
import { isJson, type Json, objects, text } from '../slack/json.ts';
import { clientInfo, localTime } from './activities.ts';
import { contentOf, type Held } from './held.ts';
import { PEOPLE } from './seed.ts';

/** With the clock and the language of whoever did it. */
export function withClock(activity: Json): Json {
  const by = PEOPLE.find(({ id }) => id === idIn(activity.from));
  if (by === undefined) return activity;
  const at = Date.parse(text(activity.timestamp)) || Date.now();
  const others = objects(activity.entities).filter(({ type }) => type !== 'clientInfo');
  const time = { localTimestamp: localTime(at, by.zone), localTimezone: by.zone, locale: by.locale };
  return { ...activity, ...time, entities: [...others, clientInfo(by)] };
}

/**
 * Somebody typed on the page: that is kept too. A post's id is in the name of the thread that it begins. What a reply is
 * called the playground tells nobody but its page: it is kept by the id of its activity.
 */
export function typedOnThePage(given: Json, held: Held): Json {
  const activity = withClock(given);
  if (activity.type !== 'message' || activity.value !== undefined) return activity;
  const conversation = idIn(activity.conversation);
  const [, thread] = conversation.split(';messageid=');
  const id = thread !== undefined && held.message(thread) === undefined ? thread : text(activity.id);
  held.add({ id, conversation, by: idIn(activity.from), ...contentOf(activity), attachments: [] });
  return { ...activity, id };
}

function idIn(account: unknown): string {
  return isJson(account) ? text(account.id) : '';
}
