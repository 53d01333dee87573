/** Requests that Slack signs, at `/slack/events`: events, commands, buttons and forms alike. */
import { type App, isValidSlackRequest, type Receiver } from '@slack/bolt';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** Bytes of one request. The largest is a form whose every text is full. */
const MOST_BYTES = 2 * 1024 * 1024;
/** How far a request's own time may be from ours, in seconds: older ones may be replayed. */
const APART = 5 * 60;
/** Slack gives up on whoever has not answered by then, in milliseconds. */
const PATIENCE = 3_000;

export interface HttpReceiver extends Receiver {
  /** To be mounted at the root. */
  readonly routes: Hono;
}

interface Receiving {
  readonly signingSecret: string;
  /** Hears of what went wrong after Slack had its answer. */
  readonly failed: (error: unknown) => void;
  /** Requests of workspaces that are not known (yet): Slack is not told that they were heard, so that it asks again. */
  readonly unheard: WeakSet<object>;
}

export function httpReceiver({ signingSecret, failed, unheard }: Receiving): HttpReceiver {
  let app: App | undefined;
  const routes = new Hono();

  routes.post('/slack/events', bodyLimit({ maxSize: MOST_BYTES }), async (c) => {
    const raw = await c.req.text();
    const at = Number(c.req.header('x-slack-request-timestamp') ?? Number.NaN);
    const headers = {
      'x-slack-signature': c.req.header('x-slack-signature') ?? '',
      'x-slack-request-timestamp': at,
    };
    const isNear = Math.abs(Date.now() / 1_000 - at) <= APART;
    if (!isNear || !isValidSlackRequest({ signingSecret, body: raw, headers })) return c.text('', 401);
    const body = bodyOf(raw);
    if (body === undefined) return c.text('', 400);
    if ('ssl_check' in body) return c.text('');
    if (body.type === 'url_verification') return c.json({ challenge: body.challenge });
    const answered = await dispatched(app, { body, retry: c.req.header('x-slack-retry-num') }, failed);
    if (answered === undefined || unheard.has(body)) return c.text('', 404);
    return typeof answered === 'object' ? c.json(answered) : c.text(answered);
  });

  return {
    routes,
    init: (made) => {
      app = made;
    },
    start: async () => undefined,
    stop: async () => undefined,
  };
}

type Body = Record<string, unknown>;

/** What Slack is answered, as soon as that is known; undefined if nobody listens to such a request. */
function dispatched(
  app: App | undefined,
  { body, retry }: { readonly body: Body; readonly retry: string | undefined },
  failed: (error: unknown) => void,
): Promise<string | object | undefined> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(undefined), PATIENCE);
    const answer = (said: string | object | undefined) => {
      clearTimeout(late);
      resolve(said);
    };
    // Bolt's own type of an answer is anything.
    const ack = async (said?: unknown) => answer(typeof said === 'object' && said !== null ? said : String(said ?? ''));
    const retried = retry === undefined ? {} : { retryNum: Number(retry) };
    (app?.processEvent({ body, ack, ...retried }) ?? Promise.resolve()).catch(failed).finally(() => answer(undefined));
  });
}

/**
 * Events come as JSON; commands as a form; buttons and forms as JSON in a form. The body itself tells which: its declared
 * type is not signed, and a message read as a form could hold a button that nobody pressed.
 */
function bodyOf(raw: string): Body | undefined {
  try {
    if (raw.trimStart().startsWith('{')) return object(JSON.parse(raw));
    const form = Object.fromEntries(new URLSearchParams(raw));
    return form.payload === undefined ? form : object(JSON.parse(form.payload));
  } catch {
    return undefined;
  }
}

function object(parsed: unknown): Body | undefined {
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : undefined;
}
