import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../src/engine/check.ts';
import { cycles, stepsBefore } from '../../src/engine/flow.ts';
import { validDefinition } from './definition.arbitrary.ts';

const roles = [{ id: 'cook' }, { id: 'lead' }];
const options = [
  { id: 'yes', title: 'Yes' },
  { id: 'no', title: 'No' },
];
const step = (id: string, more: object = {}) => ({ id, title: id, ...more });

/** A definition with these parts, and the problems that checking it gives. */
function problemsOf(parts: object): readonly object[] {
  const parsed = parseDefinition({ sop: 'a', title: 'A', roles, ...parts });
  return parsed.ok ? [] : parsed.problems;
}

describe('shapes are checked', () => {
  test.each<[string, unknown, string, string]>([
    ['no group', 'x', '', 'must be a group of named values.'],
    ['nothing', null, '', 'must be a group of named values.'],
    ['a list', [], '', 'must be a group of named values.'],
    ['a missing title', { sop: 'a' }, 'title', 'is missing.'],
    [
      'a key with spaces',
      { sop: 'A b', title: 'A' },
      'sop',
      'use small letters, digits and single hyphens (for example opening-checks).',
    ],
    ['an unknown name', { sop: 'a', title: 'A', step: [] }, 'step', 'is not known here. Did you mean steps?'],
    [
      'an unknown kind',
      { sop: 'a', title: 'A', steps: [{ id: 'x', title: 'X', kind: 'tsk' }] },
      'steps.x.kind',
      'must be one of task, decision, approval. Did you mean task?',
    ],
    ['a step without a name', { sop: 'a', title: 'A', steps: [{ title: 'X' }] }, 'steps.1.id', 'is missing.'],
    [
      'a quorum of one and a half',
      { sop: 'a', title: 'A', steps: [step('x', { approval: { role: 'a', quorum: 1.5 } })] },
      'steps.x.approval.quorum',
      'must be a whole number.',
    ],
    [
      'a quorum of nobody',
      { sop: 'a', title: 'A', steps: [step('x', { approval: { role: 'a', quorum: 0 } })] },
      'steps.x.approval.quorum',
      'needs at least 1.',
    ],
    [
      'a long purpose',
      { sop: 'a', title: 'A', purpose: 'x'.repeat(5000) },
      'purpose',
      'is too long: at most 4000 characters.',
    ],
    [
      '301 steps',
      { sop: 'a', title: 'A', steps: Array.from({ length: 301 }, (_, n) => step(`s${n}`)) },
      'steps',
      'is too long: at most 300 entries.',
    ],
    [
      'one option',
      { sop: 'a', title: 'A', steps: [step('x', { options: [{ id: 'a', title: 'A' }] })] },
      'steps.x.options',
      'needs at least 2 entries.',
    ],
    [
      'a purpose of a role that is a number',
      { sop: 'a', title: 'A', roles: [{ id: 'x', for: 5 }] },
      'roles.x.for',
      'must be a text.',
    ],
  ])('%s', (_, raw, path, problem) => {
    expect(parseDefinition(raw)).toEqual({ ok: false, problems: [{ path, problem }] });
  });

  test('everything that is wrong is told at once, but no more than fifty', () => {
    const wrong = Array.from({ length: 80 }, () => ({}));
    expect(problemsOf({ steps: wrong })).toHaveLength(50);
    expect(problemsOf({ steps: [step('a', { role: 'x' }), step('b', { options })] })).toHaveLength(2);
  });

  test('whatever comes in, checking never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        expect(parseDefinition(raw).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(validDefinition, fc.jsonValue(), fc.nat(), (definition, junk, place) => {
        const keys = Object.keys(definition);
        const key = keys[place % keys.length] ?? 'steps';
        const parsed = parseDefinition({ ...definition, [key]: junk });
        if (!parsed.ok) for (const { problem } of parsed.problems) expect(problem).toMatch(/[.?]$/);
      }),
    );
  });

  test('what was checked is still fine when it is checked again', () => {
    fc.assert(
      fc.property(validDefinition, (definition) => {
        expect(parseDefinition(definition)).toEqual({ ok: true, definition });
      }),
    );
  });
});

describe('the order of steps', () => {
  const parsed = parseDefinition({
    sop: 'a',
    title: 'A',
    steps: [
      step('a'),
      step('b'),
      step('c', { needs: ['a'] }),
      step('d', { needs: ['b', 'c'] }),
      step('e', { needs: [] }),
    ],
  });

  test('all steps before a step, however far back', () => {
    if (!parsed.ok) throw new Error('not valid');
    const before = stepsBefore(parsed.definition);
    expect([...(before.get('d') ?? [])].sort()).toEqual(['a', 'b', 'c']);
    expect([...(before.get('e') ?? [])]).toEqual([]);
    expect(cycles(parsed.definition)).toEqual([]);
  });

  test('a circle of three hundred steps is told in one short sentence', () => {
    const steps = Array.from({ length: 300 }, (_, n) => step(`s${n}`, { needs: [`s${(n + 1) % 300}`] }));
    expect(problemsOf({ steps })).toEqual([
      {
        path: 'steps.s0.needs',
        problem:
          'these steps wait for each other: s0 needs s1 needs s2 needs s3 needs s4 needs s5 needs … needs s0; take one of the needs away.',
      },
    ]);
  });
});
