/** Random procedures, people and commands: anything an author may publish, anything a person or machine may send. */
import fc from 'fast-check';
import type { Actor } from '../../src/engine/actor.ts';
import { parseDefinition } from '../../src/engine/check.ts';
import type { Definition, DefinitionInput } from '../../src/engine/definition.ts';
import type { RunCommand } from '../../src/engine/run/commands.ts';
import type { People } from '../../src/engine/run/context.ts';
import type { RunState, StepRun } from '../../src/engine/run/state.ts';
import { freeze } from './specification.ts';

export const MONDAY = Date.UTC(2026, 2, 2, 8);
const MEMBERS = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'];
const CHANGES = ['added', 'removed'] as const;
const ROLE_IDS = ['cook', 'lead', 'boss', 'empty'];
type RandomStep = NonNullable<DefinitionInput['steps']>[number];
const options = [
  { id: 'yes', title: 'Yes' },
  { id: 'no', title: 'No' },
];

const drawnStep = fc.record({
  kind: fc.constantFrom('task', 'task', 'task', 'decision', 'approval'),
  role: fc.constantFrom('cook', 'cook', 'lead', 'empty', undefined),
  needs: fc.option(fc.array(fc.nat(7), { maxLength: 3 })),
  when: fc.option(fc.nat(), { freq: 2 }),
  evidence: fc.array(fc.record({ type: fc.constantFrom('number', 'checkbox', 'text'), required: fc.boolean() }), {
    maxLength: 2,
  }),
  approved: fc.boolean(),
  quorum: fc.integer({ min: 1, max: 3 }),
  separate: fc.constantFrom(true, true, false),
  approvalWhen: fc.option(fc.nat(), { freq: 4 }),
  limit: fc.option(fc.nat(), { freq: 3 }),
  skippable: fc.boolean(),
  timed: fc.boolean(),
  trouble: fc.constantFrom(undefined, 'stop', 'continue'),
});

const drawn = fc.record({
  steps: fc.array(drawnStep, { minLength: 1, maxLength: 7 }),
  asks: fc.boolean(),
  owner: fc.constantFrom('boss', 'empty', undefined),
  manager: fc.constantFrom('boss', 'lead', undefined),
  boundaries: fc.array(fc.nat(), { maxLength: 2 }),
  presentation: fc.constantFrom('steps', 'checklist'),
});

/** A definition that passes every check of a draft. */
export const definitions: fc.Arbitrary<Definition> = drawn.map((from) => {
  const before: string[][] = [];
  const names = new Map<string, string[]>();
  const asked = from.asks ? ['inputs.amount > 5', 'inputs.flag'] : ['true', '!false'];
  const pick = (seed: number, steps: readonly string[]) => {
    const pool = [...asked, ...steps.flatMap((id) => names.get(id) ?? [])];
    return pool[seed % pool.length] ?? 'true';
  };
  const steps = from.steps.map((step, index): RandomStep => {
    const id = `s${index}`;
    const needs = step.needs && [...new Set(step.needs.filter((need) => need < index).map((need) => `s${need}`))];
    const direct = needs ?? (index > 0 ? [`s${index - 1}`] : []);
    const earlier = [...new Set(direct.flatMap((need) => [need, ...(before[Number(need.slice(1))] ?? [])]))];
    before.push(earlier);
    const isGate = step.kind === 'approval';
    const evidence = isGate ? [] : step.evidence.map((item, at) => evidenceOf(`${id}_e${at}`, item));
    const told = evidence.filter((item) => item.type === 'number').map((item) => `evidence.${item.id}.value > 5`);
    names.set(id, [...told, ...(step.kind === 'decision' ? [`decisions.${id} == 'yes'`] : [])]);
    const own = [...earlier, id];
    const approval = {
      ...{ role: 'lead', quorum: step.quorum, separation_of_duties: step.separate },
      ...(step.approvalWhen === null ? {} : { when: pick(step.approvalWhen, own) }),
      ...(step.limit === null ? {} : { limit: pick(step.limit, own), above: 'boss' }),
    };
    return {
      ...{ id, title: id, kind: step.kind as 'task', evidence, skippable: step.skippable },
      ...(step.role === undefined || isGate ? {} : { role: step.role }),
      ...(needs ? { needs } : {}),
      ...(step.when === null ? {} : { when: pick(step.when, earlier) }),
      ...(step.kind === 'decision' ? { options } : {}),
      ...(isGate || step.approved ? { approval } : {}),
      ...(step.timed ? { due: 'PT1H', remind: 'PT10M', escalate: [{ after: 'PT1H', to: 'boss' }] } : {}),
      ...(step.trouble ? { on: { out_of_limits: step.trouble as 'stop', tool_failed: step.trouble as 'stop' } } : {}),
    };
  });
  const everywhere = steps.map((step) => step.id);
  const inputs = [
    { id: 'amount', title: 'Amount', type: 'number' as const, required: false },
    { id: 'flag', title: 'Flag', type: 'checkbox' as const },
  ];
  const parsed = parseDefinition({
    ...{ sop: 'random', title: 'Random', steps, roles: ROLE_IDS.map((id) => ({ id })) },
    ...(from.asks ? { inputs } : {}),
    ...(from.owner ? { exception_owner: from.owner } : {}),
    ...(from.manager ? { accountable_manager: from.manager } : {}),
    presentation: from.presentation,
    boundaries: from.boundaries.map((seed, index) => {
      return { id: `b${index}`, title: `Boundary ${index}`, when: pick(seed, everywhere), role: 'boss' };
    }),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return freeze(parsed.definition);
});

function evidenceOf(id: string, { type, required }: { type: string; required: boolean }) {
  const limits = type === 'number' ? { min: 0, max: 9 } : {};
  return { id, title: id, type: type as 'number', required, ...limits };
}

const some = fc.subarray(MEMBERS, { minLength: 1 });
/** `m5` is `m1` through another entrance; `m6` is sometimes gone. */
export const peoples: fc.Arbitrary<People> = fc
  .record({
    holders: fc.record({ cook: some, lead: some, boss: some }),
    standIns: fc.dictionary(
      fc.constantFrom(...MEMBERS),
      fc.record({ standIn: fc.constantFrom(...MEMBERS, 'ghost'), hours: fc.option(fc.nat(24), { freq: 2 }) }),
      { maxKeys: 2 },
    ),
    admins: some,
    gone: fc.boolean(),
  })
  .map(({ holders, standIns, admins, gone }) => {
    const members = gone ? MEMBERS.slice(0, 5) : MEMBERS;
    const here = (ids: readonly string[]) => ids.filter((one) => members.includes(one));
    const roles = { cook: here(holders.cook), lead: here(holders.lead), boss: here(holders.boss), empty: [] };
    const absences = Object.entries(standIns).map(([away, { standIn, hours }]) => {
      return [away, { standIn, ...(hours === null ? {} : { until: MONDAY + hours * 3_600_000 }) }] as const;
    });
    return freeze({ members, holders: roles, standIns: Object.fromEntries(absences), admins: here(admins) });
  });

export function memberActor(id: string): Actor {
  return { type: 'member', id, identity: id === 'm5' ? 'web:m1' : `web:${id}` };
}

const ACTORS: readonly Actor[] = [
  ...[...MEMBERS, 'ghost', 'constructor'].map(memberActor),
  { type: 'agent', id: 'm1' },
  { type: 'service', id: 'm2' },
  { type: 'timer' },
];

/** One move: numbers that become a command once the state is known, so that most are about what is there. */
export interface Move {
  readonly kind: number;
  readonly actor: number;
  readonly step: number;
  readonly other: number;
  readonly sensible: boolean;
  readonly wait: number;
}

/** Without fast-check's bias to small numbers: most streams would never get past their first step. */
const chance = fc.noBias(fc.nat(100_000));
export const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.record({
    ...{ kind: chance, actor: chance, step: chance, other: chance },
    sensible: fc.noBias(fc.constantFrom(true, true, true, false)),
    wait: fc.noBias(fc.constantFrom(0, 0, 1, 1_800_000, 7_200_000)),
  }),
  { minLength: 10, maxLength: 60, size: 'max' },
);

const at = <Item>(items: readonly Item[], seed: number): Item | undefined => items[seed % Math.max(1, items.length)];

/** Who asks what. A sensible move is one that might be accepted; the others are anything. */
export function asked(move: Move, state: RunState, definition: Definition, people: People): [Actor, RunCommand] {
  const steps = state.status === 'none' ? [] : state.steps;
  const step = at(steps, move.step);
  if (!move.sensible || state.status !== 'open') {
    const id = move.kind % 11 === 0 ? at(['nonsense', '__proto__', 'constructor', ''], move.other) : step?.id;
    return [at(ACTORS, move.actor) ?? { type: 'timer' }, anything(move, id ?? 'none', step)];
  }
  const anyone = memberActor(at(people.members, move.actor) ?? 'm1');
  const open = at(
    state.exceptions.filter((one) => one.status === 'open'),
    move.step,
  );
  if (open && move.kind % 3 === 0) {
    const ways = ['override', 'go_on', 'override', 'go_on', 'retry', 'skip', 'escalate'] as const;
    const resolution = at(ways, move.other) ?? 'retry';
    return [anyone, { type: 'resolveException', run: 'r1', exception: open.id, resolution, reason: 'seen' }];
  }
  const owed = at(
    steps.filter((one) => 'since' in one && !('at' in one)),
    move.step,
  );
  const done = at(
    steps.filter((one) => one.state === 'completed'),
    move.step,
  );
  if (done?.state === 'completed' && move.kind % 10 === 1) {
    const who = move.other % 2 && done.by.type === 'member' ? done.by : anyone;
    return [who, { type: 'reopenStep', run: 'r1', step: done.id, reason: 'again' }];
  }
  if (move.kind % 211 === 5) return [{ type: 'timer' }, { type: 'expireRun', run: 'r1' }];
  if (!owed || !('since' in owed)) return [anyone, anything(move, step?.id ?? 'none', step)];
  if ('due' in owed && owed.due !== undefined && move.kind % 5 === 2) {
    const clock = { run: 'r1', step: owed.id, due: owed.due, attempt: owed.attempt };
    const timers: readonly RunCommand[] = [
      { type: 'remindStep', ...clock },
      { type: 'escalateStep', ...clock, rung: 0 },
    ];
    return [{ type: 'timer' }, at(timers, move.other) ?? { type: 'expireRun', run: 'r1' }];
  }
  const role = 'role' in owed ? owed.role : undefined;
  const holders = role === undefined ? people.members : (people.holders[role] ?? []);
  const assignee = 'assignee' in owed ? owed.assignee : undefined;
  const who = memberActor(assignee ?? at(holders, move.actor) ?? 'm1');
  return [move.kind % 7 === 3 ? anyone : who, progress(owed, definition, move)];
}

function progress(step: StepRun, definition: Definition, move: Move): RunCommand {
  const on = { run: 'r1', step: step.id };
  if (step.state === 'waiting_approval') {
    const named = at(definition.steps, move.step)?.id ?? step.id;
    const steps = at([undefined, undefined, 'all' as const, [named], [step.id]], move.actor);
    if (move.other % 5 === 0) return { type: 'rejectStep', ...on, reason: 'no', attempt: undefined, steps };
    return { type: 'approveStep', ...on, attempt: step.attempt };
  }
  const drawnStep = definition.steps.find((one) => one.id === step.id);
  const items = (drawnStep?.evidence ?? []).map((item, index) => {
    const value = item.type === 'number' ? (move.other + index) % 12 : item.type === 'checkbox' ? true : 'text';
    return { item: item.id, value };
  });
  return { type: 'completeStep', ...on, attempt: undefined, items, choice: move.other % 2 ? 'yes' : 'no' };
}

function anything(move: Move, step: string, known: StepRun | undefined): RunCommand {
  const { other } = move;
  const on = { run: 'r1', step };
  const reason = other % 7 === 0 ? '' : 'because';
  const member = at([...MEMBERS, 'ghost', '__proto__'], other) ?? 'm1';
  const exception = `x${1 + (move.step % 4)}`;
  const due = known && 'due' in known && known.due !== undefined ? known.due : other;
  const attempt = other % 3 === 0 ? other : known?.attempt;
  const items = [{ item: `${step}_e${other % 3}`, value: at([1, 99, -0, 'x', true, '4,5'], other) ?? 1 }];
  const resolution = at(['retry', 'skip', 'override', 'go_on', 'escalate', 'cancel_run'] as const, other) ?? 'retry';
  const commands: readonly RunCommand[] = [
    { type: 'claimStep', ...on },
    { type: 'assignStep', ...on, member },
    { type: 'recordEvidence', ...on, items },
    { type: 'completeStep', ...on, attempt, items: [], choice: 'yes' },
    { type: 'approveStep', ...on, attempt },
    { type: 'rejectStep', ...on, attempt, reason, steps: at([undefined, 'all' as const, [step]], other) },
    { type: 'skipStep', ...on, reason },
    { type: 'reopenStep', ...on, reason },
    { type: 'raiseException', run: 'r1', step: other % 2 ? step : undefined, kind: 'tool_failed', note: reason },
    ...(['override', 'go_on', 'retry'] as const).map((one): RunCommand => {
      return { type: 'resolveException', run: 'r1', exception, resolution: one, reason };
    }),
    { type: 'resolveException', run: 'r1', exception, resolution, reason },
    { type: 'addNote', run: 'r1', step: undefined, text: reason },
    { type: 'changeDue', ...on, due: other * 100_000_000, reason },
    {
      type: 'substitute',
      run: 'r1',
      from: at(MEMBERS, move.actor) ?? 'm1',
      to: member,
      reason,
      ...(other % 3 ? {} : { until: due }),
    },
    {
      type: 'noteHolder',
      run: 'r1',
      role: at(ROLE_IDS, other) ?? 'cook',
      member,
      change: at(CHANGES, other) ?? 'added',
    },
    { type: 'remindStep', ...on, due, attempt: attempt ?? 1 },
    { type: 'escalateStep', ...on, due, attempt: attempt ?? 1, rung: other % 2 },
    { type: 'expireStep', ...on },
    ...(move.actor % 5
      ? []
      : ([
          { type: 'cancelRun', run: 'r1', reason },
          { type: 'expireRun', run: 'r1' },
          { type: 'endSubstitute', run: 'r1', from: member, until: due },
        ] as const)),
  ];
  return at(commands, move.kind) ?? { type: 'expireRun', run: 'r1' };
}
