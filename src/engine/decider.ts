/**
 * How every stream works: `decide` says what happens or why not, `evolve` says what that makes of the state. Both are
 * pure. The shape is the decider of Jérémie Chassaing's "Functional Event Sourcing Decider" (thinkbeforecoding.com, 2021).
 */
export interface Decider<State, Command, Event, Refusal, Context> {
  readonly initial: State;
  readonly decide: (state: State, command: Command, context: Context) => Decision<Event, Refusal>;
  readonly evolve: (state: State, event: Event) => State;
}

export type Decision<Event, Refusal> =
  | { readonly status: 'accepted'; readonly events: readonly Event[] }
  | { readonly status: 'refused'; readonly refusal: Refusal };

export function accepted<Event>(events: readonly Event[]): Decision<Event, never> {
  return { status: 'accepted', events };
}

export function refused<Refusal>(refusal: Refusal): Decision<never, Refusal> {
  return { status: 'refused', refusal };
}
