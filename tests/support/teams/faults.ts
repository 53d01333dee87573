/** What a test lets go wrong between the bot and Teams. */
import type { Answered, Reaction } from './serve.ts';

export type Fault<Call> = {
  /** Only these calls; every one if absent. */
  readonly match?: (call: Call) => boolean;
  /** How often; once if absent. */
  readonly times?: number;
} & Wrong;

export type Wrong =
  /** Answered so, and nothing is done. */
  | ({ readonly kind: 'status' } & Answered)
  /** The connection breaks, and nothing was done. */
  | { readonly kind: 'reset' }
  /** Never answered, and nothing was done. */
  | { readonly kind: 'hang' }
  /** It was done, and the answer is lost. */
  | { readonly kind: 'after' }
  /** Done and answered only when the test lets it. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> };

export interface Faults<Call> {
  inject(fault: Fault<Call>): void;
  /** How many were injected and have not happened. */
  left(): number;
  clear(): void;
  /** Does the call, or what goes wrong in its place. `act` is what was asked for. */
  meet(call: Call, act: () => Promise<Answered>): Promise<Reaction>;
}

export function createFaults<Call>(): Faults<Call> {
  const waiting: { fault: Fault<Call>; left: number }[] = [];
  const next = (call: Call): Fault<Call> | undefined => {
    const found = waiting.find(({ fault }) => fault.match?.(call) ?? true);
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) waiting.splice(waiting.indexOf(found), 1);
    return found.fault;
  };
  return {
    inject: (fault) => void waiting.push({ fault, left: fault.times ?? 1 }),
    left: () => waiting.reduce((sum, one) => sum + one.left, 0),
    clear: () => void waiting.splice(0),
    meet: async (call, act) => {
      const fault = next(call);
      switch (fault?.kind) {
        case undefined:
          return act();
        case 'status': {
          const { status, headers = {}, body } = fault;
          return { status, headers, body };
        }
        case 'reset':
        case 'hang':
          return fault.kind;
        case 'after':
          await act();
          return 'reset';
        case 'held':
          await fault.until;
          return act();
      }
    },
  };
}

/** Refusals in Teams' words (learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages). */
export const REFUSALS = {
  /** They blocked the bot, or took it off. */
  blocked: refusal(403, 'MessageWritesBlocked', 'User blocked the conversation with the bot.'),
  notInRoster: refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'),
  gone: refusal(404, 'ConversationNotFound', 'Conversation not found.'),
  changed: refusal(412, 'PreconditionFailed', 'Precondition failed, please try again.'),
  unavailable: refusal(502, 'ServiceError', 'Bad gateway'),
} as const;

/** `retryAfter` in seconds; Teams does not always say. */
export function tooMany(retryAfter?: number) {
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { ...refusal(429, 'TooManyRequests', 'API calls quota exceeded'), headers };
}

function refusal(status: number, code: string, message: string) {
  return { kind: 'status', status, body: { error: { code, message } } } as const;
}
