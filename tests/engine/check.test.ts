import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../src/engine/check.ts';

const roles = [{ id: 'cook' }, { id: 'lead' }];
const options = [
  { id: 'yes', title: 'Yes' },
  { id: 'no', title: 'No' },
];
const step = (id: string, more: object = {}) => ({ id, title: id, ...more });
const temp = { id: 'temp', title: 'Temperature', type: 'number' };

/** A definition with these parts, and the problems that checking it gives. */
function problemsOf(parts: object): readonly object[] {
  const parsed = parseDefinition({ sop: 'a', title: 'A', roles, ...parts });
  return parsed.ok ? [] : parsed.problems;
}

test('a ladder of all steps may count from what a shift says, without a deadline of theirs', () => {
  const defaults = { remind: '5m', escalate: [{ after: '5m', to: 'lead' }] };
  const parsed = parseDefinition({
    sop: 'a',
    title: 'A',
    roles: [{ id: 'lead' }],
    defaults,
    steps: [{ id: 'b', title: 'B' }],
  });
  expect(parsed).toMatchObject({ ok: true });
});

test('a simple definition is fine, and gets its defaults', () => {
  const parsed = parseDefinition({ sop: 'a', title: ' A ', steps: [step('look', { due: '2h' })] });
  expect(parsed).toMatchObject({
    ok: true,
    definition: { title: 'A', presentation: 'steps', inputs: [], steps: [{ kind: 'task', due: 'PT2H', evidence: [] }] },
  });
});

describe('the whole definition is checked', () => {
  test.each<[string, object, string, string]>([
    [
      'two steps of one name',
      { steps: [step('a'), step('a', { needs: [] })] },
      'steps.a',
      'two steps are called a; give each its own id.',
    ],
    [
      'evidence of one name in two steps',
      { steps: [step('a', { evidence: [temp] }), step('b', { evidence: [temp] })] },
      'steps.b.evidence.temp',
      'another evidence is called temp too; give each its own id.',
    ],
    [
      'two roles',
      { roles: [{ id: 'x' }, { id: 'x' }] },
      'roles.x',
      'x stands twice under roles; give each its own id.',
    ],
    [
      'an unknown role',
      { steps: [step('a', { role: 'cok' })] },
      'steps.a.role',
      'there is no role cok; add it under roles. Did you mean cook?',
    ],
    [
      'an unknown manager',
      { accountable_manager: 'boss' },
      'accountable_manager',
      'there is no role boss; add it under roles. Known: cook, lead.',
    ],
    [
      'an unknown approver',
      { steps: [step('a', { approval: { role: 'boss' } })] },
      'steps.a.approval.role',
      'there is no role boss; add it under roles. Known: cook, lead.',
    ],
    [
      'an unknown role to escalate to',
      { defaults: { due: '1h', escalate: [{ after: '1h', to: 'boss' }] } },
      'defaults.escalate',
      'there is no role boss; add it under roles. Known: cook, lead.',
    ],
    [
      'an unknown role of a boundary',
      { boundaries: [{ id: 'b', title: 'B', when: 'true', role: 'boss' }] },
      'boundaries.b.role',
      'there is no role boss; add it under roles. Known: cook, lead.',
    ],
    [
      'an unknown need',
      { steps: [step('open'), step('b', { needs: ['opn'] })] },
      'steps.b.needs',
      'there is no step opn. Did you mean open?',
    ],
    [
      'an unknown source',
      { steps: [step('a', { sources: ['sheet'] })] },
      'steps.a.sources',
      'there is no source sheet; add it under sources.',
    ],
    [
      'a circle',
      { steps: [step('a', { needs: ['c'] }), step('b'), step('c')] },
      'steps.a.needs',
      'these steps wait for each other: a needs c needs b needs a; take one of the needs away.',
    ],
    [
      'a step that waits for itself',
      { steps: [step('a', { needs: ['a'] })] },
      'steps.a.needs',
      'these steps wait for each other: a needs a; take one of the needs away.',
    ],
    [
      'a choice without options',
      { inputs: [{ id: 'i', title: 'I', type: 'choice' }] },
      'inputs.i.options',
      'a choice needs at least two options.',
    ],
    [
      'options of a text',
      { inputs: [{ id: 'i', title: 'I', type: 'text', options }] },
      'inputs.i.options',
      'only a choice has options; take them away.',
    ],
    [
      'a decision without options',
      { steps: [step('a', { kind: 'decision' })] },
      'steps.a.options',
      'a decision needs at least two options.',
    ],
    [
      'options of a task',
      { steps: [step('a', { options })] },
      'steps.a.options',
      'only a decision has options; take them away.',
    ],
    [
      'an option twice',
      { steps: [step('a', { kind: 'decision', options: [...options, { id: 'yes', title: 'Yes, too' }] })] },
      'steps.a.options',
      'option yes stands twice; give each its own id.',
    ],
    [
      'limits of a text',
      { inputs: [{ id: 'i', title: 'I', type: 'text', min: 1 }] },
      'inputs.i',
      'only a number has unit, min and max; take them away or make it a number.',
    ],
    [
      'min above max',
      { steps: [step('a', { evidence: [{ ...temp, min: 5, max: 0 }] })] },
      'steps.a.evidence.temp',
      'the lower limit 5 is above the upper limit 0; exchange them.',
    ],
    [
      'length of a number',
      { inputs: [{ id: 'i', title: 'I', type: 'number', max_length: 3 }] },
      'inputs.i.max_length',
      'only a text has a length; take max_length away.',
    ],
    [
      'an approval step without approvers',
      { steps: [step('a', { kind: 'approval' })] },
      'steps.a.approval',
      'an approval step must say who approves: add approval with a role.',
    ],
    [
      'evidence that nobody can record',
      { steps: [step('a', { kind: 'approval', approval: { role: 'lead' }, evidence: [temp] })] },
      'steps.a.evidence',
      'nobody does an approval step, so nobody can record its evidence; ask for it in a step before.',
    ],
    [
      'a limit without above',
      { steps: [step('a', { approval: { role: 'lead', limit: 'true' } })] },
      'steps.a.approval.above',
      'a limit needs above: the role that decides beyond it.',
    ],
    [
      'above without a limit',
      { steps: [step('a', { approval: { role: 'cook', above: 'lead' } })] },
      'steps.a.approval.limit',
      'above needs limit: an expression for what the role may approve alone.',
    ],
    [
      'a reminder without a deadline',
      { steps: [step('a', { remind: '5m' })] },
      'steps.a.due',
      'remind and escalate count from a deadline; add due.',
    ],
    [
      'a ladder without a deadline',
      { steps: [step('a', { escalate: [{ after: '5m', to: 'lead' }] })] },
      'steps.a.due',
      'remind and escalate count from a deadline; add due.',
    ],
    ['no time at all', { steps: [step('a', { due: 'PT0S' })] }, 'steps.a.due', 'must be longer than nothing.'],
    [
      'a reminder before the beginning',
      { defaults: { due: '10m' }, steps: [step('a', { remind: '10m' })] },
      'steps.a.remind',
      'the reminder would come before the step can begin; make it shorter than due.',
    ],
    [
      'a ladder that goes down',
      {
        steps: [
          step('a', {
            due: '1h',
            escalate: [
              { after: '2h', to: 'cook' },
              { after: '1h', to: 'lead' },
            ],
          }),
        ],
      },
      'steps.a.escalate',
      'each rung must come later than the one above it.',
    ],
    [
      'a deadline beyond the calendar',
      { steps: [step('a', { due: 'P99999999999D' })] },
      'steps.a',
      'P99999999999D is longer than ten years; make it shorter.',
    ],
    [
      'kept for ever',
      { retention: { keep: 'P99999Y' } },
      'retention.keep',
      'is longer than anybody can promise; use at most four digits.',
    ],
    [
      'an expression that cannot be read',
      { boundaries: [{ id: 'b', title: 'B', when: 'inputs.x >', role: 'lead' }] },
      'boundaries.b.when',
      'it ends too early: something is missing at the end, perhaps a value or a ).',
    ],
    [
      'evidence of a step beside it',
      {
        steps: [
          step('a'),
          step('b', { needs: ['a'], evidence: [temp] }),
          step('c', { needs: ['a'], when: 'evidence.temp.value > 5' }),
        ],
      },
      'steps.c.when',
      'it asks about step b, which need not have ended by then; add b to the needs.',
    ],
    [
      'evidence of the step itself',
      { steps: [step('a', { evidence: [temp], when: 'evidence.temp.value > 5' })] },
      'steps.a.when',
      'it asks about step a, which need not have ended by then; add a to the needs.',
    ],
  ])('%s', (_, parts, path, problem) => {
    expect(problemsOf(parts)).toEqual([{ path, problem }]);
  });
});
