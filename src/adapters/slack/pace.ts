/**
 * Slack takes about one message a second in a channel, and says for how long to be silent where it was too much
 * (docs.slack.dev/apis/web-api/rate-limits). Whoever must wait is given a moment of their own, so that a burst is said in
 * its order and nobody asks twice for a turn that has not come.
 */
import type { Clock } from '../../runtime/ports.ts';
import { remember } from '../../runtime/remember.ts';

/** Between two messages in a channel, in milliseconds: a second, and what the way to Slack may vary by. */
const BETWEEN = 1_050;
/** Turns remembered at most; who comes back later than that takes a new one. */
const MOST_TURNS = 10_000;

export interface Pace {
  /** How long `who` must wait for their turn to say something in a channel, in milliseconds; 0: now. */
  turn(channel: string, who: string): number;
  /** How long calls of a method must wait because Slack said so, in milliseconds. */
  pause(method: string, channel: string): number;
  /** Slack said to be silent for so long: this method, in this channel where messages are counted by channel. */
  hold(method: string, channel: string, ms: number): void;
}

/** `between`: two messages in a channel, in milliseconds. */
export function createPace(clock: Clock, between = BETWEEN): Pace {
  /** When the next message may be said, by channel. */
  const next = new Map<string, number>();
  const turns = new Map<string, number>();
  /** When the last one was said. */
  const last = new Map<string, number>();
  const held = new Map<string, number>();

  return {
    turn(channel, who) {
      const now = clock.now();
      const name = `${channel} ${who}`;
      const given = turns.get(name) ?? Math.max(now, next.get(channel) ?? 0);
      if (!turns.has(name)) next.set(channel, given + between);
      turns.delete(name);
      // Whoever was before may have come late to their turn.
      const mine = Math.max(given, (last.get(channel) ?? Number.NEGATIVE_INFINITY) + between);
      if (mine <= now) {
        last.set(channel, now);
        return 0;
      }
      remember(MOST_TURNS, turns, [name, mine]);
      forgetQuiet();
      return mine - now;
    },
    pause(method, channel) {
      const until = held.get(nameOf(method, channel)) ?? 0;
      const left = until - clock.now();
      if (left <= 0) held.delete(nameOf(method, channel));
      return Math.max(0, left);
    },
    hold(method, channel, ms) {
      held.set(nameOf(method, channel), clock.now() + ms);
    },
  };

  /** Channels in which nobody waits. */
  function forgetQuiet(): void {
    for (const times of [next, last]) {
      if (times.size > MOST_TURNS)
        for (const [channel, at] of times) if (at + between < clock.now()) times.delete(channel);
    }
  }
}

/** Messages are counted by channel, all other methods by workspace: `channel` begins with the team. */
function nameOf(method: string, channel: string): string {
  return method === 'chat.postMessage' ? `${method} ${channel}` : `${method} ${channel.split(' ', 1)[0]}`;
}
