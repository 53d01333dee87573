/** The Microsoft Teams adapter: the Bot Framework, wired to the conversation that all chat adapters share. */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Conversation } from '../../runtime/conversation.ts';
import { deliverParked } from '../../runtime/deliver-again.ts';
import type { Chat, Clock, Files } from '../../runtime/ports.ts';
import { createUnderWay } from '../../runtime/under-way.ts';
import type { Database } from '../../store/database.ts';
import { listWorkspaces } from '../../store/workspaces.ts';
import { authenticationOf, type Tokens } from './bot.ts';
import { createConnector } from './chat.ts';
import { UNKNOWN } from './chat-errors.ts';
import { createGraph } from './graph.ts';
import { answerInvoke, hear } from './hear.ts';
import { isFileHost } from './hosts.ts';
import { createOnce } from './once.ts';
import { createOwners } from './owners.ts';
import { createPace } from './pace.ts';
import type { Parts } from './parts.ts';
import { createPeople } from './people.ts';
import { pictureLinks, pictureRoutes } from './picture-links.ts';
import { createTeamsChat } from './port.ts';
import { type Listener, messageRoutes } from './routes.ts';
import type { TeamsSettings } from './settings.ts';
import { createSight } from './sight.ts';
import { signWith } from './signed.ts';
import { isOfTeams } from './tenants.ts';
import { uploadRoutes } from './upload-page.ts';
import { uploadLink, uploadTickets } from './upload-ticket.ts';
import { received } from './uploads.ts';

export interface Connecting {
  readonly settings: TeamsSettings;
  readonly db: Database;
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Logger;
  /** Signs links. */
  readonly secret: string;
  /** In place of Microsoft's login. */
  readonly tokens?: Tokens | undefined;
}

export interface Teams {
  readonly chat: Chat;
  /** `/api/messages` and `/teams/…`, to be mounted at the root. */
  readonly routes: Hono;
  /** Begins to listen. Whoever speaks is answered by this conversation. */
  start(conversation: Conversation): Promise<void>;
  /** Hears of nothing more, and finishes what is under way. */
  stop(): Promise<void>;
}

/** How long a stop waits for what is under way, in milliseconds. */
const GRACE = 10_000;

export function connectTeams({ settings, db, files, clock, log, secret, tokens }: Connecting): Teams {
  const authentication = authenticationOf(settings, tokens);
  const connector = createConnector(authentication, settings);
  const graph = createGraph({ settings, connector, isFileHost: (url) => isFileHost(url, settings) });
  const sight = createSight(clock, connector);
  const people = createPeople({ db, clock, connector, settings });
  const owners = createOwners();
  const pace = createPace(clock);
  const underWay = createUnderWay();
  const { publicUrl } = settings;
  const picture = publicUrl === undefined ? undefined : pictureLinks({ publicUrl, secret, clock });
  const tickets = uploadTickets({ secret, clock });
  const offers = signWith(secret, 'offers');
  const uploadPage: Parts['uploadPage'] =
    publicUrl === undefined ? undefined : (about) => uploadLink(publicUrl, tickets, { ...about, nonce: randomUUID() });
  const failed = (error: unknown) => log.error({ err: error }, 'a request from Teams failed');
  const undrawable = (error: unknown, about: object) =>
    log.error({ err: error, ...about }, 'Teams did not accept a card; it was told in words');
  const speaking = { db, clock, connector, graph, sight, picture, undrawable };
  const chat = createTeamsChat({ ...speaking, pace, settings });

  let parts: Parts | undefined;
  const once = createOnce();
  const listener = (): Listener | undefined => {
    const listening = parts;
    return listening && once({ hear: (one) => hear(listening, one), answer: (one) => answerInvoke(listening, one) });
  };
  const refused = (why: string) => log.warn(`Teams: a request was turned away: ${why}`);
  const routes = new Hono().route(
    '/',
    messageRoutes({ settings, authentication, underWay, listener, failed, refused }),
  );
  if (publicUrl !== undefined) {
    routes.route('/', pictureRoutes({ db, files, clock, secret, failed }));
    const take: Parameters<typeof uploadRoutes>[0]['received'] = (ticket, sent) => {
      const listening = parts;
      if (!listening) throw new Error('nobody listens yet');
      return underWay.during(() => received(listening, ticket, sent));
    };
    routes.route('/', uploadRoutes({ db, files, clock, secret, failed, received: take }));
  }

  return {
    chat,
    routes,
    async start(conversation) {
      const asked = {
        settings,
        connector,
        graph,
        people,
        owners,
        pace,
        sight,
        chat,
        offers,
        underWay,
        picture,
        uploadPage,
      };
      parts = { db, conversation, files, clock, log, ...asked };
      log.info(
        `Teams: listening at /api/messages${settings.appId === undefined ? ', to anybody on this machine' : ''}`,
      );
      const reasons = [UNKNOWN];
      for (const { id: workspace } of await listWorkspaces(db)) {
        if (isOfTeams(settings, workspace)) await deliverParked({ db, now: () => clock.now() }, { workspace, reasons });
      }
      if (settings.admins.length === 0) log.warn('Teams: nobody may give roles there: set TEAMS_ADMINS.');
    },
    async stop() {
      parts = undefined;
      const left = await underWay.ended(GRACE);
      if (left > 0) log.error({ left }, 'requests from Teams were given up: they took too long to wait for');
    },
  };
}
