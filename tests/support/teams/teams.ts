/**
 * Teams on this machine: the playground's conversations, behind a server that is Microsoft to the bot (its Connector, its
 * login, its keys, its Graph) and refuses, limits and loses as Microsoft does. What a bot did is read from what stands.
 */
import { type Call, type ConnectorProxy, createConnectorProxy } from './connector-proxy.ts';
import { createDesk, DESK_PATH, type Desk } from './desk.ts';
import { createFiles, type Files } from './files.ts';
import { problemsInAnswer, warmUp } from './form.ts';
import { createGraph, type Graph } from './graph.ts';
import { createHeld, type Held } from './held.ts';
import { createIdentity, type Identity } from './identity.ts';
import { type LoginOptions, SECRET } from './login.ts';
import { typedOnThePage } from './page.ts';
import { type Person, personOf } from './person.ts';
import { type Playground, startPlayground } from './playground.ts';
import { APP_ID, ME, MY_CHAT, PEOPLE, someoneCalled, TENANT_ID } from './seed.ts';
import { type Room, serve } from './serve.ts';
import { type Reading, readingOf } from './waiting.ts';
import { createWatch, type Watch } from './watch.ts';
import { createWays } from './ways.ts';
import { openChats, type World } from './world.ts';

export interface TeamsOptions extends LoginOptions {
  /** Nobody signs and nobody needs a token, as with a bot that has no app id. */
  readonly isAnonymous?: boolean;
  /** Whether the bot is told of what nobody mentions it in (resource-specific consent); yes if absent. */
  readonly hears?: boolean;
  /** Keys of people: the team's owners, and guests of the tenant. Ana owns it if absent. */
  readonly owners?: readonly string[];
  readonly guests?: readonly string[];
  /** What else answers at the same address: another tenant. */
  readonly rooms?: readonly Room[];
}

export interface Teams extends Reading, Pick<Watch, 'until'> {
  /** The one address that the bot may take for Microsoft's. */
  readonly url: string;
  readonly serviceUrl: string;
  /** For the bot's configuration. The secret is absent where nobody signs, and so is the app id. */
  readonly settings: TeamsSettings;
  /** By key (`ana`), name or id. */
  person(name: string): Person;
  readonly playground: Playground;
  readonly desk: Desk;
  readonly connector: ConnectorProxy;
  readonly identity: Identity;
  readonly graph: Graph;
  readonly files: Files;
  readonly held: Held;
  /** What the bot sent in bad form. A test ends with none. */
  readonly violations: readonly string[];
  /** Where the bot takes activities from now on: `…/api/messages`. */
  deliverTo(bot: string | undefined): void;
  close(): Promise<void>;
}

export interface TeamsSettings {
  readonly appId?: string;
  readonly password?: string;
  readonly tenant: string;
  readonly openIdUrl: string;
  readonly loginUrl: string;
  readonly graphUrl: string;
}

export async function startTeams(options: TeamsOptions = {}): Promise<Teams> {
  const { isAnonymous = false, hears = true, owners = ['ana'], guests = [], rooms = [] } = options;
  const violations: string[] = [];
  const held = createHeld();
  const watch = createWatch(() => connector.calls.slice(-8).map(outcomeOf).join(', '));
  const files = createFiles(watch.changed);
  const identity = await createIdentity(options);
  const may = (service: string) => (token: string) => isAnonymous || identity.admits(token, service);
  const ways = createWays({ held, files, guests, violations });
  const connector = createConnectorProxy({
    ...{ ...ways, changed: watch.changed, admits: may('https://api.botframework.com') },
    target: () => playground.connectorUrl,
  });
  const graph = createGraph({ held, files, owners, guests, admits: may('https://graph.microsoft.com') });
  const desk = createDesk({
    token: (claims) => (isAnonymous ? '' : identity.token(claims)),
    unexpected: (activity) => typedOnThePage(activity, held),
    answered: ({ activity, answer }) =>
      void violations.push(...problemsInAnswer(answer?.body).map((one) => `${activity.name}: ${one}`)),
    changed: watch.changed,
  });
  const served = await serve([...rooms, desk.room, connector.room, identity.room, graph.room, files.room]);
  const serviceUrl = `${served.url}/_connector/`;
  const playground = await startPlayground({ bot: `${served.url}${DESK_PATH}`, serviceUrl });
  warmUp();
  const others = PEOPLE.filter((one) => one !== ME);
  const chats = new Map([[ME.id, MY_CHAT.id], ...(await openChats(playground.url, others))]);
  const about = { playground: playground.url, serviceUrl, chats, hears };
  const world: World = { ...about, desk, held, files, changed: watch.changed };
  const { secret = SECRET, appId = APP_ID, certificate } = options;
  const key = certificate === undefined ? { password: secret } : {};
  const addresses = { openIdUrl: `${served.url}/openid`, loginUrl: served.url, graphUrl: served.url };
  return {
    ...readingOf(world, watch),
    ...{ url: served.url, serviceUrl, playground, desk, connector, identity, graph, files, held, violations },
    settings: { ...(isAnonymous ? {} : { appId, ...key }), tenant: TENANT_ID, ...addresses },
    person: (name) => personOf(world, someoneCalled(name)),
    deliverTo: desk.deliverTo,
    until: watch.until,
    close: async () => {
      await playground.end();
      await served.close();
    },
  };
}

function outcomeOf({ method, path, outcome }: Call): string {
  return `${method} ${path} → ${outcome === undefined ? 'no answer' : outcome.status}`;
}
