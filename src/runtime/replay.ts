/** Folding a stream's events must give its saved state: the check that operators and tests run, never a start. */
import { isDeepStrictEqual } from 'node:util';
import { type DigestEvent, initialDigest, type KnownDigest } from '../engine/digest/digest.ts';
import { evolveDigest } from '../engine/digest/evolve.ts';
import { evolveImport, type ImportEvent, initialImport } from '../engine/import/import.ts';
import { evolveRoutine } from '../engine/routine/evolve.ts';
import { initialRoutine, type KnownRoutine, type RoutineEvent } from '../engine/routine/routine.ts';
import type { RunEvent } from '../engine/run/events.ts';
import { evolveRun } from '../engine/run/evolve.ts';
import { initialRun } from '../engine/run/state.ts';
import { evolveSettings } from '../engine/settings/evolve.ts';
import { initialSettings, type Settings, type SettingsEvent } from '../engine/settings/settings.ts';
import type { SopEvent } from '../engine/sop/events.ts';
import { evolveSop } from '../engine/sop/evolve.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import { initialSop } from '../engine/sop/state.ts';
import type { Db } from '../store/database.ts';
import type { StoredEvent } from '../store/events.ts';
import { loadStream } from '../store/streams.ts';
import type { KnownImport, KnownRun } from './rows.ts';

export type Replayed =
  | { readonly kind: 'run'; readonly state: KnownRun; readonly events: readonly RunEvent[] }
  | { readonly kind: 'sop'; readonly state: KnownSop; readonly events: readonly SopEvent[] }
  | { readonly kind: 'import'; readonly state: KnownImport; readonly events: readonly ImportEvent[] }
  | { readonly kind: 'routine'; readonly state: KnownRoutine; readonly events: readonly RoutineEvent[] }
  | { readonly kind: 'settings'; readonly state: Settings; readonly events: readonly SettingsEvent[] }
  | { readonly kind: 'digest'; readonly state: KnownDigest; readonly events: readonly DigestEvent[] }
  /** A chain without a state of its own (`people:…`). */
  | { readonly kind: 'none' };

/** What a stream's events give. Throws on events that no version of the software ever wrote. */
export function replayed(stored: readonly StoredEvent[]): Replayed {
  const events = stored.map(({ type, data, actor, at }) => ({ ...(data as object), type, actor, at })) as unknown;
  switch (stored[0]?.type) {
    case 'RunStarted': {
      const state = (events as RunEvent[]).reduce(evolveRun, initialRun);
      return { kind: 'run', state: known(state), events: events as RunEvent[] };
    }
    case 'DraftCreated': {
      const state = (events as SopEvent[]).reduce(evolveSop, initialSop);
      return { kind: 'sop', state: known(state), events: events as SopEvent[] };
    }
    case 'ImportRequested': {
      const state = (events as ImportEvent[]).reduce(evolveImport, initialImport);
      return { kind: 'import', state: known(state), events: events as ImportEvent[] };
    }
    case 'RoutineSet': {
      const state = (events as RoutineEvent[]).reduce(evolveRoutine, initialRoutine);
      return { kind: 'routine', state: known(state), events: events as RoutineEvent[] };
    }
    case 'HolidaysSet':
    case 'HolidaysCleared':
    case 'DaysClosed':
    case 'QuietHoursSet':
    case 'OwnSettingsChanged':
    case 'AwaySet': {
      const state = (events as SettingsEvent[]).reduce(evolveSettings, initialSettings);
      return { kind: 'settings', state: known(state), events: events as SettingsEvent[] };
    }
    case 'DigestSet': {
      const state = (events as DigestEvent[]).reduce(evolveDigest, initialDigest);
      return { kind: 'digest', state: known(state), events: events as DigestEvent[] };
    }
    default:
      return { kind: 'none' };
  }
}

/** Whether the saved state differs from what the events give. Streams without a state (`people:…`) never do. */
export async function replayDiffers(
  db: Db,
  workspace: string,
  stream: string,
  stored: readonly StoredEvent[],
): Promise<boolean> {
  const folded = replayed(stored);
  if (folded.kind === 'none') return false;
  const saved = await loadStream(db, folded.kind, workspace, stream);
  return !isDeepStrictEqual(saved?.state, JSON.parse(JSON.stringify(folded.state)));
}

/** An event of an unknown type gives no state at all. */
function known<State extends { readonly status: string }>(
  state: State | undefined,
): Exclude<State, { readonly status: 'none' }> {
  if (state === undefined || state.status === 'none') throw new Error('the events give no state');
  return state as Exclude<State, { readonly status: 'none' }>;
}
