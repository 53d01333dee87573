import { type Actor, memberOf } from '../actor.ts';
import { accepted, type Decision, refused } from '../decider.ts';
import type { Instant } from '../instant.ts';
import { LIMITS } from '../limits.ts';
import { optional } from '../optional.ts';
import type { People } from '../run/context.ts';
import type { RunRefusal } from '../run/refusals.ts';
import type { SettingsCommand } from './commands.ts';
import type { Absence, Settings, SettingsEvent, SettingsFact } from './settings.ts';

export interface SettingsContext {
  readonly now: Instant;
  readonly actor: Actor;
  readonly people: People;
}

/** Why a workspace's settings were not changed. */
export type SettingsRefusal =
  | Extract<RunRefusal, { code: 'not_a_person' | 'not_a_timer' | 'timer_stale' | 'substitute_self' | 'due_past' }>
  /** `who`: the administrators. */
  | { code: 'not_administrator'; what: 'holidays' | 'closed' | 'quiet'; who: readonly string[] }
  /** Only a member changes how they are called. */
  | { code: 'not_own_settings' }
  | { code: 'not_own_absence'; who: readonly string[] }
  /** Whoever says that somebody is away does not become their stand-in by that. */
  | { code: 'stand_in_by_own_word' }
  | { code: 'stand_in_unknown'; member: string }
  /** The stand-in is away themself at that time. */
  | { code: 'stand_in_away'; member: string; until?: Instant }
  /** Whoever is to be away stands in for `for` at that time. */
  | { code: 'stands_in_already'; member: string; for: string; until?: Instant }
  | { code: 'not_away'; member: string }
  | { code: 'away_backwards' }
  | { code: 'days_backwards' }
  | { code: 'days_too_many'; most: number }
  | { code: 'days_not_closed'; from: string }
  | { code: 'quiet_all_day' };

type SettingsDecision = Decision<SettingsEvent, SettingsRefusal>;

/**
 * Who may: what holds for everybody is for administrators; how somebody is called is for them alone; that somebody is away
 * they say themself, or an administrator for them, who then does not stand in.
 */
export function decideSettings(state: Settings, command: SettingsCommand, context: SettingsContext): SettingsDecision {
  if (command.type === 'beginAway' || command.type === 'overAway') return timed(state, command, context);
  const member = memberOf(context.actor);
  if (member === undefined || !context.people.members.includes(member)) return refused({ code: 'not_a_person' });
  switch (command.type) {
    case 'setHolidays':
      return forAdmins(context, 'holidays', {
        ...{ type: 'HolidaysSet', settings: command.settings, country: command.country },
        ...optional('region', command.region),
      });
    case 'clearHolidays':
      return forAdmins(context, 'holidays', { type: 'HolidaysCleared', settings: command.settings });
    case 'closeDays':
      return closeDays(state, command, context);
    case 'openDays':
      return openDays(state, command, context);
    case 'setQuietHours':
      if (isAllDay(command.quiet)) return refused({ code: 'quiet_all_day' });
      return forAdmins(context, 'quiet', {
        ...{ type: 'QuietHoursSet', settings: command.settings, ...optional('quiet', command.quiet) },
      });
    case 'changeOwnSettings':
      return changeOwn(state, command, context);
    case 'setAway':
      return setAway(state, command, context);
    case 'endAway':
      return endAway(state, command, context);
  }
}

type Of<Type extends SettingsCommand['type']> = Extract<SettingsCommand, { type: Type }>;

function forAdmins(
  context: SettingsContext,
  what: Extract<SettingsRefusal, { code: 'not_administrator' }>['what'],
  fact: SettingsFact,
): SettingsDecision {
  return isAdmin(context)
    ? happened(context, fact)
    : refused({ code: 'not_administrator', what, who: context.people.admins });
}

function closeDays(state: Settings, { settings, from, to, reason }: Of<'closeDays'>, context: SettingsContext) {
  if (to < from) return refused({ code: 'days_backwards' } as const);
  if (state.closed.length >= LIMITS.closedDays) {
    return refused({ code: 'days_too_many', most: LIMITS.closedDays } as const);
  }
  return forAdmins(context, 'closed', { type: 'DaysClosed', settings, from, to, reason });
}

function openDays(state: Settings, { settings, from: day }: Of<'openDays'>, context: SettingsContext) {
  // Two may hold the day: the one that begins with it is meant.
  const found =
    state.closed.find(({ from }) => from === day) ?? state.closed.find(({ from, to }) => from <= day && day <= to);
  if (!found) return refused({ code: 'days_not_closed', from: day } as const);
  return forAdmins(context, 'closed', { type: 'DaysOpened', settings, from: found.from });
}

/** Whoever is called in hardly any hour is called in none: a message may take some time. */
function isAllDay(quiet: Of<'setQuietHours'>['quiet']): boolean {
  if (quiet === undefined) return false;
  const minutes = (quiet.to - quiet.from + 1_440) % 1_440;
  return minutes === 0 || minutes > LIMITS.quietMinutes;
}

function changeOwn(state: Settings, command: Of<'changeOwnSettings'>, context: SettingsContext): SettingsDecision {
  const { settings, member, quiet } = command;
  if (memberOf(context.actor) !== member) return refused({ code: 'not_own_settings' });
  if (typeof quiet === 'object' && isAllDay(quiet)) return refused({ code: 'quiet_all_day' });
  const before = Object.hasOwn(state.own, member) ? state.own[member] : undefined;
  const hours = quiet === undefined ? before?.quiet : quiet === 'workspace' ? undefined : quiet;
  return happened(context, {
    ...{ type: 'OwnSettingsChanged', settings, member },
    ...{ ...optional('calls', command.calls ?? before?.calls), ...optional('quiet', hours) },
  });
}

/** Somebody who is away already gets another stand-in, or another end. */
function setAway(state: Settings, command: Of<'setAway'>, context: SettingsContext): SettingsDecision {
  const { settings, member, standIn, until, reason } = command;
  const { now, people, actor } = context;
  const from = Math.max(now, command.from ?? now);
  if (memberOf(actor) !== member && !isAdmin(context)) {
    return refused({ code: 'not_own_absence', who: people.admins });
  }
  if (member === standIn) return refused({ code: 'substitute_self' });
  // Nobody gives themself another's right to approve.
  if (memberOf(actor) === standIn) return refused({ code: 'stand_in_by_own_word' });
  const stranger = [member, standIn].find((one) => !people.members.includes(one));
  if (stranger !== undefined) return refused({ code: 'stand_in_unknown', member: stranger });
  if (until !== undefined && until <= now) return refused({ code: 'due_past' });
  if (until !== undefined && until <= from) return refused({ code: 'away_backwards' });
  const wished = { from, ...optional('until', until) };
  const other = absenceOf(state, standIn);
  if (other && overlaps(wished, other)) {
    return refused({ code: 'stand_in_away', member: standIn, ...optional('until', other.until) });
  }
  const others = Object.entries(state.away).find(([, one]) => one.standIn === member && overlaps(wished, one));
  if (others) {
    return refused({ code: 'stands_in_already', member, for: others[0], ...optional('until', others[1].until) });
  }
  const before = absenceOf(state, member);
  const hasBegun = before?.status === 'begun';
  // The same one goes on: it began when it did, and nobody is called once more.
  const isSame = hasBegun && before.standIn === standIn && from <= now;
  const time = isSame ? { ...wished, from: before.from } : wished;
  const set: SettingsFact = { type: 'AwaySet', settings, member, standIn, ...time, ...optional('reason', reason) };
  const facts: SettingsFact[] = [];
  if (hasBegun && !isSame) {
    const { standIn: former, from: since } = before;
    const why = from > now ? 'back' : 'changed';
    facts.push({ type: 'AwayEnded', settings, member, standIn: former, from: since, why });
  }
  facts.push(set);
  if (from <= now) {
    facts.push({ type: 'AwayBegan', settings, member, standIn, ...optional('again', isSame || undefined) });
  }
  return happened(context, ...facts);
}

function endAway(state: Settings, { settings, member }: Of<'endAway'>, context: SettingsContext): SettingsDecision {
  if (memberOf(context.actor) !== member && !isAdmin(context)) {
    return refused({ code: 'not_own_absence', who: context.people.admins });
  }
  const absence = absenceOf(state, member);
  if (!absence) return refused({ code: 'not_away', member });
  const { standIn, from } = absence;
  return happened(context, { type: 'AwayEnded', settings, member, standIn, from, why: 'back' });
}

/** An absence begins or ends by itself, unless it was changed since. */
function timed(state: Settings, command: Of<'beginAway'> | Of<'overAway'>, context: SettingsContext): SettingsDecision {
  if (context.actor.type !== 'timer') return refused({ code: 'not_a_timer' });
  const { settings, member } = command;
  const absence = absenceOf(state, member);
  if (!absence || absence.from !== command.from) return refused({ code: 'timer_stale' });
  const { standIn, status, until, from } = absence;
  if (command.type === 'beginAway') {
    if (status === 'begun' || context.now < absence.from) return refused({ code: 'timer_stale' });
    // While nothing ran, all of it may have passed.
    if (until !== undefined && until <= context.now) {
      return happened(context, { type: 'AwayEnded', settings, member, standIn, from, why: 'over' });
    }
    return happened(context, { type: 'AwayBegan', settings, member, standIn });
  }
  if (until !== command.until || context.now < until) return refused({ code: 'timer_stale' });
  return happened(context, { type: 'AwayEnded', settings, member, standIn, from, why: 'over' });
}

type Time = Pick<Absence, 'from' | 'until'>;

function overlaps(one: Time, other: Time): boolean {
  return one.from < (other.until ?? Infinity) && other.from < (one.until ?? Infinity);
}

/** A member may be called `constructor`: only what the record itself holds counts. */
function absenceOf({ away }: Settings, member: string): Absence | undefined {
  return Object.hasOwn(away, member) ? away[member] : undefined;
}

function isAdmin({ actor, people }: SettingsContext): boolean {
  const member = memberOf(actor);
  return member !== undefined && people.admins.includes(member);
}

function happened(context: SettingsContext, ...facts: readonly SettingsFact[]): SettingsDecision {
  return accepted<SettingsEvent>(facts.map((fact) => ({ ...fact, at: context.now, actor: context.actor })));
}
