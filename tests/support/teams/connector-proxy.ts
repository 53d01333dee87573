/** Between the bot and the playground's connector: it remembers what the bot asked of Teams, and lets it go wrong. */
import { isJson, type Json, parsed } from '../slack/json.ts';
import { createFaults, type Faults } from './faults.ts';
import { type Answered, type Asked, bearerOf, jsonOf, type Room } from './serve.ts';

/** One call of the Connector, as the bot made it. */
export interface Call {
  readonly method: string;
  /** Decoded and from its version on: `/v3/conversations/19:…/activities`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Undefined where it is no JSON. */
  readonly body: unknown;
  readonly token: string;
  readonly at: number;
  /** What Teams came to, whether or not the bot heard of it. Absent while it is under way, and where nothing was done. */
  outcome?: Answered;
}

export interface ConnectorProxy extends Faults<Call> {
  readonly room: Room;
  /** Every call, in order. */
  readonly calls: readonly Call[];
  /** Those of this HTTP method whose path matches. */
  callsOf(method: string, path?: RegExp): Call[];
}

export interface ConnectorProxyOptions {
  /** The playground's connector. Asked at each call: the proxy's address is known before the playground's. */
  readonly target: () => string;
  /** Refuses other tokens. Everybody may call if absent, as in a playground without credentials. */
  readonly admits?: (token: string) => boolean;
  /** What Teams does and the playground does not: an answer in its place, or the call as the playground understands it. */
  readonly ways?: (call: Call) => { readonly answer: Answered } | Forwarded | undefined;
  /** After every call that was done, with its outcome. May change what is answered. */
  readonly done?: (call: Call, outcome: Answered) => Answered;
  readonly changed?: () => void;
}

export interface Forwarded {
  readonly path: string;
  readonly body: unknown;
}

const PREFIX = '/_connector';

export function createConnectorProxy(options: ConnectorProxyOptions): ConnectorProxy {
  const {
    admits = () => true,
    ways = () => undefined,
    done = (_call, outcome) => outcome,
    changed = () => {},
  } = options;
  const faults = createFaults<Call>();
  const calls: Call[] = [];

  const act = async (call: Call): Promise<Answered> => {
    const other = ways(call);
    const outcome = other && 'answer' in other ? other.answer : await forward(options.target(), call, other ?? call);
    const told = done(call, outcome);
    call.outcome = told;
    changed();
    return told;
  };

  return {
    ...faults,
    calls,
    callsOf: (method, path = /./) => calls.filter((one) => one.method === method && path.test(one.path)),
    room: async (asked) => {
      if (!asked.path.startsWith(`${PREFIX}/`)) return undefined;
      const call = callOf(asked);
      calls.push(call);
      changed();
      return faults.meet(call, async () => (admits(call.token) ? act(call) : UNAUTHORIZED));
    },
  };
}

const UNAUTHORIZED: Answered = {
  status: 401,
  body: { message: 'Authorization has been denied for this request.' },
};

function callOf(asked: Asked): Call {
  const { method, path, query } = asked;
  return {
    ...{ method, query, token: bearerOf(asked), at: Date.now() },
    // Some clients leave a slash at the end of the service's address, some add another.
    path: path.slice(PREFIX.length).replace(/^\/+/, '/'),
    body: jsonOf(asked),
  };
}

async function forward(target: string, { method, query }: Call, { path, body }: Forwarded): Promise<Answered> {
  const address = `${target}${path.split('/').map(encodeURIComponent).join('/')}${query.size > 0 ? `?${query}` : ''}`;
  const isEmpty = body === undefined;
  const response = await fetch(address, {
    method,
    headers: isEmpty ? {} : { 'content-type': 'application/json' },
    ...(isEmpty ? {} : { body: JSON.stringify(body) }),
  });
  const said = await response.text();
  return { status: response.status, ...(said === '' ? {} : { body: parsed(said) ?? said }) };
}

/** The object that a call carries; empty if it carries none. */
export function bodyOf({ body }: Pick<Call, 'body'>): Json {
  return isJson(body) ? body : {};
}
