/** What the cards of a run are drawn from. */
import type { Definition } from '../engine/definition.ts';
import type { Instant } from '../engine/instant.ts';
import type { People, RunContext } from '../engine/run/context.ts';
import type { EndedRun, OpenRun } from '../engine/run/state.ts';

export interface Scene {
  readonly run: OpenRun | EndedRun;
  /** The pinned revision's. */
  readonly definition: Definition;
  readonly people: People;
  readonly now: Instant;
}

/** For asking the engine who may act: a card is drawn for everybody, so it is nobody's act. */
export function contextOf({ now, people, definition }: Scene): RunContext {
  return { now, people, definition, actor: { type: 'timer' } };
}
