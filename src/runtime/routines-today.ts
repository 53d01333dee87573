/** What the routines that a member sees start today. A day is that of the routine's own clocks. */

import type { Card } from '../cards/card.ts';
import { type TodayLine, todayCard } from '../cards/views/routines-today.ts';
import type { Instant } from '../engine/instant.ts';
import { LIMITS } from '../engine/limits.ts';
import { optional } from '../engine/optional.ts';
import { type DaysOff, dayOff } from '../engine/routine/days-off.ts';
import type { KnownRoutine, LastSlot } from '../engine/routine/routine.ts';
import { dayIn } from '../engine/zone.ts';
import { listRoutines } from '../store/routines.ts';
import { yearsAround } from './days-off.ts';
import { placesSeen } from './sight.ts';
import { loadRun, type Speaker, type Talking } from './talking.ts';

/** Times listed; more are counted. */
const LISTED = 12;

export async function routinesToday(
  talking: Talking,
  who: Pick<Speaker, 'workspace' | 'member'>,
): Promise<Card | undefined> {
  const rows = await listRoutines(talking.db, who.workspace, LIMITS.routines);
  const seen = await placesSeen(talking, who, new Set(rows.map((row) => row.place)));
  const routines = rows.filter((row) => seen.has(row.place)).map((row) => row.state as KnownRoutine);
  const now = talking.now();
  const days = await talking.memory.daysOff(talking.db, who.workspace, yearsAround(now));
  const lines = routines.flatMap((one) => linesOf(one, now, days)).toSorted((one, other) => one.slot - other.slot);
  const listed = await Promise.all(lines.slice(0, LISTED).map((line) => withRun(talking, who.workspace, line)));
  return todayCard(listed, lines.length - listed.length);
}

type Slot = Omit<TodayLine, 'run'> & { readonly run?: string };

function linesOf(state: KnownRoutine, now: Instant, days: DaysOff): readonly Slot[] {
  const { routine, title, last, schedule } = state;
  const isToday = (at: Instant) => dayIn(schedule.zone, at) === dayIn(schedule.zone, now);
  const about = { routine, title };
  const before: Slot[] =
    last && isToday(last.slot)
      ? [
          {
            ...about,
            slot: last.slot,
            outcome: last.outcome,
            ...('run' in last ? { run: last.run } : {}),
            ...dayOf(last),
          },
        ]
      : [];
  if (state.status !== 'active' || !isToday(state.next)) return before;
  const off = dayOff(days, schedule, state.next);
  const coming = { ...about, slot: state.next };
  return [...before, off ? { ...coming, outcome: 'rested', day: off.name } : { ...coming, outcome: 'coming' }];
}

function dayOf(last: LastSlot): { readonly day?: string } {
  return last.outcome === 'rested' ? { day: last.day } : {};
}

async function withRun(talking: Talking, workspace: string, { run: id, ...line }: Slot): Promise<TodayLine> {
  return { ...line, ...optional('run', id === undefined ? undefined : await loadRun(talking, workspace, id)) };
}
