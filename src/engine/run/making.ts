/**
 * A decision in the making: the state as it will be, and the facts that make it so. Every fact goes through `evolve`
 * at once, so that what follows from it is decided on the truth.
 */
import type { Definition } from '../definition.ts';
import type { RunContext } from './context.ts';
import type { RunEvent, RunFact } from './events.ts';
import { evolveRun } from './evolve.ts';
import type { OpenRun, RunState } from './state.ts';

export interface Making {
  readonly context: RunContext;
  readonly definition: Definition;
  readonly state: RunState;
  readonly events: readonly RunEvent[];
}

export function making(state: RunState, context: RunContext, definition: Definition): Making {
  return { state, context, definition, events: [] };
}

export function happened(so: Making, ...facts: readonly RunFact[]): Making {
  const events = facts.map((fact): RunEvent => ({ ...fact, at: so.context.now, actor: so.context.actor }));
  return { ...so, state: events.reduce(evolveRun, so.state), events: [...so.events, ...events] };
}

/** The run while it is open. */
export function openRun(so: Making): OpenRun | undefined {
  return so.state.status === 'open' ? so.state : undefined;
}
