/** The Slack adapter: Bolt, wired to the conversation that all chat adapters share. */
import type { App } from '@slack/bolt';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Conversation } from '../../runtime/conversation.ts';
import type { Chat, Clock, Files } from '../../runtime/ports.ts';
import { sealWith } from '../../runtime/sealed.ts';
import { createUnderWay } from '../../runtime/under-way.ts';
import type { Database } from '../../store/database.ts';
import { listenToActions } from './actions.ts';
import { createArrival } from './arrival.ts';
import { createBolt } from './bolt.ts';
import { createChannels } from './channels.ts';
import { createSlackChat } from './chat.ts';
import { comingBack } from './coming-back.ts';
import { listenToCommands } from './commands.ts';
import { fileFetcher } from './files.ts';
import { listenToGroups } from './groups.ts';
import { type Homes, listenToHome } from './home.ts';
import { installRoutes } from './install.ts';
import { listenToLife } from './life.ts';
import { slackLogger } from './logger.ts';
import { listenToMessages } from './messages.ts';
import { createPace } from './pace.ts';
import type { LooksLikeProcedure, Parts } from './parts.ts';
import { createPeople } from './people.ts';
import { picturesFor } from './pictures.ts';
import { httpReceiver } from './receiver.ts';
import type { SlackSettings } from './settings.ts';
import { listenToShortcuts } from './shortcuts.ts';
import { createSight } from './sight.ts';
import { listenToSubmissions } from './submissions.ts';
import { createTeams } from './teams.ts';

export interface Connecting {
  readonly settings: SlackSettings;
  readonly db: Database;
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Logger;
  /** Encrypts tokens, signs the way through an installation. */
  readonly secret: string;
  readonly looksLikeProcedure: LooksLikeProcedure;
  /** Between two messages in a channel, in milliseconds; absent: what Slack allows. */
  readonly between?: number | undefined;
}

export interface Slack {
  readonly chat: Chat;
  /** `/slack/…`, to be mounted at the root. */
  readonly routes: Hono;
  /** Begins to listen. Whoever speaks is answered by this conversation. */
  start(conversation: Conversation): Promise<void>;
  /** Hears of nothing more, and finishes what is under way. */
  stop(): Promise<void>;
}

/** How long a stop waits for what is under way, in milliseconds: no call of Slack's takes longer. */
const GRACE = 10_000;

export function connectSlack(connecting: Connecting): Slack {
  const { settings, db, files, clock, log, secret, looksLikeProcedure, between } = connecting;
  const logger = slackLogger(log);
  const failed = (error: unknown) => log.error({ err: error }, 'a request from Slack failed');
  const unheard = new WeakSet<object>();
  const teams = comingBack(createTeams({ db, clock, seal: sealWith(secret, 'slack tokens'), settings, logger }), {
    db,
    clock,
  });
  const underWay = createUnderWay();
  const arrival = createArrival({ settings, teams, log, logger });
  const { client, signingSecret } = settings;
  const http = signingSecret === undefined ? undefined : httpReceiver({ signingSecret, failed, unheard });
  const receiver = arrival.receiver ?? http;
  const routes = new Hono();
  if (http && http === receiver) routes.route('/', http.routes);
  if (client) routes.route('/', installRoutes({ settings, client, teams, secret, logger, failed }));
  let homes: Homes | undefined;

  const sight = createSight(clock);
  const chat = createSlackChat({
    teams,
    sight,
    unsure: (error, about) => log.warn({ err: error, ...about }, 'Slack did not say who is in a conversation'),
    pace: createPace(clock, between),
    pictures: picturesFor({ db, files, log }),
    unpictured: (error, about) => log.warn({ err: error, ...about }, 'Slack did not accept a card with its pictures'),
    undrawable: (error, about) =>
      log.error({ err: error, ...about }, 'Slack did not accept a card; it was told in words'),
    changed: (workspace) => homes?.changed(workspace),
  });

  return {
    chat,
    routes,
    async start(conversation) {
      if (!receiver) return;
      const fetchFile = fileFetcher({ db, files, clock }, settings);
      const asked = { people: createPeople({ db, clock }), channels: createChannels(sight), sight };
      const parts = { db, conversation, files, clock, log, teams, ...asked, fetchFile, looksLikeProcedure };
      homes = listen(createBolt({ receiver, settings, teams, underWay, logger, unheard, failed }), parts);
      await arrival.begin();
    },
    async stop() {
      await arrival.end();
      await homes?.stop();
      const left = await underWay.ended(GRACE);
      if (left > 0) log.error({ left }, 'requests from Slack were given up: they took too long to wait for');
    },
  };
}

function listen(app: App, parts: Parts): Homes {
  listenToCommands(app, parts);
  listenToActions(app, parts);
  listenToSubmissions(app, parts);
  listenToShortcuts(app, parts);
  listenToMessages(app, parts);
  listenToGroups(app, parts);
  listenToLife(app, parts);
  return listenToHome(app, parts);
}
