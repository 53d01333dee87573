/** What a test lets go wrong between the app and Slack. */

export type Fault = {
  /** A Web API method, `upload`, `download`, `response_url`, or `*`. */
  readonly method: string;
  /** Only calls for this channel id. */
  readonly channel?: string;
  /** Only calls in the name of this workspace. */
  readonly team?: string;
  /** How often; once if absent. */
  readonly times?: number;
} & Wrong;

export type Wrong =
  /** 429; `retryAfter` in seconds, and no such header without it. */
  | { readonly kind: 'ratelimited'; readonly retryAfter?: number }
  | { readonly kind: 'status'; readonly status: number; readonly body?: string; readonly type?: string }
  /** `{ok: false, error}`. */
  | { readonly kind: 'error'; readonly error: string }
  /** Never answered. */
  | { readonly kind: 'hang' }
  /** The connection breaks, and nothing was done. */
  | { readonly kind: 'reset' }
  /** It was done, and the answer is lost. */
  | { readonly kind: 'after' }
  /** Answered when the test lets it go; done only then. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> };

export interface Faults {
  inject(fault: Fault): void;
  /** The fault for this call, if there is one; counts it down. */
  next(call: { readonly method: string; readonly channel: string; readonly team: string }): Fault | undefined;
  /** How many were injected and have not happened. */
  left(): number;
  clear(): void;
}

export function createFaults(): Faults {
  const waiting: { fault: Fault; times: number }[] = [];
  return {
    inject: (fault) => void waiting.push({ fault, times: fault.times ?? 1 }),
    next: (call) => {
      const at = waiting.findIndex(
        ({ fault }) =>
          (fault.method === '*' || fault.method === call.method) &&
          (fault.channel ?? call.channel) === call.channel &&
          (fault.team ?? call.team) === call.team,
      );
      const found = waiting[at];
      if (found === undefined) return undefined;
      found.times -= 1;
      if (found.times <= 0) waiting.splice(at, 1);
      return found.fault;
    },
    left: () => waiting.reduce((sum, one) => sum + one.times, 0),
    clear: () => void waiting.splice(0),
  };
}
