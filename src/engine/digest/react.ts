/** What a digest's events owe to the world: the digest itself, the word that it was set or ended, the timer of its next time. */
import type { Effect, Reaction, Timer } from '../effect.ts';
import type { Instant } from '../instant.ts';
import type { DigestEvent, DigestKind, DigestState } from './digest.ts';

export function reactToDigest(state: DigestState, events: readonly DigestEvent[]): Reaction {
  if (state.status === 'none') return { effects: [], timers: [] };
  const { digest } = state;
  const effects = events.flatMap((event): readonly Effect[] => {
    if (event.type === 'DigestDue') {
      return [{ type: 'show', view: { view: 'digest', digest, kind: event.kind, slot: event.slot } }];
    }
    // Everybody in a conversation hears who changed what comes there. What came with a routine says so itself.
    const isNews = event.type === 'DigestEnded' || (event.type === 'DigestSet' && event.because === undefined);
    if (!isNews || state.of.type === 'member') return [];
    return [{ type: 'show', view: { view: 'digest_plan', digest, at: event.at } }];
  });
  return { effects, timers: events.flatMap((event) => timersOf(state, event)) };
}

function timersOf(state: Exclude<DigestState, { status: 'none' }>, event: DigestEvent): readonly Timer[] {
  if (state.status === 'ended') return [];
  return changedBy(event).flatMap((kind) => {
    const time = state.times[kind];
    return time ? [timerOf(state.digest, { kind, slot: time.next, setAt: event.at })] : [];
  });
}

function changedBy(event: DigestEvent): readonly DigestKind[] {
  switch (event.type) {
    case 'DigestSet':
      return Object.keys(event.times) as DigestKind[];
    case 'DigestDue':
    case 'DigestLeft':
      return [event.kind];
    case 'DigestEnded':
      return [];
  }
}

interface Due {
  readonly kind: DigestKind;
  readonly slot: Instant;
  readonly setAt: Instant;
}

/** Named also by when it was set: set anew after a clock was put back, its next time may be one that was fired before. */
function timerOf(digest: string, { kind, slot, setAt }: Due): Timer {
  const id = `${digest}:${kind}:${slot}:${setAt}`;
  return { id, due: slot, command: { type: 'fireDigest', digest, kind, slot } };
}
