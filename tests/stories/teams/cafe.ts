/** Sopwith in a tenant of Microsoft Teams: the whole program, with the stand-in on the other side of the wire. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type App, createApp, type Parts } from '../../../src/app.ts';
import { type Config, readConfig } from '../../../src/config.ts';
import { optional } from '../../../src/engine/optional.ts';
import { fromYaml } from '../../../src/engine/yaml.ts';
import type { Command } from '../../../src/runtime/command.ts';
import { grantRole } from '../../../src/store/people.ts';
import type { Message } from '../../support/teams/held.ts';
import { buttonsOf, readable } from '../../support/teams/reading.ts';
import { TENANT_ID } from '../../support/teams/seed.ts';
import { startTeams, type Teams, type TeamsOptions } from '../../support/teams/teams.ts';
import { tokenFor } from '../../support/teams/token.ts';

export interface Cafe {
  readonly teams: Teams;
  readonly app: App;
  readonly workspace: string;
  /** What the program was started with. */
  readonly config: Config;
  /** Lines of the program's log, newest last. */
  readonly log: readonly Line[];
  /** Waits for a message in a place that says this; the newest one. */
  says(place: string, words: string | RegExp): Promise<Message>;
  /** The same in the thread of a post. */
  answers(post: Message, words: string | RegExp): Promise<Message>;
  /** The same in somebody's own chat with Sopwith. */
  tells(name: string, words: string | RegExp): Promise<Message>;
  /** Waits until a message says this. */
  becomes(message: Message, words: string | RegExp): Promise<Message>;
  /** Publishes an SOP written as YAML, as Ana, whose roles are held by people. Gives its id. */
  publishes(yaml: string, roles?: Readonly<Record<string, readonly string[]>>): Promise<string>;
  readonly address: string;
  stops(): Promise<void>;
  starts(): Promise<void>;
  end(): Promise<void>;
}

export interface Line {
  readonly level: number;
  readonly msg: string;
  readonly err?: { readonly message: string };
}

export interface CafeOptions extends TeamsOptions {
  readonly parts?: Partial<Parts>;
  readonly env?: Readonly<Record<string, string>>;
  /** How long Teams may take for one call, in milliseconds. */
  readonly patience?: number;
}

/** How long something may take on a busy machine, in milliseconds. */
const PATIENCE = 20_000;

/** Opens the program on a new data folder. Ana administers it. */
export async function openCafe({ parts = {}, env = {}, patience, ...options }: CafeOptions = {}): Promise<Cafe> {
  const teams = await startTeams(options);
  const data = await mkdtemp(join(tmpdir(), 'sopwith-teams-'));
  const log: Line[] = [];
  const config = configFor(teams, { SOPWITH_DATA: data, PORT: '0', ...env }, patience);
  const sink = { write: (line: string) => void log.push(JSON.parse(line) as Line) };
  const open = async () => {
    const teamsTokens = (audience: string) => tokenFor(teams.settings, audience);
    const app = await createApp(config, { log: pino({ level: 'info' }, sink), teamsTokens, ...parts });
    const address = await app.listen();
    teams.deliverTo(`${address}/api/messages`);
    return { app, address };
  };
  let running = await open();
  let isStopped = false;
  const look = (messages: () => readonly Message[], words: string | RegExp, where: string) =>
    teams.until(
      () => messages().findLast((one) => matches(readable(one), words)),
      () => `${words} in ${where}; there is:\n${messages().map(readable).join('\n--\n')}`,
      PATIENCE,
    );
  return {
    ...{ teams, log, config, workspace: `teams-${TENANT_ID}` },
    get app() {
      return running.app;
    },
    get address() {
      return running.address;
    },
    says: (place, words) => look(() => teams.messages(place), words, place),
    answers: (post, words) => look(() => teams.thread(post), words, 'the thread'),
    tells: (name, words) => look(() => teams.person(name).direct(), words, `the chat with ${name}`),
    becomes: (message, words) =>
      look(() => [teams.held.message(message.id)].filter((one) => one !== undefined), words, 'it'),
    publishes: (yaml, roles = {}) => published(running.app, teams, yaml, roles),
    async stops() {
      teams.deliverTo(undefined);
      await running.app.stop();
      isStopped = true;
    },
    async starts() {
      running = await open();
      isStopped = false;
    },
    async end() {
      if (!isStopped) await running.app.stop();
      await teams.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

function configFor(teams: Teams, env: Readonly<Record<string, string>>, patience?: number): Config {
  const { appId, password, openIdUrl, graphUrl } = teams.settings;
  const admins = { TEAMS_ADMINS: teams.person('ana').email };
  const own =
    appId === undefined ? { TEAMS_ANONYMOUS: '1' } : { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: password ?? '' };
  const read = readConfig({ ...own, ...admins, TEAMS_TENANT_ID: TENANT_ID, TEAMS_SERVICE_URL: teams.url, ...env });
  if (!read.teams) throw new Error('Teams is not set up');
  return { ...read, teams: { ...read.teams, openIdUrl, graphUrl, ...optional('patience', patience) } };
}

async function published(
  app: App,
  teams: Teams,
  yaml: string,
  roles: Readonly<Record<string, readonly string[]>>,
): Promise<string> {
  const read = fromYaml(yaml);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const workspace = `teams-${TENANT_ID}`;
  const ana = teams.person('ana');
  // Whoever has said something is known.
  const names = new Set(['ana', ...Object.values(roles).flat()]);
  for (const name of names) await teams.person(name).says('chat', 'help');
  for (const name of names) await teams.until(() => teams.person(name).direct().length > 1 || undefined, 'help');
  const actor = { type: 'member', id: ana.aadObjectId, identity: `teams:${TENANT_ID}:${ana.aadObjectId}` } as const;
  const sop = `sop-${read.definition.sop}`;
  const commands: readonly Command[] = [
    { type: 'createDraft', sop, definition: read.definition, questions: [], place: `teams:${ana.chat}` },
    { type: 'publishDraft', sop },
  ];
  for (const command of commands) {
    const reply = await app.handle({ workspace, key: `${command.type}:${sop}`, actor, command });
    if (reply.status === 'refused') throw new Error(JSON.stringify(reply.refusal));
  }
  await app.db.transaction(async (tx) => {
    for (const [role, holders] of Object.entries(roles)) {
      for (const name of holders) await grantRole(tx, workspace, role, teams.person(name).aadObjectId);
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
