import { optional } from '../optional.ts';
import type { DigestEvent, DigestKind, DigestState, KnownDigest, Said, TimeSet, Times } from './digest.ts';

/** What an event makes of a digest. An event that does not belong to the state leaves it as it is. */
export function evolveDigest(state: DigestState, event: DigestEvent): DigestState {
  if (event.type === 'DigestSet') {
    const { digest, of, actor: by, at } = event;
    const before = state.status === 'active' ? state.times : {};
    return { status: 'active', digest, of, by, at, times: { ...before, ...saidBy(event) } };
  }
  if (state.status !== 'active') return state;
  switch (event.type) {
    case 'DigestDue':
    case 'DigestLeft': {
      const { kind, next } = event;
      const time = state.times[kind];
      return time ? { ...state, times: { ...state.times, [kind]: { ...time, next } } } : state;
    }
    case 'DigestEnded': {
      const { digest, of } = state;
      const facts = { digest, of, by: event.actor, at: event.at };
      const left = event.kind === undefined ? {} : without(state.times, event.kind);
      return ended(facts, left);
    }
  }
}

function saidBy({ times, actor: setBy, because }: Extract<DigestEvent, { type: 'DigestSet' }>): Times {
  const said = (time: TimeSet): Said => ({ ...time, setBy, ...optional('because', because) });
  return Object.fromEntries(Object.entries(times).map(([kind, time]) => [kind, said(time)]));
}

function without(times: Times, kind: DigestKind): Times {
  const { [kind]: _, ...left } = times;
  return left;
}

/** Without a time left there is nothing of it. */
function ended(facts: Pick<KnownDigest, 'digest' | 'of' | 'by' | 'at'>, times: Times): KnownDigest {
  return Object.keys(times).length > 0 ? { ...facts, status: 'active', times } : { ...facts, status: 'ended' };
}
