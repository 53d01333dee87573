/** Microsoft's Agents Playground as a process of its own: the conversations of Teams, a page to see them on, no tenant. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BOT, KITCHEN, ME, MY_CHAT, PEOPLE, SHIFT_LEADS, type Someone, TEAM, TENANT_ID } from './seed.ts';

export interface Playground {
  /** The page, and the playground's own interface. */
  readonly url: string;
  readonly port: number;
  /** Where it takes what a bot says, if nothing stands between. */
  readonly connectorUrl: string;
  /** Ends the process and removes its folder. */
  end(): Promise<void>;
}

export interface PlaygroundOptions {
  /** Where the bot takes activities: `…/api/messages`. */
  readonly bot: string;
  /** Where activities say that the bot may answer; the playground's own connector if absent. */
  readonly serviceUrl?: string;
}

const require = createRequire(import.meta.url);

/** Milliseconds. */
const PATIENCE = 20_000;

/** However a test run is broken off, the pipe to it closes: then the process ends too, and takes its folder along. */
const LEASH = `
  import { rmSync } from 'node:fs';
  process.stdin.resume().on('end', () => {
    rmSync(process.cwd(), { recursive: true, force: true });
    process.exit();
  });
`;

/** Starts it on a port that nobody has. Throws with what it wrote down if it does not come up. */
export async function startPlayground({ bot, serviceUrl }: PlaygroundOptions): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), 'sopwith-playground-'));
  // Every JSON is YAML.
  await writeFile(join(folder, '.m365agentsplayground.yml'), JSON.stringify(config()));
  const answers = serviceUrl === undefined ? [] : ['--service-url', serviceUrl];
  const child = run(folder, ['--app-endpoint', bot, ...answers]);
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const port = await listening(child);
    const url = `http://127.0.0.1:${port}`;
    await answering(url, child);
    return { url, port, connectorUrl: `${url}/_connector`, end };
  } catch (error) {
    const log = await readFile(join(folder, 'devTools/m365agentsplayground.log'), 'utf8').catch(() => '');
    await end();
    throw new Error(`The playground did not start: ${log}`, { cause: error });
  }
}

function run(folder: string, args: readonly string[]): ChildProcess {
  // Not through its shebang: another Node may be first on the path.
  const program = join(dirname(require.resolve('@microsoft/m365agentsplayground/package.json')), 'cli.js');
  const always = ['--channel-id', 'msteams', '--port', '0', '--disable-telemetry'];
  // A proxy of the machine would be asked for loopback addresses too.
  const { HTTP_PROXY, HTTPS_PROXY, http_proxy, https_proxy, ...environment } = process.env;
  const env = { ...environment, TEAMSAPPTESTER_BROWSER: 'none', NODE_OPTIONS: '', TZ: ME.zone };
  const command = ['--import', `data:text/javascript,${encodeURIComponent(LEASH)}`, program, ...always, ...args];
  return spawn(process.execPath, command, { cwd: folder, env, stdio: 'pipe' });
}

async function listening(child: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let said = '';
  const hear = (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2_000);
    const port = /Listening on (\d+)/.exec(said)?.[1];
    if (port !== undefined) resolve(Number(port));
  };
  // Read to the end: a pipe that is full would stop it.
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  child.once('exit', () => reject(new Error(said)));
  child.once('error', reject);
  const limit = setTimeout(() => reject(new Error(`It says nothing of a port: ${said}`)), PATIENCE);
  return promise.finally(() => clearTimeout(limit));
}

/** It says that it listens before it has read its configuration, and ends if that is wrong. */
async function answering(url: string, child: ChildProcess): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end && child.exitCode === null) {
    const said = await fetch(`${url}/_debug/ping`).then(
      (response) => response.text(),
      () => '',
    );
    if (said === 'pong') return;
    await wait(10);
  }
  throw new Error('It does not answer');
}

function config() {
  return {
    version: '0.1.1',
    tenantId: TENANT_ID,
    bot: BOT,
    currentUser: userOf(ME),
    users: PEOPLE.filter((one) => one !== ME).map(userOf),
    personalChat: { id: MY_CHAT.id },
    groupChat: { id: SHIFT_LEADS.id, name: SHIFT_LEADS.name },
    team: { ...TEAM, channels: [{ id: KITCHEN.id, name: KITCHEN.name }] },
  };
}

function userOf({ id, name, aadObjectId, email }: Someone) {
  const [givenName = '', surname = ''] = name.split(' ');
  // Spelt as the playground spells it.
  return { id, name, aadObjectId, userPrincipleName: email, givenName, surname, email };
}
