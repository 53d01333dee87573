/**
 * Slack on this machine: the emulator's workspaces behind a server that refuses, limits, loses and delivers as Slack does.
 * Nothing here is real but the protocol; what an app did is read from what the workspaces hold.
 */
import { APP_TOKEN, CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET } from './app.ts';
import { blockKit } from './block-kit.ts';
import type { Call } from './call.ts';
import { createDesk, type Delivery, type Desk } from './desk.ts';
import { openWorkspace, type Workspace } from './emulator.ts';
import { EVENTS, envelope, eventsOf } from './events.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import type { Json } from './json.ts';
import { listen } from './proxy.ts';
import { createResponseUrls } from './response-url.ts';
import type { WorkspaceSeed } from './seed.ts';
import { createLink, type Link } from './socket.ts';
import { type Team, teamOf } from './team.ts';

export interface SlackOptions {
  /** One workspace of the usual people and channels, if absent. */
  readonly teams?: readonly WorkspaceSeed[];
  /** Holds `chat.postMessage` to one a second in each channel. */
  readonly limit?: boolean;
  /** The events that the app subscribes to, as its manifest names them. */
  readonly events?: readonly string[];
}

/** Itself the first workspace; `team` gives the others. */
export interface Slack extends Team {
  readonly url: string;
  /** For the app's configuration: an address, a bot token, secrets. */
  readonly settings: Readonly<
    Record<
      | 'SLACK_API_URL'
      | 'SLACK_BOT_TOKEN'
      | 'SLACK_SIGNING_SECRET'
      | 'SLACK_APP_TOKEN'
      | 'SLACK_CLIENT_ID'
      | 'SLACK_CLIENT_SECRET',
      string
    >
  >;
  team(id: string): Team;
  /** Calls of the Web API, and posts to a response_url (`response_url`), in order. */
  readonly calls: Call[];
  callsOf(method: string): Call[];
  /** What the app sent in bad form. A test ends with none. */
  readonly violations: string[];
  inject(fault: Fault): void;
  readonly faults: Faults;
  /** Where the app listens (`…/slack/events`). Without it, all goes over Socket Mode. */
  deliverTo(url: string | undefined): void;
  readonly desk: Desk;
  readonly link: Link;
  /** Brings something to the app once more, as Slack does when it got no answer in time. */
  redeliver(delivery: Delivery, retry?: number): ReturnType<Desk['send']>;
  /** Looks again after whatever happens here, until it gives something. Rejects after `patience` ms (5,000). */
  until<T>(look: () => T | undefined | null | false, what?: string | (() => string), patience?: number): Promise<T>;
  close(): Promise<void>;
}

export async function startSlack({
  teams: seeds = [{}],
  limit = false,
  events = EVENTS,
}: SlackOptions = {}): Promise<Slack> {
  // Made before the first call: making the schema takes seconds, which a client would not wait.
  await blockKit();
  const server = await listen();
  const { url } = server;
  const calls: Call[] = [];
  const watch = createWatch(() => calls.slice(-8).map(outcomeOf).join(', '));
  const link = createLink(watch.changed);
  const desk = createDesk(link, watch.changed);
  const subscribed = new Set(events);
  const heard = (workspace: Workspace, change: Json) => {
    const isInstalled = workspace.rows.tokens.all().some((one) => one.token_type === 'bot');
    if (!isInstalled || !desk.hasApp()) return;
    for (const event of eventsOf(workspace, change, subscribed))
      void desk.send('events_api', envelope(workspace, event));
  };
  const workspaces = await Promise.all(seeds.map((seed) => openWorkspace(seed, url, heard)));
  const violations: string[] = [];
  const faults = createFaults();
  const responses = createResponseUrls(url, violations);
  const api = { url, workspaces, violations, isLimited: limit, lastPost: new Map<string, number>() };
  server.serve({ api, calls, faults, responses, link, changed: watch.changed });
  const teams = workspaces.map((workspace) => teamOf({ workspace, desk, responses, violations }));
  const [first] = teams;
  if (first === undefined) throw new Error('Slack needs a workspace');
  return {
    ...first,
    url,
    settings: {
      ...{ SLACK_API_URL: `${url}/api/`, SLACK_BOT_TOKEN: first.bot.token, SLACK_SIGNING_SECRET: SIGNING_SECRET },
      ...{ SLACK_APP_TOKEN: APP_TOKEN, SLACK_CLIENT_ID: CLIENT_ID, SLACK_CLIENT_SECRET: CLIENT_SECRET },
    },
    team: (id) => {
      const found = teams.find((one) => one.id === id);
      if (found === undefined) throw new Error(`There is no workspace ${id}`);
      return found;
    },
    ...{ calls, violations, faults, desk, link },
    callsOf: (method) => calls.filter((one) => one.method === method),
    inject: faults.inject,
    deliverTo: desk.deliverTo,
    redeliver: ({ type, payload }, retry = 1) => desk.send(type, payload, { retry }),
    until: watch.until,
    close: server.close,
  };
}

interface Watch {
  changed(): void;
  until: Slack['until'];
}

function outcomeOf({ method, answer }: Call): string {
  return `${method} → ${answer === undefined ? 'no answer' : answer.body.ok === true ? 'ok' : String(answer.body.error)}`;
}

/** `lately` says what happened last, for whoever waited in vain. */
function createWatch(lately: () => string): Watch {
  const looking = new Set<() => void>();
  return {
    changed: () => {
      for (const look of looking) look();
    },
    until: (look, what = 'what was waited for', patience = 5_000) =>
      new Promise((resolve, reject) => {
        const end = () => {
          clearTimeout(limit);
          looking.delete(again);
        };
        const again = () => {
          try {
            const found = look();
            if (found === undefined || found === null || found === false) return;
            end();
            resolve(found);
          } catch (error) {
            end();
            reject(error as Error);
          }
        };
        const limit = setTimeout(() => {
          end();
          reject(
            new Error(
              `Slack never came to ${typeof what === 'string' ? what : what()}. Lately: ${lately() || 'nothing'}`,
            ),
          );
        }, patience);
        looking.add(again);
        again();
      }),
  };
}
