/**
 * What Teams does and the playground does not: it knows people by the names that Entra has for them, opens no chat with
 * strangers, takes a text and its cards for one message, deletes messages, gives pictures to whoever shows a token, and
 * knows guests.
 */
import { isJson, type Json, objects, text } from '../slack/json.ts';
import { bodyOf, type Call, type Forwarded } from './connector-proxy.ts';
import { type Files, fileAnswer } from './files.ts';
import { malformed } from './form.ts';
import { contentOf, type Held } from './held.ts';
import { inOne } from './one-message.ts';
import { BOT, PEOPLE } from './seed.ts';
import type { Answered } from './serve.ts';

export interface Ways {
  ways(call: Call): { readonly answer: Answered } | Forwarded | undefined;
  done(call: Call, outcome: Answered): Answered;
}

export interface WaysOptions {
  readonly held: Held;
  readonly files: Files;
  /** Where it is noted what the bot sent in bad form. */
  readonly violations: string[];
  /** Keys of people who are guests of the tenant. */
  readonly guests?: readonly string[];
}

const ACTIVITY = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;
const MEMBER = /^(\/v3\/conversations\/[^/]+\/members\/)([^/]+)$/;
const PICTURE = /^\/v3\/attachments\/([^/]+)\/views\/original$/;

export function createWays({ held, files, violations, guests = [] }: WaysOptions): Ways {
  return {
    ways: (call) => {
      const { method, path, body } = call;
      const [, , activity] = ACTIVITY.exec(path) ?? [];
      const [, picture] = PICTURE.exec(path) ?? [];
      const [, before, member] = MEMBER.exec(path) ?? [];
      const { refusal, problems } = malformed(call);
      violations.push(...problems.map((one) => `${method} ${path}: ${one}`));
      if (refusal !== undefined) return { answer: refusal };
      if (picture !== undefined) return { answer: pictureOf(files, picture) };
      if (activity !== undefined && held.deleted().includes(activity)) return { answer: GONE };
      if (activity !== undefined && method === 'DELETE') return { answer: deleted(held, activity) };
      if (member !== undefined) return { path: `${before}${idOf(member)}`, body };
      if (path === '/v3/conversations' && method === 'POST') return opening(call);
      return ACTIVITY.test(path) ? { path, body: inOne(bodyOf(call)) } : undefined;
    },
    done: (call, outcome) => {
      if (outcome.status < 300) remember(call, outcome, held);
      return { ...outcome, body: withGuests(outcome.body, guests) };
    },
  };
}

function opening(call: Call): { readonly answer: Answered } | Forwarded {
  const asked = bodyOf(call);
  if (asked.isGroup === true) {
    const { activity } = asked;
    return { path: call.path, body: isJson(activity) ? { ...asked, activity: inOne(activity) } : asked };
  }
  const members = objects(asked.members).map((one) => ({ ...one, id: idOf(text(one.id)) }));
  const isKnown = members.some(({ id }) => PEOPLE.some((one) => one.id === id));
  return isKnown ? { path: call.path, body: { ...asked, members } } : { answer: STRANGER };
}

/** As the playground calls whom Teams knows by three names. */
function idOf(member: string): string {
  return PEOPLE.find(({ aadObjectId, email }) => aadObjectId === member || email === member)?.id ?? member;
}

function deleted(held: Held, id: string): Answered {
  if (held.message(id) === undefined) return GONE;
  held.remove(id);
  return { status: 200 };
}

function pictureOf(files: Files, id: string): Answered {
  const file = files.file(id);
  return file === undefined ? { status: 404, body: { error: { code: 'NotFound' } } } : fileAnswer(file);
}

const GONE = refused(404, 'ActivityNotFoundInConversation');
const STRANGER = refused(403, 'ForbiddenOperationException');

function refused(status: number, code: string): Answered {
  return { status, body: { error: { code, message: code } } };
}

/** What stands is read off the calls that were done: the page is told nothing of chats with others than its own user. */
function remember(call: Call, outcome: Answered, held: Held): void {
  const [given, told] = [bodyOf(call), bodyOf({ body: outcome.body })];
  const [, conversation, changed] = ACTIVITY.exec(call.path) ?? [];
  if (call.method === 'PUT' && changed !== undefined) held.change(changed, contentOf(given));
  if (call.method !== 'POST') return;
  const add = (id: string, where: string, activity: Json) => {
    if (id !== '') held.add({ id, conversation: where, by: BOT.id, ...contentOf(activity) });
  };
  const id = text(told.id);
  if (conversation !== undefined) {
    const isChannel = conversation.endsWith('@thread.tacv2');
    add(id, isChannel ? `${conversation};messageid=${id}` : conversation, given);
  } else if (isJson(given.activity)) add(text(told.activityId), id, given.activity);
}

function withGuests(body: unknown, guests: readonly string[]): unknown {
  if (Array.isArray(body)) return body.map((one) => withGuests(one, guests));
  if (!isJson(body)) return body;
  if (Array.isArray(body.members)) return { ...body, members: withGuests(body.members, guests) };
  const isGuest = PEOPLE.some(({ id, key }) => id === body.id && guests.includes(key));
  return isGuest && body.userRole !== undefined ? { ...body, userRole: 'guest' } : body;
}
