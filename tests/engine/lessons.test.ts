/** What each kind of trouble teaches, when it is enough, and what becomes of a proposal. */
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/engine/actor.ts';
import type { DefinitionInput, StepInput } from '../../src/engine/definition.ts';
import type { Case } from '../../src/engine/lessons/case.ts';
import { applied, type Edit } from '../../src/engine/lessons/edit.ts';
import { countedOn, wordsFor } from '../../src/engine/lessons/lessons.ts';
import type { SopCommand } from '../../src/engine/sop/commands.ts';
import { decideSop, type SopContext } from '../../src/engine/sop/decide.ts';
import type { SopEvent } from '../../src/engine/sop/events.ts';
import { evolveSop } from '../../src/engine/sop/evolve.ts';
import { reactToSop } from '../../src/engine/sop/react.ts';
import { initialSop, type KnownSop } from '../../src/engine/sop/state.ts';
import { cooks, MINUTE, PEOPLE, person, procedure } from './run-story.ts';
import { specification } from './specification.ts';

const { given, fold } = specification({ initial: initialSop, decide: decideSop, evolve: evolveSop });
const SERVICE: Actor = { type: 'service', id: 'lessons' };
const sop = 'sop1';

let runs = 0;
/** A case in a run of its own, later than those before. */
const seen = (kind: Case['kind'], more: Partial<Case> = {}): Case => {
  runs += 1;
  return { run: `r${runs}`, ref: 'x1', step: 'a', kind, at: runs, by: person('olga'), ...more };
};
const three = (kind: Case['kind'], more: Partial<Case> = {}) => [1, 2, 3].map(() => seen(kind, more));
const took = (kind: 'late' | 'missed', ...minutes: number[]) =>
  minutes.map((minute) => seen(kind, { took: minute * MINUTE }));
const accepted = (...values: number[]) =>
  values.map((value) =>
    seen('out_of_limits', { how: 'override', reason: `It was ${value}`, accepted: [{ item: 'temp', value }] }),
  );

const temp = { id: 'temp', title: 'Temperature', type: 'number', unit: '°C', min: 0, max: 5 } as const;
const active = (step: Partial<StepInput> = {}, more: Partial<DefinitionInput> = {}): KnownSop => {
  const { steps = [], ...rest } = more;
  const definition = procedure([{ ...cooks('a'), ...step }, ...steps], rest);
  return { status: 'active', sop, key: 'checks', title: 'Checks', revision: 1, active: definition, drafts: 1 };
};
/** What is due, as one edit each. */
const taught = (of: KnownSop, cases: readonly Case[], step: string | null = 'a') =>
  countedOn(of, step ?? undefined, cases).flatMap((one) => (one.runs >= one.needed ? [one.edit] : []));
/** The line that is due. */
const words = (of: KnownSop, cases: readonly Case[]) =>
  countedOn(of, 'a', cases)
    .filter((one) => one.edit?.type === 'line' && of.active)
    .map((one) => of.active && wordsFor(of.active, one, one.cases));

describe('teaches', () => {
  const limits = (now: object, was: object = { min: 0, max: 5 }) => ({ type: 'limits', item: 'temp', was, now });
  const gate = { approval: { role: 'lead' } } as const;
  test.each<[what: string, step: Partial<StepInput>, cases: readonly Case[], edits: readonly (object | undefined)[]]>([
    [
      'limits that cover what was accepted, and nothing more',
      { evidence: [temp] },
      accepted(6, 7, 6.5),
      [limits({ min: 0, max: 7 })],
    ],
    ['limits to both sides', { evidence: [temp] }, accepted(-1, 7, 6), [limits({ min: -1, max: 7 })]],
    [
      'a limit where there is one',
      { evidence: [{ ...temp, min: undefined }] },
      accepted(6, 7, 8),
      [limits({ max: 8 }, { max: 5 })],
    ],
    [
      'nothing of readings within limits that are others by now',
      { evidence: [{ ...temp, max: 9 }] },
      accepted(6, 7, 8),
      [undefined],
    ],
    ['nothing of what is not recorded any more', {}, accepted(6, 7, 8), [undefined]],
    [
      'to go on where a tool failed and it was let go each time',
      {},
      three('tool_failed', { how: 'override' }),
      [{ type: 'continue', on: 'tool_failed' }],
    ],
    [
      'the same though it says to stop',
      { on: { source_stale: 'stop' } },
      three('source_stale', { how: 'override' }),
      [{ type: 'continue', on: 'source_stale', was: 'stop' }],
    ],
    [
      'what was done about a tool',
      {},
      [
        ...three('tool_failed', { how: 'override', reason: 'By hand' }),
        seen('tool_failed', { how: 'retry', reason: 'New battery' }),
      ],
      [{ type: 'line' }],
    ],
    ['that it may be skipped', {}, three('skipped', { reason: 'Shut' }), [{ type: 'skippable' }]],
    [
      'why it was skipped, where its approval would be left out',
      gate,
      three('skipped', { reason: 'Shut' }),
      [{ type: 'line' }],
    ],
    [
      'why it was skipped, where that is allowed already',
      { skippable: true },
      three('skipped', { reason: 'Shut' }),
      [{ type: 'line' }],
    ],
    ['why work was sent back', gate, three('rejected', { reason: 'No label' }), [{ type: 'line' }]],
    [
      'a deadline long enough for two of three',
      { due: '30m' },
      took('late', 35, 44, 600),
      [{ type: 'due', was: 'PT30M', now: 'PT45M' }],
    ],
    [
      'no deadline that is longer than anybody waits',
      { due: '30m' },
      took('late', 90_000, 90_000, 90_000),
      [undefined],
    ],
    ['no shorter deadline, and none where there is none', { due: '2h' }, took('late', 60, 61, 62), [undefined]],
    ['a deadline before the run closes', {}, took('missed', 60, 70, 80), [{ type: 'due', now: 'PT30M' }]],
    [
      'a deadline before the run closes, in place of one after it',
      { due: '2h' },
      took('missed', 60, 70, 80),
      [{ type: 'due', was: 'PT2H', now: 'PT30M' }],
    ],
    [
      'that somebody hears of it in time',
      { due: '30m' },
      took('missed', 60, 70, 80),
      [{ type: 'escalate', after: 'PT15M', to: 'owner' }],
    ],
    [
      'nothing where somebody hears of it already',
      { due: '30m', escalate: [{ after: '5m', to: 'lead' }] },
      took('missed', 60, 70, 80),
      [undefined],
    ],
    [
      'nobody else to approve, whom a ladder would let',
      { due: '30m', approval: { role: 'lead' } },
      took('missed', 60, 70, 80),
      [undefined],
    ],
    ['nothing of what the engine stumbled over by itself', {}, three('found', { reason: 'Moved' }), []],
  ])('%s', (_what, step, cases, edits) => {
    expect(taught(active(step), cases)).toEqual(edits);
  });

  test('nothing may be skipped that a condition asks about, or that decides', () => {
    const asks = { steps: [cooks('b', { when: 'evidence.temp.value > 3' })] };
    expect(taught(active({ evidence: [temp] }, asks), three('skipped', { reason: 'Shut' }))).toEqual([
      { type: 'line' },
    ]);
    const ways = [
      { id: 'yes', title: 'Yes' },
      { id: 'no', title: 'No' },
    ];
    expect(taught(active({ kind: 'decision', options: ways }), three('skipped', { reason: 'Shut' }))).toEqual([
      { type: 'line' },
    ]);
  });

  test.each<[line: string | undefined, cases: readonly Case[]]>([
    [
      'If the tool does not work: “New\u0020battery”.',
      three('tool_failed', { how: 'retry', reason: 'New\n  battery' }),
    ],
    [
      'If the source is out of date: “3”; “2”; “1”.',
      ['0', '1', '2', '3'].map((reason) => seen('source_stale', { how: 'retry', reason })),
    ],
    [
      'If the reading is outside its limits: “Read again”.',
      three('out_of_limits', { how: 'retry', reason: 'Read again' }),
    ],
    [
      'If the case is another one: “No note”: “Called them”.',
      three('out_of_policy', { note: 'No note', reason: 'Called them' }),
    ],
    ['If something else happens: “Late”: “Waited”.', three('other', { note: 'Late', reason: 'Waited' })],
    ['It was sent back before: “No label”.', three('rejected', { reason: 'No label' })],
    ['Wear gloves.', [seen('other', { reason: 'Burnt', change: { say: ' Wear\ngloves. ' } })]],
    ['It happened before: “Stuck”: “Pulled”.', [seen('found', { note: 'Stuck', reason: 'Pulled', change: {} })]],
  ])('in their words: %s', (line, cases) => {
    expect(words(active(), cases)).toContain(line);
  });

  test('no words that it says already, and none for which there is no room', () => {
    const said = three('rejected', { reason: 'No label' });
    expect(taught(active({ instructions: 'It was sent back before: “No label”.' }), said)).toEqual([undefined]);
    expect(taught(active({ instructions: 'x'.repeat(7_990) }), said)).toEqual([undefined]);
    expect(taught(active({ instructions: 'Look twice.' }), said)).toEqual([{ type: 'line' }]);
  });

  test('of the run as a whole only what the SOP covers', () => {
    const whole = (kind: Case['kind']) =>
      three(kind, { note: 'No note', reason: 'Called' }).map(({ step: _, ...one }): Case => one);
    expect(taught(active(), whole('out_of_policy'), null)).toEqual([{ type: 'line' }]);
    expect(taught(active(), whole('tool_failed'), null)).toEqual([undefined]);
    expect(taught(active(), whole('other'), 'gone')).toEqual([]);
  });
});

describe('is enough', () => {
  const of = active({ evidence: [temp] });
  test('in three runs: the same trouble again and again in one of them is one', () => {
    const often = accepted(6, 7, 8).map((one) => ({ ...one, run: 'r' }));
    expect(countedOn(of, 'a', often)).toMatchObject([{ runs: 1, needed: 3 }]);
    expect(taught(of, [...often, ...accepted(6)])).toEqual([]);
    expect(taught(of, [...often, ...accepted(6, 9)])).toMatchObject([{ now: { max: 9 } }]);
  });

  test('of each kind by itself', () => {
    const mixed = [...accepted(6, 7), seen('skipped', { reason: 'Shut' }), seen('rejected', { reason: 'No' })];
    expect(taught(of, mixed)).toEqual([]);
  });

  test('once where somebody says yes: what a rule knows, or their words; and both where they say more', () => {
    const [one] = accepted(6) as [Case];
    expect(taught(of, [{ ...one, change: {} }])).toMatchObject([{ type: 'limits' }]);
    expect(taught(of, [{ ...one, change: { say: 'Wait.' } }])).toEqual([{ type: 'line' }]);
    const all = [...accepted(7, 8), { ...one, change: { say: 'Wait.' } }];
    expect(taught(of, all)).toMatchObject([{ type: 'line' }, { type: 'limits', now: { max: 8 } }]);
  });
});

describe('a proposal', () => {
  const definition = procedure([cooks('a', { evidence: [temp], approval: { role: 'lead' } }), cooks('b')]);
  const by = (actor: string | Actor, now = 1_000): SopContext => ({
    ...{ now, actor: typeof actor === 'string' ? person(actor) : actor, keyTaken: false, people: PEOPLE },
  });
  const at = { at: 0, actor: person('max') };
  const published: readonly SopEvent[] = [
    { type: 'DraftCreated', sop, key: 'checks', draft: 1, definition, questions: [], place: 'web:C1', ...at },
    { type: 'SopPublished', revision: 1, draft: 1, definition, ...at },
  ];
  const learn = (...cases: Case[]): SopCommand => ({ type: 'learn', sop, step: 'a', cases });
  const accept = (more: object = {}): SopCommand => ({
    ...{ type: 'acceptProposal', sop, proposal: 1, place: 'web:C2', ...more },
  });
  const dismiss = (reason = 'It is mended'): SopCommand => ({ type: 'dismissProposal', sop, proposal: 1, reason });
  const warm = accepted(6, 7, 6.5);
  const proposed = given(published).when(learn(...warm), by(SERVICE));
  const stateOf = (events: readonly SopEvent[]) => fold(events) as KnownSop;
  const latest = (events: readonly SopEvent[]) => stateOf(events).proposals?.at(-1);
  const statuses = (events: readonly SopEvent[]) => (stateOf(events).proposals ?? []).map((one) => one.status);

  test('names its cases and keeps none of their words', () => {
    proposed.then([
      {
        ...{ type: 'EditProposed', proposal: 1, step: 'a', about: { rule: 'limits', item: 'temp' }, seen: 3 },
        cases: warm.toReversed().map(({ run, ref, at }) => ({ run, ref, at })),
      },
    ]);
    expect(JSON.stringify(proposed.events)).not.toContain('It was');
    expect(reactToSop(proposed.state, proposed.events.slice(2)).effects).toEqual([
      { type: 'show', view: { view: 'proposal', sop, proposal: 1 } },
    ]);
  });

  test('is made by Sopwith alone, of an SOP that is in force, once', () => {
    for (const actor of [person('max'), { type: 'agent', id: 'x' }, { type: 'timer' }] as const) {
      given(published)
        .when(learn(...warm), by(actor))
        .then({ refused: 'not_a_service' });
    }
    const archived = given(published).when({ type: 'archiveSop', sop }, by('max')).events;
    given(archived)
      .when(learn(...warm), by(SERVICE))
      .then({ refused: 'nothing_learned' });
    given(proposed.events)
      .when(learn(...warm, ...accepted(9)), by(SERVICE))
      .then({ refused: 'nothing_learned' });
    given(published)
      .when(learn(...warm.slice(1)), by(SERVICE))
      .then({ refused: 'nothing_learned' });
  });

  test('is decided by whoever answers for the SOP, and by nobody else', () => {
    for (const command of [accept(), dismiss()]) {
      for (const actor of ['ana', 'lea', 'dora', 'ada']) {
        given(proposed.events)
          .when(command, by(actor))
          .then({ refused: 'proposal_not_yours', roles: ['manager', 'owner'] });
      }
      for (const actor of [SERVICE, { type: 'agent', id: 'max' }, { type: 'timer' }] as const) {
        given(proposed.events).when(command, by(actor)).then({ refused: 'not_a_person' });
      }
      for (const actor of ['max', 'olga']) {
        expect(given(proposed.events).when(command, by(actor)).decision.status).toBe('accepted');
      }
      const people = { ...PEOPLE, holders: { ...PEOPLE.holders, manager: [], owner: [] } };
      expect(given(proposed.events).when(command, { ...by('ada'), people }).decision.status).toBe('accepted');
      given(proposed.events)
        .when(command, { ...by('max'), people })
        .then({ refused: 'proposal_not_yours', roles: [] });
    }
  });

  test('that is accepted begins a draft as the active revision is, and changes nothing else', () => {
    const begun = given(proposed.events).when(accept(), by('max'));
    begun.then([
      { type: 'DraftCreated', draft: 2, definition, place: 'web:C2' },
      { type: 'ProposalAccepted', proposal: 1, draft: 2 },
      { type: 'DraftChanged', edit: 1 },
    ]);
    const { active: still, draft } = stateOf(begun.events);
    expect(still).toEqual(definition);
    expect(draft?.definition.steps[0]).toEqual({
      ...definition.steps[0],
      evidence: [{ ...definition.steps[0]?.evidence[0], max: 7 }],
    });
    given(begun.events)
      .when(accept(), by('olga'))
      .then({ refused: 'proposal_decided', how: 'accepted', by: person('max') });
  });

  test('goes into the draft that there is, whatever else was changed there', () => {
    const revised = given(proposed.events).when({ type: 'reviseSop', sop, place: 'web:C1' }, by('ana')).events;
    const other = { ...definition, title: 'Checks, mended' };
    const edited = given(revised).when({ type: 'editDraft', sop, edit: 0, definition: { ...other } }, by('ana')).events;
    const begun = given(edited).when(accept(), by('max'));
    begun.then([
      { type: 'ProposalAccepted', draft: 2 },
      { type: 'DraftChanged', edit: 2 },
    ]);
    expect(stateOf(begun.events).draft?.definition).toMatchObject({
      title: 'Checks, mended',
      steps: [{ evidence: [{ max: 7 }] }, {}],
    });
  });

  test('that a draft has by hand already is accepted without a change; what is changed or gone is said', () => {
    const revised = given(proposed.events).when({ type: 'reviseSop', sop, place: 'web:C1' }, by('ana')).events;
    const withMax = (max: number) => ({
      ...definition,
      steps: definition.steps.map((step) => ({ ...step, evidence: step.evidence.map((one) => ({ ...one, max })) })),
    });
    const edited = (to: object) =>
      given(given(revised).when({ type: 'editDraft', sop, edit: 0, definition: { ...to } }, by('ana')).events);
    edited(withMax(7))
      .when(accept(), by('max'))
      .then([{ type: 'ProposalAccepted', draft: 2 }]);
    edited(withMax(4)).when(accept(), by('max')).then({ refused: 'proposal_unfit', why: 'changed', in: 'draft' });
    const without = { ...definition, steps: definition.steps.slice(1) };
    edited(without).when(accept(), by('max')).then({ refused: 'proposal_unfit', why: 'gone', in: 'draft' });
  });

  test('in words takes the words that were shown', () => {
    const asked = given(published).when(
      learn(seen('other', { reason: 'Hot', change: { say: 'Wear gloves.' } })),
      by(SERVICE),
    );
    asked.then([{ type: 'EditProposed', about: { rule: 'asked' }, edit: { type: 'line' }, seen: 1 }]);
    const taken = given(asked.events).when(accept({ line: 'Wear gloves.' }), by('max'));
    expect(stateOf(taken.events).draft?.definition.steps[0]?.instructions).toBe('Wear gloves.');
    for (const line of [undefined, ' ']) {
      given(asked.events)
        .when(accept({ line }), by('max'))
        .then({ refused: 'proposal_unfit', why: 'changed', in: 'revision' });
    }
  });

  test('that is dismissed needs a reason, and comes again only after as many runs again', () => {
    given(proposed.events).when(dismiss(''), by('max')).then({ refused: 'dismissal_reason_missing' });
    const settled = given(proposed.events).when(dismiss(), by('max', 10_000)).events;
    expect(statuses(settled)).toEqual(['dismissed']);
    const fresh = accepted(8, 8, 8).map((one, index): Case => ({ ...one, at: 10_001 + index }));
    given(settled)
      .when(learn(...warm, ...fresh.slice(1)), by(SERVICE))
      .then({ refused: 'nothing_learned' });
    // A yes without words is no other lesson.
    const yes = { ...(fresh[1] as Case), change: {} };
    given(settled)
      .when(learn(...warm, yes), by(SERVICE))
      .then({ refused: 'nothing_learned' });
    const again = given(settled).when(learn(...warm, ...fresh), by(SERVICE));
    expect(latest(again.events)).toMatchObject({ proposal: 2, seen: 3, edit: { now: { max: 8 } } });
    expect(statuses(again.events)).toEqual(['dismissed', 'open']);
  });

  test('somebody’s words that were dismissed do not come again, and other words do', () => {
    const say = (words: string) => seen('other', { reason: 'Hot', change: { say: words } });
    const [one, other] = [say('Wear gloves.'), say('Close the lid.')];
    const first = given(published).when(learn(one), by(SERVICE)).events;
    const settled = given(first).when(dismiss(), by('max')).events;
    given(settled).when(learn(one), by(SERVICE)).then({ refused: 'nothing_learned' });
    const next = given(settled).when(learn(one, other), by(SERVICE));
    expect(latest(next.events)).toMatchObject({ proposal: 2, cases: [{ run: other.run }] });
  });

  test('ends as its draft does; counting begins anew once it is published', () => {
    const draft = given(proposed.events).when(accept(), by('max')).events;
    const gone = given(draft).when({ type: 'discardDraft', sop }, by('ana'));
    expect(statuses(gone.events)).toEqual(['discarded']);
    expect(reactToSop(gone.state, gone.events.slice(-1)).effects).toContainEqual({
      ...{ type: 'show', view: { view: 'proposal', sop, proposal: 1 } },
    });
    const out = given(draft).when({ type: 'publishDraft', sop }, by('max', 20_000));
    expect(stateOf(out.events).proposals).toMatchObject([{ status: 'published', revision: 2, draft: 2 }]);
    given(out.events)
      .when(learn(...warm, ...accepted(9)), by(SERVICE))
      .then({ refused: 'nothing_learned' });
    const later = accepted(9, 9, 9).map((one, index): Case => ({ ...one, at: 20_001 + index }));
    const next = given(out.events).when(learn(...later), by(SERVICE));
    expect(latest(next.events)).toMatchObject({ proposal: 2, edit: { now: { max: 9 } } });
  });

  test('is overtaken by a revision that changes the same, and by the end of the SOP; not by any other change', () => {
    const publish = (to: object) => {
      const revised = given(proposed.events).when({ type: 'reviseSop', sop, place: 'web:C1' }, by('ana')).events;
      const edited = given(revised).when({ type: 'editDraft', sop, edit: 0, definition: { ...to } }, by('ana')).events;
      return given(edited).when({ type: 'publishDraft', sop }, by('max'));
    };
    expect(statuses(publish({ ...definition, title: 'Other' }).events)).toEqual(['open']);
    const without = publish({ ...definition, steps: definition.steps.slice(1) });
    without.then([{ type: 'SopPublished' }, { type: 'ProposalsOvertaken', proposals: [1] }]);
    expect(statuses(without.events)).toEqual(['overtaken']);
    const archived = given(proposed.events).when({ type: 'archiveSop', sop }, by('max'));
    archived.then([{ type: 'SopArchived' }, { type: 'ProposalsOvertaken', proposals: [1] }]);
    given(archived.events).when(accept(), by('max')).then({ refused: 'proposal_decided', how: 'overtaken' });
  });

  test('is one of twenty at most that are open, and one of a hundred that are remembered', () => {
    let state = stateOf(published);
    const ask = (command: SopCommand, actor: Parameters<typeof by>[0]) => {
      const decision = decideSop(state, command, by(actor));
      if (decision.status === 'accepted') state = decision.events.reduce(evolveSop, state) as KnownSop;
    };
    const say = (index: number) => seen('other', { reason: 'Hot', change: { say: `Line ${index}` } });
    for (let round = 0; round < 7; round += 1) {
      for (const { proposal, status } of state.proposals ?? []) {
        if (status === 'open') ask({ type: 'dismissProposal', sop, proposal, reason: 'No' }, 'max');
      }
      ask(learn(...Array.from({ length: 30 }, (_, index) => say(index))), SERVICE);
      expect(state.proposals?.filter((one) => one.status === 'open')).toHaveLength(20);
    }
    expect(state.proposals).toHaveLength(100);
    expect(state.proposals?.at(-1)?.proposal).toBe(140);
  });
});

describe('an edit', () => {
  const plain = procedure([cooks('a'), cooks('b', { due: '1h', approval: { role: 'lead' } })]);
  test.each<[Edit, string, string]>([
    [{ type: 'skippable' }, 'b', 'changed'],
    [{ type: 'limits', item: 'temp', was: {}, now: { max: 3 } }, 'a', 'gone'],
    [{ type: 'due', was: 'PT1H', now: 'PT2H' }, 'a', 'changed'],
    [{ type: 'escalate', after: 'PT15M', to: 'owner' }, 'a', 'changed'],
    [{ type: 'escalate', after: 'PT15M', to: 'owner' }, 'b', 'changed'],
    [{ type: 'escalate', after: 'PT15M', to: 'nobody_here' }, 'a', 'gone'],
    [{ type: 'continue', on: 'tool_failed', was: 'stop' }, 'a', 'changed'],
    [{ type: 'line' }, 'zzz', 'gone'],
  ])('%j does not fit %s: %s', (edit, step, why) => {
    expect(applied(plain, { step, edit, line: 'x' })).toBe(why);
  });

  test('that is there already leaves the definition as it is', () => {
    const there = procedure(
      [
        cooks('a', {
          ...{ instructions: 'Look.\nWear gloves.', skippable: true, due: '1h' },
          on: { tool_failed: 'continue' },
        }),
      ],
      { scope: 'All.' },
    );
    const same: readonly Edit[] = [
      ...([{ type: 'skippable' }, { type: 'line' }, { type: 'due', was: 'PT30M', now: 'PT1H' }] as const),
      { type: 'continue', on: 'tool_failed' },
    ];
    for (const edit of same) expect(applied(there, { step: 'a', edit, line: 'Wear gloves.' })).toBe(there);
    expect(applied(there, { step: undefined, edit: { type: 'line' }, line: 'All.' })).toBe(there);
  });
});
