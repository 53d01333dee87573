import { type Actor, memberOf } from '../actor.ts';
import { accepted, type Decision, refused } from '../decider.ts';
import type { Instant } from '../instant.ts';
import { optional } from '../optional.ts';
import type { People } from '../run/context.ts';
import type { RunRefusal } from '../run/refusals.ts';
import type { DigestCommand } from './commands.ts';
import type { DigestEvent, DigestFact, DigestKind, DigestOf, DigestState, KnownDigest, TimeSet } from './digest.ts';
import { type DigestTime, nextTime, timeOfToday, USUAL_TIME, USUAL_WEEKDAY } from './times.ts';

export interface DigestContext {
  readonly now: Instant;
  readonly actor: Actor;
  readonly people: People;
}

/** Why a digest's command was not done. */
export type DigestRefusal =
  | Extract<RunRefusal, { code: 'not_a_person' | 'not_a_timer' }>
  /** None comes by itself. `own`: what waits for a member, rather than what became of a conversation. */
  | { code: 'digest_off'; own: boolean; kind?: DigestKind }
  | { code: 'digest_not_yours' }
  /** It has one, or somebody ended it. */
  | { code: 'digest_known' }
  | { code: 'digest_over' };

type DigestDecision = Decision<DigestEvent, DigestRefusal>;

/** Any member sets and ends the digest of a conversation that they are in, as any may start a run there; their own only they. */
export function decideDigest(state: DigestState, command: DigestCommand, context: DigestContext): DigestDecision {
  switch (command.type) {
    case 'setDigest': {
      const { digest, place, day, week } = command;
      const of = { type: 'place', place } as const;
      return set(state, { digest, of, times: { ...optional('day', day), ...optional('week', week) } }, context);
    }
    case 'setOwnDigest': {
      const { digest, member, place, time } = command;
      if (memberOf(context.actor) !== member) return refused({ code: 'digest_not_yours' });
      return set(state, { digest, of: { type: 'member', member, place }, times: { own: time } }, context);
    }
    case 'beginDigest': {
      const { digest, place, zone } = command;
      if (state.status !== 'none') return refused({ code: 'digest_known' });
      const times = { day: { at: USUAL_TIME, zone }, week: { at: USUAL_TIME, zone, weekday: USUAL_WEEKDAY } };
      return set(state, { digest, of: { type: 'place', place }, times, because: 'routine' }, context);
    }
    case 'endDigest':
      return end(state, command.kind, context);
    case 'fireDigest':
      return fire(state, command, context);
  }
}

interface Wished {
  readonly digest: string;
  readonly of: DigestOf;
  readonly times: Readonly<Partial<Record<DigestKind, DigestTime>>>;
  readonly because?: 'routine';
}

function set(state: DigestState, { digest, of, times, because }: Wished, context: DigestContext): DigestDecision {
  if (!isPerson(context)) return refused({ code: 'not_a_person' });
  if (state.status !== 'none' && !isSameOf(state.of, of)) return refused({ code: 'digest_not_yours' });
  const set = Object.entries(times).map(([kind, time]): [string, TimeSet] => {
    return [kind, { ...time, next: nextTime(time, context.now) }];
  });
  const fact = { type: 'DigestSet', digest, of, times: Object.fromEntries(set) } as const;
  return happened(context, { ...fact, ...optional('because', because) });
}

/** Where a member asks for theirs may change: it is theirs wherever they are. */
function isSameOf(one: DigestOf, other: DigestOf): boolean {
  if (one.type === 'member') return other.type === 'member' && one.member === other.member;
  return other.type === 'place' && one.place === other.place;
}

function end(state: DigestState, kind: DigestKind | undefined, context: DigestContext): DigestDecision {
  if (!isPerson(context)) return refused({ code: 'not_a_person' });
  const own = state.status === 'none' ? kind === 'own' : state.of.type === 'member';
  const isOn = state.status === 'active' && (kind === undefined || state.times[kind] !== undefined);
  if (!isOn) return refused({ code: 'digest_off', own, ...optional('kind', kind) });
  if (isOfAnother(state, context.actor)) return refused({ code: 'digest_not_yours' });
  return happened(context, { type: 'DigestEnded', ...optional('kind', kind) });
}

function isOfAnother({ of }: KnownDigest, actor: Actor): boolean {
  return of.type === 'member' && of.member !== memberOf(actor);
}

/** Its time has come, however late anybody looked: it is said once for the day that it is now, and for no day before. */
function fire(
  state: DigestState,
  { kind, slot }: Extract<DigestCommand, { type: 'fireDigest' }>,
  context: DigestContext,
): DigestDecision {
  if (context.actor.type !== 'timer') return refused({ code: 'not_a_timer' });
  const time = state.status === 'active' ? state.times[kind] : undefined;
  if (state.status !== 'active' || time?.next !== slot) return refused({ code: 'digest_over' });
  // Whoever has left owes nothing any more.
  if (state.of.type === 'member' && !context.people.members.includes(state.of.member)) {
    return happened(context, { type: 'DigestEnded' });
  }
  // A clock that is put back between the timer's look at it and this one: refused, nothing would ever fire it again.
  const now = Math.max(context.now, slot);
  const today = timeOfToday(time, now);
  const next = nextTime(time, now);
  if (today === undefined || today < slot) return happened(context, { type: 'DigestLeft', kind, slot, next });
  return happened(context, { type: 'DigestDue', kind, slot: today, next });
}

function isPerson({ actor, people }: DigestContext): boolean {
  const member = memberOf(actor);
  return member !== undefined && people.members.includes(member);
}

function happened(context: DigestContext, fact: DigestFact): DigestDecision {
  return accepted<DigestEvent>([{ ...fact, at: context.now, actor: context.actor }]);
}
