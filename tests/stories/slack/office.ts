/** Sopwith in a Slack workspace: the whole program, with the stand-in on the other side of the wire. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { SCOPE_NAMES } from '../../../src/adapters/slack/scopes.ts';
import { type App, createApp, type Parts } from '../../../src/app.ts';
import { readConfig } from '../../../src/config.ts';
import { fromYaml } from '../../../src/engine/yaml.ts';
import type { Command } from '../../../src/runtime/command.ts';
import { grantRole } from '../../../src/store/people.ts';
import { type Slack, type SlackOptions, startSlack } from '../../support/slack/slack.ts';
import { buttonsOf, type Message, readable } from '../../support/slack/surface.ts';
import type { Team } from '../../support/slack/team.ts';

export type Mode = 'http' | 'socket';

export interface Office {
  readonly slack: Slack;
  readonly app: App;
  /** Lines of the program's log, newest last. */
  readonly log: readonly Line[];
  /** Waits for a message in a channel that says this; the newest one. */
  says(channel: string, words: string | RegExp): Promise<Message>;
  /** The same in the thread of a message. */
  answers(parent: Message, words: string | RegExp): Promise<Message>;
  /** Waits until a message that was posted says this. */
  becomes(message: Message, words: string | RegExp): Promise<Message>;
  /** Publishes an SOP written as YAML, as Ana, whose roles are held by people (by their short names). Gives its id. */
  publishes(yaml: string, roles?: Readonly<Record<string, readonly string[]>>, team?: Team): Promise<string>;
  /** What the program was started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where it listens. */
  readonly address: string;
  /** Stops the program; `starts` begins it again on the same data. */
  stops(): Promise<void>;
  starts(): Promise<void>;
  end(): Promise<void>;
}

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly err?: { readonly message: string };
}

export interface OfficeOptions extends SlackOptions {
  readonly mode?: Mode;
  readonly parts?: Partial<Parts>;
  readonly env?: Readonly<Record<string, string>>;
  /** Done to Slack before the program starts. */
  readonly before?: (slack: Slack) => void;
}

/** How long something may take on a busy machine, in milliseconds. */
const PATIENCE = 20_000;

const PACE = 10;

/** Opens the program on a new data folder. */
export async function openOffice({
  mode = 'http',
  parts = {},
  env = {},
  before,
  ...options
}: OfficeOptions = {}): Promise<Office> {
  const seeds = options.teams ?? [{}];
  const teams = seeds.map((seed) => ({ scopes: SCOPE_NAMES, ...seed }));
  const slack = await startSlack({ ...options, teams });
  const data = await mkdtemp(join(tmpdir(), 'sopwith-slack-'));
  const log: Line[] = [];
  const { SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, ...always } = slack.settings;
  const { SLACK_BOT_TOKEN, ...rest } = always;
  const isMany = seeds.some((seed) => seed.isInstalled === false);
  const many = { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET, ...rest };
  const one = mode === 'http' ? { ...always, SLACK_SIGNING_SECRET } : { ...always, SLACK_APP_TOKEN };
  const environment = { SOPWITH_DATA: data, PORT: '0', ...(isMany ? many : one), ...env };
  const sink = { write: (line: string) => void log.push(JSON.parse(line) as Line) };
  const open = async () => {
    // A second between messages only where Slack insists on it: stories are not about waiting.
    const pace = options.limit ? {} : { slackPace: PACE };
    const app = await createApp(readConfig(environment), { log: pino({ level: 'info' }, sink), ...pace, ...parts });
    // Until it listens nothing is brought to it.
    const address = await app.listen();
    if (mode === 'http') slack.deliverTo(`${address}/slack/events`);
    return { app, address };
  };
  before?.(slack);
  let running = await open();
  let isStopped = false;
  const look = (messages: () => readonly Message[], words: string | RegExp, where: string) =>
    slack.until(
      () => messages().findLast((one) => matches(readable(one), words)),
      () => `${words} in ${where}; there is:\n${messages().map(readable).join('\n--\n')}`,
      PATIENCE,
    );
  return {
    ...{ slack, log, environment },
    get app() {
      return running.app;
    },
    get address() {
      return running.address;
    },
    says: (channel, words) => look(() => slack.messages(channel), words, channel),
    answers: (parent, words) => look(() => slack.thread(parent), words, 'the thread'),
    becomes: (message, words) => look(() => [slack.message(message)].filter((one) => one !== undefined), words, 'it'),
    publishes: (yaml, roles = {}, team = slack) => published(running.app, team, yaml, roles),
    async stops() {
      await running.app.stop();
      isStopped = true;
    },
    async starts() {
      running = await open();
      isStopped = false;
    },
    async end() {
      if (!isStopped) await running.app.stop();
      await slack.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function published(
  app: App,
  slack: Team,
  yaml: string,
  roles: Readonly<Record<string, readonly string[]>>,
): Promise<string> {
  const read = fromYaml(yaml);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const workspace = `slack-${slack.id}`;
  const ana = slack.person('ana');
  // Whoever has said something is known.
  const names = new Set(['ana', ...Object.values(roles).flat()]);
  for (const name of names) await slack.person(name).slash('ops', '/sop help');
  const actor = { type: 'member', id: ana.id, identity: `slack:${slack.id}:${ana.id}` } as const;
  const sop = `sop-${read.definition.sop}`;
  const place = `slack:${slack.channel('ops')}`;
  const commands: readonly Command[] = [
    { type: 'createDraft', sop, definition: read.definition, questions: [], place },
    { type: 'publishDraft', sop },
  ];
  for (const command of commands) {
    const reply = await app.handle({ workspace, key: `${command.type}:${sop}`, actor, command });
    if (reply.status === 'refused') throw new Error(JSON.stringify(reply.refusal));
  }
  await app.db.transaction(async (tx) => {
    for (const [role, holders] of Object.entries(roles)) {
      for (const name of holders) await grantRole(tx, workspace, role, slack.person(name).id);
    }
  });
  await app.worker.idle();
  return sop;
}

function matches(said: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? said.includes(words) : words.test(said);
}

export { buttonsOf, readable };

export async function sample(name: string): Promise<{ name: string; bytes: Uint8Array }> {
  return { name, bytes: await readFile(new URL(`../../../samples/${name}`, import.meta.url)) };
}
