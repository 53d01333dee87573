/**
 * A workplace for stories: the whole program over a real database and a real folder, people who speak and press, and a
 * clock that only the story moves. Nothing in it stands in for a part of the program.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { filesInFolder } from '../../src/adapters/files/folder.ts';
import type { Kept } from '../../src/adapters/web/chat.ts';
import { type App, createApp, type Parts } from '../../src/app.ts';
import { type ActionValue, decodeAction, encodeAction } from '../../src/cards/action.ts';
import type { Action, Card } from '../../src/cards/card.ts';
import type { Config } from '../../src/config.ts';
import type { Answer, FieldValue, StoredFile } from '../../src/runtime/conversation.ts';
import { loadRun } from '../../src/runtime/talking.ts';
import { saveFileRow } from '../../src/store/files.ts';
import { dynamic } from '../../src/store/query.ts';
import { listRuns } from '../../src/store/runs.ts';
import { listWebMessages } from '../../src/store/web-messages.ts';
import type { DatabaseKind } from '../support/database.ts';
import { wordsOf } from './words.ts';

/** Monday, 6:30 UTC. */
export const MORNING = Date.UTC(2026, 2, 2, 6, 30);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Posted {
  readonly id: string;
  readonly author: string | null;
  readonly text: string;
  /** As it is now. */
  readonly card: Card | undefined;
  /** All that its card says, names filled in. */
  readonly says: string;
}

export interface Workplace {
  app: App;
  readonly config: Config;
  readonly clock: { now(): number; at: number };
  /** Somebody types `/sop …` in a channel. */
  say(
    member: string,
    text: string,
    more?: { channel?: string; key?: string; files?: readonly StoredFile[] },
  ): Promise<Answer>;
  /** Somebody presses a button that is on this card, and fills its form. */
  press(
    member: string,
    on: Posted,
    label: string,
    fields?: Fields,
    more?: { key?: string; channel?: string },
  ): Promise<Answer>;
  /** Sends an action's value by itself, as a form's second half or an old client does. */
  send(member: string, value: ActionValue, fields?: Fields, more?: { key?: string; channel?: string }): Promise<Answer>;
  /** What stands in a channel, or in the thread under a message; oldest first. */
  read(channel: string, thread?: string): Promise<readonly Posted[]>;
  /** The newest message whose card has this title, in the channel or any thread of it. */
  find(channel: string, title: string | RegExp): Promise<Posted>;
  /** All messages of the channel and its threads with a card. */
  cards(channel: string): Promise<readonly Posted[]>;
  upload(name: string, mime: string, bytes: Uint8Array): Promise<StoredFile>;
  /** The newest run of a channel, as it stands. */
  run(channel: string): Promise<NonNullable<Awaited<ReturnType<typeof loadRun>>>>;
  /** Lets so much time pass, stopping wherever something falls due. */
  pass(milliseconds: number): Promise<void>;
  idle(): Promise<void>;
  /** Stops the program and starts it again over what is there. `away`: milliseconds between. */
  restart(away?: number): Promise<void>;
  end(): Promise<void>;
}

export type Fields = Readonly<Record<string, FieldValue>>;

const SETTINGS = { port: 0, host: '127.0.0.1', secret: undefined, logLevel: 'silent' } as const;

/** A program over a new, empty database. `parts` may replace what stands at its edge: files, documents, other chats. */
export async function openWorkplace(kind: DatabaseKind, parts: Parts = {}): Promise<Workplace> {
  const { config, remove } = await emptyPlace(kind);
  const workplace = await workIn(config, parts);
  const stop = workplace.end;
  const end = async () => {
    await stop();
    await remove();
  };
  return Object.assign(workplace, { end });
}

/** Settings that lead to an empty database and an empty folder. */
export async function emptyPlace(kind: DatabaseKind): Promise<{ config: Config; remove: () => Promise<void> }> {
  // Only here: a process that a story starts over a place of its own runs outside of vitest, which this needs.
  const { place } = await import('../support/database.ts');
  const { where, remove: removeDatabase } = await place(kind);
  const data = await mkdtemp(join(tmpdir(), 'sopwith-story-'));
  // On SQLite the database lies where the program itself puts it.
  if ('file' in where) await removeDatabase();
  const remove = async () => {
    if ('url' in where) await removeDatabase();
    await rm(data, { recursive: true, force: true });
  };
  return { config: { ...SETTINGS, data, databaseUrl: 'url' in where ? where.url : undefined }, remove };
}

/** A program over what is there already; its end leaves the data alone. */
export async function workIn(config: Config, parts: Parts = {}, clock = clockAt(MORNING)): Promise<Workplace> {
  const whole: Parts = { log: pino({ level: 'silent' }), ...parts, clock };
  const files = parts.files ?? filesInFolder(join(config.data, 'files'));
  let keys = 0;
  const life = crypto.randomUUID().slice(0, 8);
  const newKey = () => `story:${life}:${++keys}`;
  const app = await createApp(config, whole);
  const { workspace } = app;

  const work: Workplace = {
    ...{ app, config, clock },
    say(member, text, more = {}) {
      const { channel = 'kitchen', key = newKey(), files: lying = [] } = more;
      // Two things that are said one after the other are not said at the same instant.
      clock.at += 1;
      return work.app.conversation.say({ workspace, member, place: `web:${channel}`, text, files: lying, key });
    },
    async press(member, on, label, fields, more = {}) {
      const button = buttonOf(on, label);
      // Some forms are asked for when their button is pressed: of those who may do it.
      const asked =
        fields && !button.form
          ? await work.send(member, button.value, undefined, { ...more, key: newKey() })
          : undefined;
      if (asked && asked.type !== 'form') return asked;
      const action = asked ? { ...button, form: asked.form, value: asked.value } : button;
      const known = action.form?.fields.map((one) => one.id) ?? [];
      const strange = Object.keys(fields ?? {}).filter((id) => !known.includes(id));
      if (strange.length > 0) throw new Error(`the form of “${label}” has no field ${strange.join(', ')}`);
      const given = action.form ? { ...emptied(action), ...fields } : fields;
      return work.send(member, action.value, given, more);
    },
    send(member, value, fields, more = {}) {
      const { key = newKey(), channel = 'kitchen' } = more;
      // As over the wire: a button's value is what its encoded form says.
      const decoded = decodeAction(encodeAction(value));
      if (!decoded) throw new Error(`not a value of a button: ${encodeAction(value)}`);
      const filled = fields === undefined ? {} : { fields };
      return work.app.conversation.press({
        workspace,
        member,
        place: `web:${channel}`,
        value: decoded,
        ...filled,
        key,
      });
    },
    async read(channel, thread = '') {
      const where = { workspace, channel, thread, before: Number.MAX_SAFE_INTEGER, limit: 1_000 };
      const rows = await listWebMessages(work.app.db, where);
      return rows
        .filter((row) => row.deleted_at === null)
        .toReversed()
        .map(({ id, author_id: author, text, card }) => {
          const kept = card === null ? undefined : (JSON.parse(card) as Kept);
          return { id, author, text, card: kept?.card, says: kept ? wordsOf(kept.card, kept.names) : text };
        });
    },
    async cards(channel) {
      const roots = await work.read(channel);
      const threads = await Promise.all(roots.map((root) => work.read(channel, root.id)));
      return [...roots, ...threads.flat()].filter((one) => one.card !== undefined);
    },
    async find(channel, title) {
      const cards = await work.cards(channel);
      const fits = ({ card }: Posted) => {
        const said = String(typeof card?.title === 'string' ? card.title : '');
        return typeof title === 'string' ? said === title : title.test(said);
      };
      const found = cards.findLast(fits);
      if (!found)
        throw new Error(`no card “${title}” in #${channel}, but ${cards.map((one) => one.card?.title).join(' | ')}`);
      return found;
    },
    async upload(name, mime, bytes) {
      const stored = { file: await files.put(bytes), name, mime, bytes: bytes.length };
      const { file: id, ...rest } = stored;
      await saveFileRow(work.app.db, { workspace, id, ...rest, at: clock.now() });
      return stored;
    },
    async run(channel) {
      const [newest] = await listRuns(work.app.db, workspace, { place: `web:${channel}`, limit: 1 });
      const run = newest && (await loadRun(work.app, workspace, newest.id));
      if (!run) throw new Error(`no run in #${channel}`);
      return run;
    },
    async pass(milliseconds) {
      const until = clock.at + milliseconds;
      for (;;) {
        await work.idle();
        const next = await nextDue(work.app, clock.at);
        if (next === undefined || next > until) break;
        clock.at = next;
      }
      clock.at = until;
      await work.idle();
    },
    idle: () => work.app.worker.idle(),
    async restart(away = 0) {
      await work.app.stop();
      clock.at += away;
      work.app = await createApp(config, whole);
      await work.idle();
    },
    end: () => work.app.stop(),
  };
  await work.idle();
  return work;
}

export function clockAt(at: number): { now(): number; at: number } {
  return {
    at,
    now() {
      return this.at;
    },
  };
}

/** The button of this label on a card, in its list too. */
export function buttonOf({ card }: Posted, label: string): Action {
  const lines = card?.elements.flatMap((one) => (one.type === 'list' ? one.items : [])) ?? [];
  const inLines = lines.flatMap((line) => (line.action ? [line.action] : []));
  const more = (card?.more ?? []).map((one): Action => ({ ...one, style: 'default' }));
  const actions = [...(card?.actions ?? []), ...inLines, ...more];
  const found = actions.find((one) => one.label === label);
  if (found) return found;
  throw new Error(
    `“${String(card?.title)}” has no button “${label}”, but ${actions.map((one) => one.label).join(', ') || 'none'}`,
  );
}

/** A form as a client sends it back untouched: boxes are unticked, what was filled in stays. */
function emptied({ form }: Action): Fields {
  const fields = form?.fields ?? [];
  return Object.fromEntries(
    fields.flatMap((one): [string, FieldValue][] => {
      if (one.type === 'checkbox') return [[one.id, one.value ?? false]];
      return one.type !== 'file' && one.value !== undefined ? [[one.id, one.value]] : [];
    }),
  );
}

/** When the next timer falls due, or an effect is tried again. */
async function nextDue({ db }: App, after: number): Promise<number | undefined> {
  const timers = dynamic((build) =>
    build.selectFrom('timers').select('due').where('due', '>', after).orderBy('due').limit(1),
  );
  const effects = dynamic((build) =>
    build
      .selectFrom('effects')
      .select('due')
      .where('status', '<>', 'parked')
      .where('due', '>', after)
      .orderBy('due')
      .limit(1),
  );
  const [timer, effect] = [await db.one(timers, {}), await db.one(effects, {})];
  const dues = [timer?.due, effect?.due].filter((due) => due !== undefined);
  return dues.length > 0 ? Math.min(...dues) : undefined;
}
