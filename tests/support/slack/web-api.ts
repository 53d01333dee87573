/** Answers a call of the Web API: Slack's refusals first, then the emulator or what it lacks. */
import { createHash } from 'node:crypto';
import { denied } from './access.ts';
import { APP_ID, APP_TOKEN } from './app.ts';
import { type Answered, type Call, granted, refused } from './call.ts';
import { lacksFallback, malformed } from './checks.ts';
import { dressedMessage, fileOf } from './dress.ts';
import type { Workspace } from './emulator.ts';
import { formOf, isJson, type Json, objects, parsed, text } from './json.ts';
import { type Asked, history, LACKING, members, replies } from './lacking.ts';
import { losesPicture } from './lost-picture.ts';

export interface WebApi {
  readonly url: string;
  readonly workspaces: readonly Workspace[];
  /** What the app sent in bad form, as `method: what`. */
  readonly violations: string[];
  /** Whether posts are held to one a second and channel. */
  readonly isLimited: boolean;
  /** When the last message of a channel was accepted, by workspace and channel. */
  readonly lastPost: Map<string, number>;
}

export async function answerTo(call: Call, api: WebApi): Promise<Answered> {
  if (call.method === 'apps.connections.open') return connection(call, api);
  if (call.method === 'oauth.v2.access') return exchange(call, api);
  const token = call.workspace?.rows.tokens.findOneBy('token', call.token);
  if (call.workspace === undefined || token === undefined) return noToken(call, api);
  const asked: Asked = { ...call, workspace: call.workspace, user: token.user_id, scopes: token.scopes };
  const answer = await permitted(asked, api, token.token_type === 'bot');
  return { ...answer, headers: { ...answer.headers, 'x-oauth-scopes': token.scopes.join(',') } };
}

async function permitted(asked: Asked, api: WebApi, isBot: boolean): Promise<Answered> {
  const { method, args } = asked;
  if (lacksFallback(method, args)) api.violations.push(`${method}: blocks without a text for notifications`);
  const wrong = await malformed(method, args);
  if (wrong !== undefined) {
    api.violations.push(...wrong.details.map((one) => `${method}: ${wrong.error}: ${one}`));
    return refused(wrong.error, { response_metadata: { messages: wrong.details.map((one) => `[ERROR] ${one}`) } });
  }
  const { blocks } = isJson(args.view) ? args.view : args;
  if (losesPicture(asked.workspace, blocks)) return refused('invalid_blocks');
  const no = (isBot ? denied(asked, asked.scopes) : undefined) ?? tooSoon(asked, api);
  if (no !== undefined) return no;
  const own = LACKING[method];
  if (own !== undefined) return own(asked);
  const answer = await inside(asked.workspace, readerOf(asked), method, completed(asked, isBot));
  return answer.body.ok === true ? dressed(asked, answer) : answer;
}

/** A file from a form is in no channel; the emulator shows it to its owner only, Slack to the app as well. */
export function readerOf({ workspace, token, args }: Pick<Asked, 'workspace' | 'token' | 'args'>): string {
  const file = workspace.rows.files.findOneBy('file_id', text(args.file));
  if (file === undefined || !workspace.given.has(file.file_id)) return token;
  return workspace.rows.tokens.findOneBy('user_id', file.user)?.token ?? token;
}

/** Asks the emulator itself, past all that stands before it. */
export async function inside(workspace: Workspace, token: string, method: string, args: Json): Promise<Answered> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const request = new Request(`http://emulator/api/${method}`, { method: 'POST', headers, body: JSON.stringify(args) });
  const response = await workspace.fetch(request);
  return { status: response.status, body: (await response.json()) as Json };
}

/** What Slack adds to what it is given: the author of a message, and ids of blocks that were given none. */
function completed({ method, args, workspace: { bot } }: Asked, isBot: boolean): Json {
  const author = isBot && method === 'chat.postMessage' ? { bot_id: bot.botId, app_id: APP_ID } : {};
  const view = isJson(args.view) ? { view: { ...args.view, blocks: identified(args.view.blocks) } } : {};
  const blocks = Array.isArray(args.blocks) ? { blocks: identified(args.blocks) } : {};
  return { ...args, ...author, ...view, ...blocks };
}

export function identified(blocks: unknown): Json[] {
  const idOf = (one: unknown, at: string) =>
    createHash('sha256')
      .update(at + JSON.stringify(one))
      .digest('base64url')
      .slice(0, 5);
  const element = (one: Json, at: string): Json =>
    'action_id' in one || !INTERACTIVE.test(text(one.type)) ? one : { ...one, action_id: idOf(one, at) };
  return objects(blocks).map((block, i) => ({
    ...block,
    block_id: text(block.block_id) || idOf(block, `b${i}`),
    ...(isJson(block.accessory) ? { accessory: element(block.accessory, `a${i}`) } : {}),
    ...(isJson(block.element) ? { element: element(block.element, `e${i}`) } : {}),
    ...(block.type === 'actions'
      ? { elements: objects(block.elements).map((one, at) => element(one, `${i}.${at}`)) }
      : {}),
  }));
}

const INTERACTIVE = /button|select|overflow|picker|_input|checkboxes/;

function dressed(asked: Asked, answer: Answered): Answered {
  const { method, workspace, args } = asked;
  switch (method) {
    case 'conversations.replies':
      return replies(asked);
    case 'conversations.history':
      return history(asked);
    case 'conversations.members':
      return members(asked);
    case 'auth.test':
      return granted({ ...answer.body, is_enterprise_install: false });
    case 'chat.postMessage':
    case 'chat.update': {
      const row = workspace.rows.messages.findOneBy('ts', text(answer.body.ts));
      return row === undefined ? answer : granted({ ...answer.body, message: dressedMessage(workspace, row, args) });
    }
    case 'files.completeUploadExternal':
      return granted({ ...answer.body, files: objects(answer.body.files).map((file) => described(workspace, file)) });
    case 'files.info':
      return granted({ ...answer.body, file: described(workspace, answer.body.file as Json) });
    default:
      return answer;
  }
}

function described(workspace: Workspace, file: Json): Json {
  const row = workspace.rows.files.findOneBy('file_id', text(file.id));
  return row === undefined ? file : { ...file, ...fileOf(workspace, row) };
}

function tooSoon({ method, workspace, args }: Asked, api: WebApi): Answered | undefined {
  if (!api.isLimited || method !== 'chat.postMessage') return undefined;
  const key = `${workspace.id} ${text(args.channel)}`;
  const now = Date.now();
  if (now - (api.lastPost.get(key) ?? 0) < 1_000) {
    return { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } };
  }
  api.lastPost.set(key, now);
  return undefined;
}

function noToken({ token }: Call, { workspaces }: WebApi): Answered {
  if (token === '') return refused('not_authed');
  for (const { revoked } of workspaces) {
    const why = revoked.get(token);
    if (why !== undefined) return refused(why);
  }
  return refused('invalid_auth');
}

function connection({ token }: Call, { url }: WebApi): Answered {
  if (token !== APP_TOKEN) return refused(token.startsWith('xapp-') ? 'invalid_auth' : 'not_allowed_token_type');
  return granted({ url: `${url.replace('http:', 'ws:')}/link/?app_id=${APP_ID}` });
}

/** The code tells which workspace it was given by: the one that knows it. */
async function exchange({ args }: Call, { workspaces }: WebApi): Promise<Answered> {
  const body = formOf(args);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  for (const workspace of workspaces) {
    const request = new Request('http://emulator/api/oauth.v2.access', { method: 'POST', headers, body });
    const answer = parsed(await (await workspace.fetch(request)).text()) as Json;
    if (answer.error !== 'invalid_code') return { status: 200, body: answer };
  }
  return refused('invalid_code');
}
