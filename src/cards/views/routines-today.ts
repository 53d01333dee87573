/** What routines start today, for whoever opens the app: what is to come, what runs, what was done or forgotten. */
import type { Instant } from '../../engine/instant.ts';
import type { EndedRun, OpenRun } from '../../engine/run/state.ts';
import type { Action, Card, Line, Text } from '../card.ts';
import { progressLabel } from '../progress.ts';
import { sentence } from '../sentence.ts';

export interface TodayLine {
  readonly routine: string;
  readonly title: string;
  readonly slot: Instant;
  /** `started`: `run` says how it goes. */
  readonly outcome: 'coming' | 'started' | 'not_started' | 'missed' | 'skipped' | 'rested';
  /** What the day is called on which it rests. */
  readonly day?: string;
  readonly run?: OpenRun | EndedRun;
}

/** Undefined where no routine has anything today. `more`: how many times there are besides those listed. */
export function todayCard(lines: readonly TodayLine[], more = 0): Card | undefined {
  if (lines.length === 0) return undefined;
  const title = 'Routines today';
  const items = lines.toSorted((one, other) => one.slot - other.slot).map(drawn);
  const rest = more > 0 ? [{ type: 'context', text: `and ${more} more: /sop routines shows them` } as const] : [];
  const fallback = `${title}: ${lines.map((one) => one.title).join(', ')}`;
  const elements = [{ type: 'list', items } as const, ...rest];
  return { title, subtitle: `${lines.length + more} in all`, tone: 'neutral', elements, actions: [], fallback };
}

function drawn(line: TodayLine): Line {
  const { title, slot, run } = line;
  const at = { type: 'time', at: slot, style: 'time' } as const;
  return { mark: markOf(line), text: title, detail: sentence(at, ' · ', standing(line)), action: actionOf(line, run) };
}

function markOf({ outcome, run }: TodayLine): Line['mark'] {
  switch (outcome) {
    case 'coming':
      return 'todo';
    case 'skipped':
    case 'rested':
      return 'skipped';
    case 'missed':
    case 'not_started':
      return 'missed';
    case 'started':
      if (run?.status === 'ended') return run.outcome === 'completed' ? 'done' : 'missed';
      return 'now';
  }
}

function standing({ outcome, run, day }: TodayLine): Text {
  switch (outcome) {
    case 'coming':
      return 'to come';
    case 'skipped':
      return 'skipped';
    case 'rested':
      return day ?? 'no run today';
    case 'missed':
      return 'missed';
    case 'not_started':
      return 'did not start';
    case 'started':
      if (!run) return 'starting';
      return run.status === 'ended' ? `${run.outcome}, ${progressLabel(run)}` : progressLabel(run);
  }
}

function actionOf({ routine }: TodayLine, run: TodayLine['run']): Action {
  if (run) return { label: 'Steps', style: 'default', value: { v: 1, verb: 'show_steps', run: run.run } };
  return { label: 'Open', style: 'default', value: { v: 1, verb: 'show_routine', routine } };
}
