/** A routine's stream: what deciding needs of its SOP, and what follows. */

import { optional } from '../engine/optional.ts';
import type { RoutineCommand } from '../engine/routine/commands.ts';
import type { DaysOff } from '../engine/routine/days-off.ts';
import { decideRoutine, type RoutineContext } from '../engine/routine/decide.ts';
import { evolveRoutine } from '../engine/routine/evolve.ts';
import { reactToRoutine } from '../engine/routine/react.ts';
import type { RoutineState } from '../engine/routine/routine.ts';
import type { Tx } from '../store/database.ts';
import { findRoutine } from '../store/routines.ts';
import { findSop } from '../store/sops.ts';
import { yearsAround } from './days-off.ts';
import type { Asked, Outcome } from './decide-on.ts';
import type { Memory } from './memory.ts';
import { saveRoutine } from './save.ts';

export async function decideOnRoutine(
  tx: Tx,
  memory: Memory,
  asked: Asked,
  command: RoutineCommand,
  before: RoutineState,
): Promise<Outcome> {
  const { workspace, actor, now } = asked;
  const people = await memory.people(tx, workspace);
  const about = command.type === 'setRoutine' ? command.sop : before.status === 'none' ? undefined : before.sop;
  const sop = about === undefined ? undefined : await sopOf(tx, memory, workspace, about);
  const other = command.type === 'setRoutine' ? await findRoutine(tx, workspace, command) : undefined;
  const days = await daysFor(tx, memory, asked, before);
  const decision = decideRoutine(before, command, {
    ...{ now, actor, people, ...optional('sop', sop), ...optional('days', days) },
    ...optional('other', other === command.routine ? undefined : other),
  });
  if (decision.status === 'refused') return decision;
  const { events } = decision;
  const after = events.reduce(evolveRoutine, before);
  if (after.status === 'none') throw new Error('a routine has events but no state');
  return {
    ...{ status: 'accepted', events, after },
    reaction: reactToRoutine(after, events, before),
    save: (tx, head, from) => saveRoutine(tx, { workspace, after, head, from, now }),
    channel: after.place,
  };
}

/** Only what fires, and what leaves the next one out, asks which days are off. */
async function daysFor(
  tx: Tx,
  memory: Memory,
  { workspace, command, now }: Asked,
  before: RoutineState,
): Promise<DaysOff | undefined> {
  if (command.type !== 'fireRoutine' && command.type !== 'skipSlot') return undefined;
  return before.status === 'active' ? memory.daysOff(tx, workspace, yearsAround(before.next, now)) : undefined;
}

async function sopOf(tx: Tx, memory: Memory, workspace: string, sop: string): Promise<RoutineContext['sop']> {
  const found = await findSop(tx, workspace, sop);
  if (!found || found.status === 'discarded') return undefined;
  const { id, key, title, revision } = found;
  const status = found.status as 'draft' | 'active' | 'archived';
  const definition = revision > 0 ? await memory.freshDefinition(tx, workspace, id, revision) : undefined;
  return { id, key, title, status, ...optional('definition', definition) };
}
