/** Wires the rooms: everything that the program does begins with the values made here. */
import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import cron from 'node-cron';
import { type Logger, pino } from 'pino';
import type { ApiParts } from './adapters/api/parts.ts';
import { createCalendar } from './adapters/calendar/calendar.ts';
import { createCharts } from './adapters/charts/charts.ts';
import { SeparateReader } from './adapters/documents/reader.ts';
import { filesInFolder } from './adapters/files/folder.ts';
import { secretIn } from './adapters/files/secret.ts';
import { type Patience, webServer } from './adapters/http/web-server.ts';
import { createLayout } from './adapters/layout/elk.ts';
import type { LibraryParts } from './adapters/library/parts.ts';
import { createPacks } from './adapters/pack/packs.ts';
import type { Connecting, Slack } from './adapters/slack/connect.ts';
import type { Tokens } from './adapters/teams/bot.ts';
import type { Connecting as ConnectingTeams, Teams } from './adapters/teams/connect.ts';
import { createWebChat } from './adapters/web/chat.ts';
import { createPulse } from './adapters/web/pulse.ts';
import { samplesIn } from './adapters/web/samples.ts';
import { LOCAL_WORKSPACE, seedLocalWorkspace } from './adapters/web/seed.ts';
import { webWorkspace } from './adapters/web/server.ts';
import { sessionOf } from './adapters/web/session.ts';
import { createCourier } from './adapters/webhooks/courier.ts';
import type { Config } from './config.ts';
import { optional } from './engine/optional.ts';
import type { Conversation } from './runtime/conversation.ts';
import { conversation } from './runtime/converse.ts';
import { type Pack, type PackWanted, packOf } from './runtime/evidence-pack.ts';
import { createFeed } from './runtime/feed.ts';
import { looksLikeProcedure } from './runtime/glance.ts';
import { type Handle, handler } from './runtime/handle.ts';
import { createMemory } from './runtime/memory.ts';
import type { Chat, Clock, DocumentReader, Files, Model } from './runtime/ports.ts';
import { createProgress } from './runtime/progress.ts';
import { publishSamples } from './runtime/publish-samples.ts';
import type { Review } from './runtime/review.ts';
import { templatesIn } from './runtime/templates.ts';
import { startWebhooks, type Webhooks } from './runtime/webhooks/webhooks.ts';
import { startWorker, type Worker } from './runtime/worker.ts';
import { pruneChanges } from './store/changes.ts';
import { type Database, openDatabase } from './store/database.ts';
import type { Jobs } from './store/jobs.ts';
import { leaseLoop, releaseDead } from './store/lease-loop.ts';
import { migrate } from './store/migrate.ts';

/** What a test may put in place of the real part. */
export interface Parts {
  readonly clock?: Clock;
  readonly log?: Logger;
  readonly documents?: DocumentReader & { close(): Promise<void> };
  readonly files?: Files;
  readonly model?: Model;
  /** Stands around the job driver. */
  readonly jobs?: (real: Jobs) => Jobs;
  /** Platforms besides the local workspace. */
  readonly chats?: readonly Chat[];
  /** Between two messages in a channel of Slack, in milliseconds. */
  readonly slackPace?: number;
  /** What Teams and Microsoft Graph are shown by the bot, in place of Microsoft's login. */
  readonly teamsTokens?: Tokens;
  /** How long clients are waited for. */
  readonly patience?: Patience;
}

export interface App {
  readonly db: Database;
  readonly handle: Handle;
  readonly conversation: Conversation;
  readonly worker: Worker;
  readonly webhooks: Webhooks;
  readonly web: Hono;
  readonly workspace: string;
  /** A run's evidence for an auditor. Whether whoever asks may see the run is asked before. */
  pack(wanted: PackWanted): Promise<Pack | undefined>;
  /** Begins to answer requests. Gives the address to open. Throws if the port is taken. */
  listen(): Promise<string>;
  /** Finishes what is under way, then lets go of everything. */
  stop(): Promise<void>;
}

/**
 * Opens the database (and migrates it), seeds the local workspace on a first start, and begins to perform what is owed.
 * Throws `DatabaseError` with advice if the database cannot be used.
 */
export async function createApp(config: Config, parts: Parts = {}): Promise<App> {
  const db = await openDatabase(
    config.databaseUrl === undefined ? { file: join(config.data, 'sopwith.db') } : { url: config.databaseUrl },
  );
  try {
    await migrate(db);
    return await wire(db, config, parts);
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function wire(db: Database, config: Config, parts: Parts): Promise<App> {
  const log = parts.log ?? pino({ level: config.logLevel });
  const clock = parts.clock ?? { now: Date.now };
  await releaseDead(db, clock.now());
  const files = parts.files ?? filesInFolder(join(config.data, 'files'));
  const documents = parts.documents ?? new SeparateReader();
  const model = parts.model ?? (await modelOf(config));
  const memory = createMemory({ calendar: createCalendar() });
  const failed = (error: unknown) => log.error({ err: error }, 'a request failed');
  const pulse = createPulse(db, failed);
  const now = () => clock.now();
  // Before the worker starts: if it cannot be read, nothing is left running.
  const secret = config.secret ?? (await secretIn(config.data));
  const slack = await slackOf(config, {
    ...{ db, files, clock, log, secret },
    between: parts.slackPace,
    looksLikeProcedure: (file) => looksLikeProcedure(documents, file),
  });
  const teams = await teamsOf(config, { db, files, clock, log, secret, tokens: parts.teamsTokens });
  const own = [createWebChat({ db, clock, pulse }), ...(slack ? [slack.chat] : []), ...(teams ? [teams.chat] : [])];
  const chats = [...own, ...(parts.chats ?? [])];
  let worker: Worker | undefined;
  let address = `http://localhost:${config.port}`;
  const feed = createFeed(db, failed);
  const { publicUrl, oidc } = config;
  const courier = createCourier(config.webhookHosts ?? []);
  const webhooks = startWebhooks({ db, memory, courier, secret, now, log, ...optional('publicUrl', publicUrl) });
  const committed = () => {
    worker?.wake();
    feed.wake();
    webhooks.wake();
  };
  const handle = handler({ db, memory, now, committed });
  const byPlatform = new Map(chats.map((chat) => [chat.platform, chat]));
  const charts = createCharts((error) => log.error({ err: error }, 'a chart could not be drawn'));
  const pictures = { charts, files };
  const talking = {
    db,
    handle,
    memory,
    chats: byPlatform,
    templates: templatesIn(TEMPLATES),
    now,
    committed,
    pictures,
    library: { ...optional('publicUrl', publicUrl), local: { workspace: LOCAL_WORKSPACE, url: () => address } },
  };
  const talk = conversation(talking);
  await seedLocalWorkspace(db, clock);
  await publishSamples({ db, handle }, samplesIn(TEMPLATES));

  const progress = createProgress(async (due) => worker?.refresh(due), failed, now);
  const real = leaseLoop({ db });
  const jobs = parts.jobs?.(real) ?? real;
  const working = { db, memory, now, chats: byPlatform, files, pictures, documents, model, handle, jobs, log };
  worker = startWorker({ ...working, ...progress });
  // Rows decide what is due; this only makes sure that somebody looks, whatever was missed.
  const heartbeat = cron.schedule('* * * * *', () => worker?.wake());
  const prune = () => Promise.all([pruneChanges(db, now() - CHANGES_KEPT), webhooks.prune()]);
  const pruning = cron.schedule('17 * * * *', () => prune().catch(failed));

  let reviewing: Promise<Review> | undefined;
  const review = () => {
    reviewing ??= import('./runtime/review.ts').then(({ createReview }) => createReview(talking, files));
    return reviewing;
  };
  const web = webWorkspace({
    db,
    conversation: talk,
    review,
    files,
    clock,
    pulse,
    workspace: LOCAL_WORKSPACE,
    secret,
    failed,
  });
  const packs = createPacks();
  const packing = { db, memory, files, packs };
  const layout = createLayout(failed);
  const looking = { db, memory, chats: byPlatform, now, webhooks: webhooks.managing };
  const api = apiOf({ ...looking, handle, files, feed, layout, packs, failed });
  const local = {
    workspace: LOCAL_WORKSPACE,
    actsAs: async (c: Context) => (await sessionOf(c, { db, workspace: LOCAL_WORKSPACE, secret })).member,
  };
  const library = libraryOf({
    ...{ ...looking, handle, files, feed, layout, packs, progress, secret, local, failed },
    ...{ ...optional('publicUrl', publicUrl), ...optional('oidc', oidc) },
  });
  const adapters = [slack, teams, { routes: api }, { routes: library }].filter((one) => one !== undefined);
  const routes = adapters.reduceRight((rest, { routes: own }) => new Hono().route('/', own).route('/', rest), web);
  const server = webServer(routes.fetch, parts.patience);
  return {
    ...{ db, handle, conversation: talk, worker, webhooks, web: routes, workspace: LOCAL_WORKSPACE },
    pack: (wanted) => packOf(packing, wanted),
    async listen() {
      address = await server.listen(config.port, config.host);
      await teams?.start(talk);
      await slack?.start(talk);
      return address;
    },
    stop: async () => {
      await Promise.all([heartbeat.stop(), pruning.stop()]);
      await server.close();
      await Promise.all([slack?.stop(), teams?.stop()]);
      // A document that is being read is given up: its import goes on at the next start.
      await Promise.all([worker?.stop(), webhooks.stop(), documents.close(), layout.close()]);
      courier.close();
      await db.close();
    },
  };
}

/** How long a change is told to who has not looked since, in milliseconds: three days. */
const CHANGES_KEPT = 3 * 86_400_000;

/** Loaded only where it is set up: a start waits for every file that is loaded. */
async function slackOf({ slack }: Config, parts: Omit<Connecting, 'settings'>): Promise<Slack | undefined> {
  return slack && (await import('./adapters/slack/connect.ts')).connectSlack({ ...parts, settings: slack });
}

async function teamsOf({ teams }: Config, parts: Omit<ConnectingTeams, 'settings'>): Promise<Teams | undefined> {
  return teams && (await import('./adapters/teams/connect.ts')).connectTeams({ ...parts, settings: teams });
}

/** Loaded when somebody calls: a start waits for every file that is loaded. */
function apiOf(parts: ApiParts): Hono {
  let loading: Promise<{ fetch(request: Request): Response | Promise<Response> }> | undefined;
  return new Hono().all('/api/*', async (c, next) => {
    if (c.req.path.startsWith('/api/local/')) return next();
    loading ??= import('./adapters/api/server.ts').then(({ httpApi }) => httpApi(parts));
    return (await loading).fetch(c.req.raw);
  });
}

/** Loaded when somebody opens a page of it: a start waits for every file that is loaded. */
function libraryOf(parts: LibraryParts): Hono {
  let loading: Promise<{ fetch(request: Request, env: unknown): Response | Promise<Response> }> | undefined;
  const load = async (c: Context) => {
    loading ??= import('./adapters/library/server.ts').then(({ libraryPages }) => libraryPages(parts));
    return (await loading).fetch(c.req.raw, c.env);
  };
  return new Hono().all('/library', load).all('/library/*', load);
}

/** Loaded only where it is set up. */
async function modelOf({ model }: Config): Promise<Model | undefined> {
  return model && (await import('./adapters/model/openai.ts')).openaiModel(model);
}

const TEMPLATES = new URL('../templates/', import.meta.url);
