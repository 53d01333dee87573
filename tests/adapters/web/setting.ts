/** A local workspace for a test, over a real database, with a conversation that the test writes. */
import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { createWebChat } from '../../../src/adapters/web/chat.ts';
import { createPulse } from '../../../src/adapters/web/pulse.ts';
import { LOCAL_WORKSPACE, seedLocalWorkspace } from '../../../src/adapters/web/seed.ts';
import { webWorkspace } from '../../../src/adapters/web/server.ts';
import type { Card } from '../../../src/cards/card.ts';
import type { Answer, Conversation, Pressed, Said } from '../../../src/runtime/conversation.ts';
import { type Handle, handler } from '../../../src/runtime/handle.ts';
import { createMemory } from '../../../src/runtime/memory.ts';
import type { Chat, Files } from '../../../src/runtime/ports.ts';
import { createReview } from '../../../src/runtime/review.ts';
import type { Database } from '../../../src/store/database.ts';
import { type DatabaseKind, temporaryDatabase } from '../../support/database.ts';

export interface Setting {
  readonly app: Hono;
  readonly chat: Chat;
  readonly db: Database;
  readonly files: Files;
  readonly handle: Handle;
  readonly said: Said[];
  readonly pressed: Pressed[];
  readonly failures: unknown[];
  /** The same workspace as another process on the same database serves it. */
  second(): Promise<Hono>;
  end(): Promise<void>;
}

export const card = (title: string, more: Partial<Card> = {}): Card => ({
  ...{ title, tone: 'neutral', elements: [], actions: [], fallback: title, ...more },
});

/** `answers` says what Sopwith answers; without it, nothing. */
export async function createSetting(
  options: { kind?: DatabaseKind; answers?: (request: Said | Pressed) => Answer } = {},
): Promise<Setting> {
  const { kind = 'sqlite', answers = () => ({ type: 'none' }) } = options;
  const temporary = await temporaryDatabase(kind);
  const clock = { now: () => 1_764_000_000_000 };
  await seedLocalWorkspace(temporary.db, clock);
  const said: Said[] = [];
  const pressed: Pressed[] = [];
  const failures: unknown[] = [];
  const failed = (error: unknown) => void failures.push(error);
  const files = memoryFiles();
  const conversation: Conversation = {
    say: async (one) => {
      said.push(one);
      return answers(one);
    },
    press: async (one) => {
      pressed.push(one);
      return answers(one);
    },
    runOfThread: async () => undefined,
    roleCalled: async () => undefined,
    posted: async () => undefined,
    search: async () => ({ found: [], names: {} }),
    runCard: async () => undefined,
    reply: async () => ({ recorded: false, answer: { type: 'none' } }),
    home: async () => ({ cards: [], names: {} }),
    complete: async (_, typed) => [{ phrase: `run ${typed}`, explains: 'Starts it' }],
  };
  const serve = (db: Database) => {
    const pulse = createPulse(db, failed, 20);
    const memory = createMemory();
    const handle = handler({ db, memory, now: clock.now, committed: () => {} });
    const parts = {
      db,
      conversation,
      review: async () =>
        createReview(
          {
            db,
            handle,
            memory,
            chats: new Map(),
            templates: { all: async () => [] },
            now: clock.now,
            committed: () => {},
          },
          files,
        ),
      files,
      clock,
      pulse,
      failed,
      workspace: LOCAL_WORKSPACE,
      secret: 'a secret of the test',
    };
    return { app: webWorkspace(parts), chat: createWebChat({ db, clock, pulse }), handle };
  };
  return {
    ...serve(temporary.db),
    ...{ db: temporary.db, files, said, pressed, failures, end: temporary.end },
    second: async () => serve(await temporary.open()).app,
  };
}

function memoryFiles(): Files {
  const kept = new Map<string, Uint8Array>();
  return {
    put: async (bytes) => {
      const id = createHash('sha256').update(bytes).digest('hex');
      kept.set(id, bytes);
      return id;
    },
    get: async (id) => kept.get(id),
  };
}

/** What a browser of our own page sends along. */
export function asPage(member: string, key: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    ...{ 'x-sopwith-member': member, 'idempotency-key': key, 'sec-fetch-site': 'same-origin' },
    ...{ origin: 'http://localhost', host: 'localhost', ...more },
  };
}

export async function post(app: Hono, path: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  const json = { 'content-type': 'application/json', ...headers };
  return app.request(`/api/local${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) });
}

export async function say(app: Hono, text: string, key: string, more: { thread?: string; member?: string } = {}) {
  const { member = 'ana', thread } = more;
  return post(app, '/channels/kitchen/messages', { text, ...(thread && { thread }) }, asPage(member, key));
}

export async function messagesOf(app: Hono, channel = 'kitchen', query = ''): Promise<Shown[]> {
  const response = await app.request(`/api/local/channels/${channel}/messages${query}`);
  return ((await response.json()) as { messages: Shown[] }).messages;
}

export interface Shown {
  readonly id: string;
  readonly author: string | null;
  readonly text: string;
  readonly card: { readonly type: string } | null;
  readonly files: readonly { file: string; name: string; mime: string; bytes: number }[];
  readonly replies: { readonly count: number } | null;
  readonly order: number;
  readonly deleted: boolean;
}

export async function upload(app: Hono, path: string, files: File[], key: string, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, text] of Object.entries(fields)) form.append(name, text);
  for (const file of files) form.append('file', file);
  return app.request(`/api/local${path}`, { method: 'POST', headers: asPage('ana', key), body: form });
}
