/** Brings what happens in Slack to the app: signed requests to an address, or envelopes over Socket Mode. */
import { createHmac } from 'node:crypto';
import { SIGNING_SECRET } from './app.ts';
import { formOf, type Json, parsed } from './json.ts';
import type { EnvelopeType, Link } from './socket.ts';

/** `status` 0: nobody answered, and `body` says why. A body that is no JSON is its text, an empty one undefined. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly ms: number;
}

export interface Delivery {
  readonly type: EnvelopeType;
  readonly payload: Json;
  readonly done: Promise<Answer>;
  /** Absent while the app has not answered. */
  answer?: Answer;
}

/** What a test may get wrong on purpose. `at` in seconds. */
export interface Forgery {
  readonly secret?: string;
  readonly at?: number;
  readonly isUnsigned?: boolean;
}

export interface Desk {
  /** Everything that was brought to the app, in order. */
  readonly deliveries: Delivery[];
  /** Brings it over HTTP to this address from now on; without one over Socket Mode. */
  deliverTo(url: string | undefined): void;
  send(
    type: EnvelopeType,
    payload: Json,
    options?: { readonly retry?: number; readonly forgery?: Forgery },
  ): Promise<Answer>;
  /** Whether there is an app at all that something could be brought to. */
  hasApp(): boolean;
  /** When all that was sent has been answered. */
  idle(): Promise<void>;
}

export function createDesk(link: Link, changed: () => void): Desk {
  let address: string | undefined;
  const deliveries: Delivery[] = [];
  const open = new Set<Promise<Answer>>();

  const send: Desk['send'] = (type, payload, { retry, forgery = {} } = {}) => {
    const started = performance.now();
    const sent =
      address === undefined
        ? overSocket(link, type, payload, retry)
        : overHttp(address, { type, payload, retry, forgery });
    const done = sent
      .catch((error: unknown) => ({ status: 0, body: causeOf(error) }))
      .then((answer) => {
        open.delete(done);
        delivery.answer = { ...answer, ms: performance.now() - started };
        changed();
        return delivery.answer;
      });
    const delivery: Delivery = { type, payload, done };
    deliveries.push(delivery);
    open.add(done);
    return done;
  };

  return {
    deliveries,
    deliverTo: (url) => {
      address = url;
    },
    send,
    hasApp: () => address !== undefined || link.wasOpen(),
    idle: async () => {
      while (open.size > 0) await Promise.all(open);
    },
  };
}

export function signature(
  body: string,
  { secret = SIGNING_SECRET, at = Math.floor(Date.now() / 1_000) }: Forgery = {},
) {
  const mac = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${mac}` };
}

async function overSocket(link: Link, type: EnvelopeType, payload: Json, retry?: number) {
  return { status: 200, body: await link.send(type, payload, retry) };
}

interface Posted {
  readonly type: EnvelopeType;
  readonly payload: Json;
  readonly retry: number | undefined;
  readonly forgery: Forgery;
}

async function overHttp(url: string, { type, payload, retry, forgery }: Posted) {
  const body = bodyOf(type, payload);
  const headers = {
    'content-type': type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
    ...(forgery.isUnsigned === true ? {} : signature(body, forgery)),
    ...(retry === undefined ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }),
  };
  const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) });
  const said = await response.text();
  return { status: response.status, body: said === '' ? undefined : (parsed(said) ?? said) };
}

function bodyOf(type: EnvelopeType, payload: Json): string {
  if (type === 'events_api') return JSON.stringify(payload);
  if (type === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return formOf(payload);
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
