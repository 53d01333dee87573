/** A chat platform that takes one message a second in a channel, with the pace that is kept towards Slack. */
import { createPace } from '../src/adapters/slack/pace.ts';
import { type Chat, ChatError, type Outgoing } from '../src/runtime/ports.ts';

export interface PacedChat extends Chat {
  /** When each message was taken, by channel. */
  readonly taken: ReadonlyMap<string, readonly number[]>;
}

export function pacedChat(now: () => number): PacedChat {
  const pace = createPace({ now });
  const taken = new Map<string, number[]>();
  return {
    platform: 'count',
    async post({ place, effect }: Outgoing) {
      const after = pace.turn(place, effect);
      if (after > 0) throw new ChatError('wait', 'It is not its turn.', { after });
      const times = taken.get(place) ?? [];
      taken.set(place, times);
      times.push(now());
      return { id: `${place} ${times.length}` };
    },
    async update() {},
    async find() {
      return undefined;
    },
    taken,
  };
}
