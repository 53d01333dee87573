/**
 * Brings what happens in Teams to the bot, signed as the Bot Framework signs it. The playground brings its activities here,
 * because it has no tokens and says of every message that its own user wrote it.
 */
import { isJson, type Json, text } from '../slack/json.ts';
import { post } from './post.ts';
import { jsonOf, type Room } from './serve.ts';

/** `status` 0: nobody answered, and `body` says why. */
export interface Answer {
  readonly status: number;
  /** Parsed; a text that is no JSON as it is, an empty one undefined. */
  readonly body: unknown;
  readonly ms: number;
}

export interface Delivery {
  readonly activity: Json;
  readonly done: Promise<Answer>;
  /** Absent while the bot has not answered. */
  answer?: Answer;
}

/** What somebody is about to do in the playground, and what is known of it that the playground will not say. */
export interface Expected {
  readonly matches: (activity: Json) => boolean | Promise<boolean>;
  readonly dressed: (activity: Json) => Json | Promise<Json>;
}

export interface Awaited {
  /** Once the playground has sent what was expected. */
  readonly delivery: Promise<Delivery>;
  /** It will not come. */
  forget(): void;
}

export interface Desk {
  readonly room: Room;
  /** Everything that was brought to the bot, in order. */
  readonly deliveries: readonly Delivery[];
  /** Where the bot takes activities from now on: `…/api/messages`. Nothing is brought without it. */
  deliverTo(url: string | undefined): void;
  expect(expected: Expected): Awaited;
  /** `token`: another than the right one; '' for none. */
  send(activity: Json, options?: { readonly token?: string }): Delivery;
  /** Brings it once more, as the Bot Framework does when no answer came in time. */
  redeliver(delivery: Delivery): Delivery;
  /** When all that was sent has been answered. */
  idle(): Promise<void>;
}

export interface DeskOptions {
  /** The token for an activity; '' for none, as the playground itself sends. */
  readonly token: (claims: Json) => string;
  /** What becomes of an activity that nobody expected: somebody typed on the playground's page. */
  readonly unexpected?: (activity: Json) => Json;
  /** Told of everything that the bot answers. */
  readonly answered?: (delivery: Delivery) => void;
  readonly changed?: () => void;
}

/** The playground's requests come to this path. */
export const DESK_PATH = '/desk';

export function createDesk(options: DeskOptions): Desk {
  const { token, unexpected = (activity) => activity, answered = () => {}, changed = () => {} } = options;
  let address: string | undefined;
  const deliveries: Delivery[] = [];
  const open = new Set<Promise<Answer>>();
  const awaited = new Set<Expected & { readonly arrived: (delivery: Delivery) => void }>();

  const send: Desk['send'] = (activity, options = {}) => {
    const started = performance.now();
    const shown = options.token ?? token({ serviceurl: text(activity.serviceUrl) });
    const sent =
      address === undefined
        ? Promise.resolve({ status: 0, body: 'There is no bot' })
        : post(address, activity, { token: shown });
    const done = sent.then((said) => {
      open.delete(done);
      delivery.answer = { ...said, ms: performance.now() - started };
      answered(delivery);
      changed();
      return delivery.answer;
    });
    const delivery: Delivery = { activity, done };
    deliveries.push(delivery);
    open.add(done);
    changed();
    return delivery;
  };

  const expectedOf = async (activity: Json) => {
    // Two may ask for the same one at once: whoever takes it out has it.
    for (const one of awaited) if ((await one.matches(activity)) && awaited.delete(one)) return one;
    return undefined;
  };

  return {
    deliveries,
    send,
    deliverTo: (url) => {
      address = url;
    },
    expect: (expected) => {
      const { promise, resolve } = Promise.withResolvers<Delivery>();
      const one = { ...expected, arrived: resolve };
      awaited.add(one);
      return { delivery: promise, forget: () => void awaited.delete(one) };
    },
    redeliver: ({ activity }) => send(activity),
    idle: async () => {
      while (open.size > 0) await Promise.all(open);
    },
    room: async (asked) => {
      if (asked.path !== DESK_PATH) return undefined;
      const activity = jsonOf(asked);
      if (!isJson(activity)) return { status: 400 };
      const found = await expectedOf(activity);
      const delivery = send(found === undefined ? unexpected(activity) : await found.dressed(activity));
      found?.arrived(delivery);
      const { status, body } = await delivery.done;
      return status === 0 ? { status: 502 } : { status, body };
    },
  };
}
