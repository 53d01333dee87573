/** The addresses under which an app may answer a command or an action later: five times, within half an hour. */
import { randomUUID } from 'node:crypto';
import { APP_ID } from './app.ts';
import { type Answered, granted, isYes, refused } from './call.ts';
import { wrongMessage } from './checks.ts';
import type { Workspace } from './emulator.ts';
import { type Json, objects, text } from './json.ts';
import { losesPicture } from './lost-picture.ts';
import { identified } from './web-api.ts';

/** Where an answer appears, and to whom. */
export interface Answerable {
  readonly workspace: Workspace;
  readonly channel: string;
  readonly user: string;
  /** The message that was tapped, which an answer may replace or delete. */
  readonly source?: { readonly ts: string; readonly isEphemeral: boolean; readonly thread?: string };
}

export interface ResponseUrls {
  open(kind: 'commands' | 'actions', where: Answerable): string;
  /** Handles what the app posted there. */
  take(path: string, body: Json): Promise<Answered>;
}

interface Open extends Answerable {
  uses: number;
}

export function createResponseUrls(base: string, violations: string[]): ResponseUrls {
  const known = new Map<string, Open>();
  return {
    open: (kind, where) => {
      const path = `/${kind}/${where.workspace.id}/${randomUUID()}`;
      known.set(path, { ...where, uses: 0 });
      return base + path;
    },
    take: async (path, body) => {
      const where = known.get(path);
      if (where === undefined) return { ...refused('invalid_url'), status: 404 };
      where.uses += 1;
      if (where.uses > 5) return { ...refused('used_url'), status: 404 };
      return say(where, body, violations);
    },
  };
}

/** Also what an app answers to a slash command with its acknowledgement. */
export async function say(where: Answerable, body: Json, violations: string[]): Promise<Answered> {
  const { source, workspace } = where;
  const table = source?.isEphemeral === true ? workspace.rows.ephemeralMessages : workspace.rows.messages;
  const original = source === undefined ? undefined : table.findOneBy('ts', source.ts);
  if (isYes(body.delete_original)) {
    if (original !== undefined) table.delete(original.id);
    return granted();
  }
  const wrong = await wrongMessage(body);
  if (wrong !== undefined) {
    violations.push(...wrong.details.map((one) => `response: ${wrong.error}: ${one}`));
    return refused(wrong.error);
  }
  if (losesPicture(workspace, body.blocks)) return { ...refused('invalid_blocks'), status: 404 };
  if (text(body.text) === '' && objects(body.blocks).length === 0) return refused('no_text');
  const content = { text: text(body.text), ...(body.blocks === undefined ? {} : { blocks: identified(body.blocks) }) };
  if (isYes(body.replace_original) && original !== undefined) {
    table.update(original.id, { blocks: [], ...content });
    return granted();
  }
  post(where, content, body);
  return granted();
}

function post(
  { workspace, channel, user, source }: Answerable,
  content: { text: string; blocks?: Json[] },
  body: Json,
): void {
  const { rows, bot } = workspace;
  const thread = text(body.thread_ts) || source?.thread;
  const row = {
    ...{ ts: laterThan(workspace), channel_id: channel, user: bot.userId, bot_id: bot.botId, app_id: APP_ID },
    ...{ type: 'message', ...content, reply_count: 0, reply_users: [], reactions: [] },
    ...(thread === undefined ? {} : { thread_ts: thread }),
  };
  if (body.response_type === 'in_channel') rows.messages.insert(row);
  else rows.ephemeralMessages.insert({ ...row, target_user: user });
}

/** A moment that no message of the workspace has. */
function laterThan({ rows }: Workspace): string {
  const taken = new Set([...rows.messages.all(), ...rows.ephemeralMessages.all()].map((one) => one.ts));
  const seconds = Math.floor(Date.now() / 1_000);
  let part = 500_000;
  while (taken.has(`${seconds}.${part}`)) part += 1;
  return `${seconds}.${part}`;
}
