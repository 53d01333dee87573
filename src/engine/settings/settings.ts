/**
 * What holds for a whole workspace: the days it is closed, when it is quiet, how its people want to be called, and who
 * is away. One stream, so that who changed what is on record.
 */
import type { Actor } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { QuietHours } from './quiet.ts';

/** There is one such stream in each workspace, under this id. */
export const SETTINGS = 'settings';

/**
 * How somebody wants to be called when something waits for them: by a mention in the conversation, by a direct message
 * instead, or not at all but once a day, with all that waits.
 */
export const CALLS = ['channel', 'direct', 'digest'] as const;
export type Calls = (typeof CALLS)[number];

export interface Holidays {
  /** ISO 3166-1 alpha-2: `DE`. */
  readonly country: string;
  /** ISO 3166-2 without the country: `BY`. */
  readonly region?: string;
}

/** Days on which the workspace is closed, both ends included: `2026-12-24`. */
export interface ClosedDays {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export interface Absence {
  readonly standIn: string;
  readonly from: Instant;
  /** When they are back; absent: when they say so. */
  readonly until?: Instant;
  readonly reason?: string;
  /** Who said so. */
  readonly by: Actor;
  readonly status: 'planned' | 'begun';
}

export interface OwnSettings {
  /** Absent: by a mention. */
  readonly calls?: Calls;
  /** Absent: those of the workspace. */
  readonly quiet?: QuietHours | 'none';
}

export type SettingsFact =
  | { type: 'HolidaysSet'; settings: string; country: string; region?: string }
  | { type: 'HolidaysCleared'; settings: string }
  | { type: 'DaysClosed'; settings: string; from: string; to: string; reason: string }
  /** `from`: of the closed days that are open after all. */
  | { type: 'DaysOpened'; settings: string; from: string }
  /** Without hours there are none any more. */
  | { type: 'QuietHoursSet'; settings: string; quiet?: QuietHours }
  | { type: 'OwnSettingsChanged'; settings: string; member: string; calls?: Calls; quiet?: QuietHours | 'none' }
  | {
      type: 'AwaySet';
      settings: string;
      member: string;
      standIn: string;
      from: Instant;
      until?: Instant;
      reason?: string;
    }
  /** `again`: with the same stand-in as until now. */
  | { type: 'AwayBegan'; settings: string; member: string; standIn: string; again?: true }
  /** `over`: its time is; `back`: they came back before; `changed`: somebody else stands in from now on. */
  | {
      type: 'AwayEnded';
      settings: string;
      member: string;
      standIn: string;
      from: Instant;
      why: 'over' | 'back' | 'changed';
    };

export type SettingsEvent = Readonly<SettingsFact & { at: Instant; actor: Actor }>;

export interface Settings {
  readonly status: 'none' | 'set';
  readonly holidays?: Holidays;
  /** In the order of their first days. */
  readonly closed: readonly ClosedDays[];
  readonly quiet?: QuietHours;
  /** By member. */
  readonly own: Readonly<Record<string, OwnSettings>>;
  /** By member who is, or will be, away. */
  readonly away: Readonly<Record<string, Absence>>;
}

export const initialSettings: Settings = { status: 'none', closed: [], own: {}, away: {} };
