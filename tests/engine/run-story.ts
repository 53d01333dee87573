/** How the tests of runs speak: people, a definition, and a run that goes on command by command. */
import { expect } from 'vitest';
import type { Actor } from '../../src/engine/actor.ts';
import { parseDefinition } from '../../src/engine/check.ts';
import type { Definition, DefinitionInput } from '../../src/engine/definition.ts';
import type { RunCommand } from '../../src/engine/run/commands.ts';
import type { People, RunContext } from '../../src/engine/run/context.ts';
import { runDecider } from '../../src/engine/run/decide.ts';
import type { RunEvent } from '../../src/engine/run/events.ts';
import { stepRunOf, whyOf } from '../../src/engine/run/live.ts';
import type { RunRefusal } from '../../src/engine/run/refusals.ts';
import type { EndedRun, OpenRun, StepRun } from '../../src/engine/run/state.ts';
import type { InputValue, Recorded } from '../../src/engine/run/values.ts';
import { freeze, specification } from './specification.ts';

export const MONDAY = Date.UTC(2026, 2, 2, 8);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/**
 * Cooks Ana and Ben, leads Lea, Leo and Lin who approve, owner Olga of exceptions, manager Max, director Dora,
 * administrator Ada, and Sam who holds no role.
 */
export const PEOPLE: People = {
  members: ['ana', 'ben', 'lea', 'leo', 'lin', 'olga', 'max', 'dora', 'ada', 'sam'],
  holders: {
    cook: ['ana', 'ben'],
    lead: ['lea', 'leo', 'lin'],
    owner: ['olga'],
    manager: ['max'],
    director: ['dora'],
    nobody: [],
  },
  standIns: {},
  admins: ['ada'],
};

export const ROLES: DefinitionInput['roles'] = [
  { id: 'cook' },
  { id: 'lead', for: 'approver' },
  { id: 'owner', for: 'exception_owner' },
  { id: 'manager', for: 'accountable_manager' },
  { id: 'director' },
  { id: 'nobody' },
];

/** A checked definition with the roles of `PEOPLE`, an exception owner and an accountable manager. */
export function procedure(steps: DefinitionInput['steps'], more: Partial<DefinitionInput> = {}): Definition {
  const owners = { exception_owner: 'owner', accountable_manager: 'manager' };
  return checked({ sop: 'checks', title: 'Checks', roles: ROLES, ...owners, ...more, steps });
}

/** The same without anybody named to answer for exceptions. */
export function ownerless(steps: DefinitionInput['steps'], more: Partial<DefinitionInput> = {}): Definition {
  return checked({ sop: 'checks', title: 'Checks', roles: ROLES, ...more, steps });
}

function checked(raw: DefinitionInput): Definition {
  const parsed = parseDefinition(raw);
  if (!parsed.ok) throw new Error(parsed.problems.map((one) => `${one.path}: ${one.problem}`).join('\n'));
  return freeze(parsed.definition);
}

/** A step that a cook does. */
export const cooks = (id: string, more: object = {}) => ({ id, title: `Do ${id}`, role: 'cook', ...more });

/** A person; through another entrance the same person may have another member id. */
export function person(id: string, identity = `web:${id}`): Actor {
  return { type: 'member', id, identity };
}

export const TIMER: Actor = { type: 'timer' };
export const AGENT: Actor = { type: 'agent', id: 'ana' };
export const SERVICE: Actor = { type: 'service', id: 'lea' };

export const photo = (letter = 'a', mime = 'image/jpeg') => ({
  ...{ file: letter.repeat(64), name: `${letter}.jpg` },
  ...{ mime, bytes: 3 },
});

const on = { run: 'r1' };
/** Commands in short. */
export const does = {
  claim: (step: string): RunCommand => ({ ...on, type: 'claimStep', step }),
  assign: (step: string, member: string): RunCommand => ({ ...on, type: 'assignStep', step, member }),
  record: (step: string, ...items: Recorded[]): RunCommand => ({ ...on, type: 'recordEvidence', step, items }),
  complete: (step: string, more: { items?: Recorded[]; choice?: string; attempt?: number } = {}): RunCommand => {
    return { ...on, type: 'completeStep', step, attempt: undefined, choice: undefined, items: [], ...more };
  },
  approve: (step: string, attempt?: number): RunCommand => ({ ...on, type: 'approveStep', step, attempt }),
  reject: (step: string, reason = 'not good', attempt?: number, steps?: string[] | 'all'): RunCommand => {
    return { ...on, type: 'rejectStep', step, reason, attempt, steps };
  },
  skip: (step: string, reason = 'not today'): RunCommand => ({ ...on, type: 'skipStep', step, reason }),
  reopen: (step: string, reason = 'it was wrong'): RunCommand => ({ ...on, type: 'reopenStep', step, reason }),
  raise: (step?: string, kind: 'source_stale' | 'tool_failed' | 'other' = 'other', note = 'help'): RunCommand => {
    return { ...on, type: 'raiseException', step, kind, note };
  },
  resolve: (
    exception: string,
    resolution: 'retry' | 'skip' | 'override' | 'go_on' | 'escalate' | 'cancel_run',
    reason = 'seen',
    change?: { say?: string },
  ): RunCommand => ({ ...on, type: 'resolveException', exception, resolution, reason, change }),
  note: (text: string, step?: string): RunCommand => ({ ...on, type: 'addNote', step, text }),
  due: (step: string, due: number, reason = 'later'): RunCommand => ({ ...on, type: 'changeDue', step, due, reason }),
  substitute: (from: string, to: string, reason = 'away'): RunCommand => {
    return { ...on, type: 'substitute', from, to, reason };
  },
  cancel: (reason = 'no need'): RunCommand => ({ ...on, type: 'cancelRun', reason }),
  remind: (step: string, due: number, attempt = 1): RunCommand => ({ ...on, type: 'remindStep', step, due, attempt }),
  escalate: (step: string, due: number, rung = 0, attempt = 1): RunCommand => {
    return { ...on, type: 'escalateStep', step, due, attempt, rung };
  },
  expire: (step: string): RunCommand => ({ ...on, type: 'expireStep', step }),
  expireRun: (): RunCommand => ({ ...on, type: 'expireRun' }),
};

const spec = specification(runDecider);

export interface Setting {
  readonly people?: People;
  readonly inputs?: Readonly<Record<string, InputValue>>;
  readonly by?: string | Actor;
  /** What only a routine says. */
  readonly more?: Partial<Extract<RunCommand, { type: 'startRun' }>>;
}

export function contextOf(definition: Definition, actor: string | Actor, now = MONDAY, people = PEOPLE): RunContext {
  const sop = { id: 's1', status: 'active', revision: 1 } as const;
  return { now, actor: typeof actor === 'string' ? person(actor) : actor, definition, sop, people };
}

/** A run of the definition, started by Sam on Monday morning. */
export function started(definition: Definition, { people = PEOPLE, inputs = {}, by = 'sam', more = {} }: Setting = {}) {
  const start: RunCommand = { type: 'startRun', run: 'r1', sop: 's1', place: 'web:kitchen', inputs, ...more };
  const first = spec.given([]).when(start, contextOf(definition, by, MONDAY, people));
  if (first.decision.status === 'refused') throw new Error(JSON.stringify(first.decision.refusal));
  return story(definition, people, first.events, MONDAY, first.events.length);
}

export type Story = ReturnType<typeof story>;

function story(definition: Definition, people: People, events: readonly RunEvent[], now: number, fresh: number) {
  const state = spec.fold(events) as OpenRun | EndedRun;
  const ask = (actor: string | Actor, command: RunCommand) =>
    spec.given(events).when(command, contextOf(definition, actor, now, people));
  return {
    events,
    state,
    definition,
    people,
    now,
    /** The events of the last command. */
    last: events.slice(events.length - fresh),
    types: events.slice(events.length - fresh).map((one) => one.type),
    when: ask,
    /** The command is accepted, and the story goes on from there. */
    by(actor: string | Actor, command: RunCommand) {
      const { decision, events: after } = ask(actor, command);
      if (decision.status === 'refused') throw new Error(`${command.type}: ${JSON.stringify(decision.refusal)}`);
      return story(definition, people, after, now, decision.events.length);
    },
    /** The command is refused with this code and facts; nothing has happened. */
    refuses(actor: string | Actor, command: RunCommand, code: RunRefusal['code'], facts: Record<string, unknown> = {}) {
      ask(actor, command).then({ refused: code, ...facts });
      return this;
    },
    /** As if these had happened too. */
    since: (more: readonly RunEvent[]) => story(definition, people, [...events, ...more], now, more.length),
    later: (milliseconds: number) => story(definition, people, events, now + milliseconds, fresh),
    among: (others: Partial<People>) => story(definition, { ...people, ...others }, events, now, fresh),
    step(id: string): StepRun {
      const step = stepRunOf(state, id);
      if (!step) throw new Error(`no step ${id}`);
      return step;
    },
    why: (id: string) => state.steps.filter((one) => one.id === id).map((one) => whyOf(state, one))[0],
    /** Every step's state, in order. */
    stands: () => Object.fromEntries(state.steps.map((one) => [one.id, one.state])),
    is(status: 'open' | 'completed' | 'incomplete' | 'cancelled') {
      expect(state.status === 'ended' ? state.outcome : state.status).toBe(status);
      return this;
    },
  };
}
