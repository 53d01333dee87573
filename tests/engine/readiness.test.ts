import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Definition, type DefinitionInput, definitionSchema } from '../../src/engine/definition.ts';
import { nextFix, publishable, type Question, readiness } from '../../src/engine/readiness.ts';
import { validDefinition } from './definition.arbitrary.ts';

const make = (parts: Partial<DefinitionInput>): Definition =>
  definitionSchema.parse({ sop: 'a', title: 'A', ...parts });

function clauseOf(question: Question, parts: Partial<DefinitionInput>) {
  const clause = readiness(make(parts)).clauses.find((one) => one.question === question);
  return { score: clause?.score, findings: clause?.findings };
}

const look = { id: 'look', title: 'Look' };

describe('each question has its score and says what would raise it', () => {
  test.each<[Question, string, Partial<DefinitionInput>, number, string[]]>([
    ['inputs', 'none', {}, 50, ['Nothing is asked when a run starts: add inputs if the work needs facts.']],
    [
      'inputs',
      'a number without limits',
      {
        inputs: [
          { id: 'n', title: 'Amount', type: 'number' },
          { id: 't', title: 'Order', type: 'text' },
        ],
      },
      75,
      ['“Amount” accepts any number: say its min or max.'],
    ],
    ['sources', 'none', {}, 50, ['No source is named: list what must be looked at, and the steps that check it.']],
    [
      'sources',
      'one that nobody checks, of any age',
      { sources: [{ id: 's', title: 'Sheet' }] },
      0,
      [
        'No step checks “Sheet”: name it in the sources of a step.',
        '“Sheet” may be of any age: say how fresh it must be.',
      ],
    ],
    [
      'sources',
      'checked and fresh',
      { sources: [{ id: 's', title: 'Sheet', fresh: '1d' }], steps: [{ ...look, sources: ['s'] }] },
      100,
      [],
    ],
    [
      'approvals',
      'none',
      { steps: [look] },
      50,
      ['No step is approved by anybody: add approval where a second pair of eyes is due.'],
    ],
    [
      'approvals',
      'judgment that nobody approves',
      { steps: [{ ...look, judgment: 'judgment' }] },
      0,
      ['step “Look” takes judgment, and nobody approves it: add approval.'],
    ],
    [
      'approvals',
      'a change that nobody approves',
      { steps: [{ ...look, writes: ['Payments'] }] },
      0,
      ['step “Look” changes Payments, and nobody approves it: add approval.'],
    ],
    [
      'approvals',
      'a change after an approval',
      {
        steps: [
          { ...look, approval: { role: 'r' } },
          { id: 'pay', title: 'Pay', writes: ['Payments'] },
        ],
      },
      100,
      [],
    ],
    [
      'approvals',
      'a doer who approves',
      { steps: [{ ...look, approval: { role: 'r', separation_of_duties: false } }] },
      50,
      ['step “Look” may be approved by the person who did it: keep the duties separate.'],
    ],
    [
      'evidence',
      'none',
      { steps: [look] },
      0,
      [
        'step “Look” leaves no evidence: say what must be recorded.',
        'How long the evidence is kept is not said: add retention.',
      ],
    ],
    [
      'evidence',
      'a reading without limits',
      { steps: [{ ...look, evidence: [{ id: 't', title: 'Fridge', type: 'number' }] }], retention: { keep: 'P1Y' } },
      67,
      ['“Fridge” in step “Look” has no limits: say its min or max.'],
    ],
    [
      'escalation',
      'no deadline',
      { steps: [look] },
      0,
      ['step “Look” has no deadline: add due, to it or to the defaults.'],
    ],
    [
      'escalation',
      'a deadline that nobody hears of',
      { defaults: { due: '1h' }, steps: [look] },
      50,
      ['Nobody hears of it when step “Look” is late: add escalate.'],
    ],
    [
      'escalation',
      'a ladder',
      { defaults: { due: '1h', escalate: [{ after: '1h', to: 'r' }] }, steps: [look] },
      100,
      [],
    ],
    [
      'boundaries',
      'none',
      { steps: [look, { id: 'two', title: 'Two' }] },
      0,
      [
        'Nothing stops a run: add boundaries for what cannot be decided by those who do it.',
        'Nobody owns exceptions: name an exception_owner or accountable_manager.',
        'step “Look” and 1 more may be done by anybody: name a role.',
      ],
    ],
  ])('%s: %s', (question, _, parts, score, findings) => {
    expect(clauseOf(question, parts)).toEqual({ score, findings });
  });

  test('scores are whole numbers from 0 to 100, and only a clause below 100 has findings', () => {
    fc.assert(
      fc.property(validDefinition, (definition) => {
        const { score, clauses } = readiness(definition);
        expect(clauses).toHaveLength(6);
        for (const one of [score, ...clauses.map((clause) => clause.score)]) {
          expect(Number.isInteger(one) && one >= 0 && one <= 100).toBe(true);
        }
        for (const clause of clauses) expect(clause.findings.length > 0).toBe(clause.score < 100);
      }),
    );
  });
});

describe('what publishing asks for', () => {
  test('a plain checklist is enough', () => {
    expect(publishable(make({ steps: [look, { id: 'wipe', title: 'Wipe the counter' }] }))).toEqual([]);
  });

  test('at least one step', () => {
    expect(publishable(make({}))).toEqual([
      { path: 'steps', problem: 'there is nothing to do yet; add at least one step.' },
    ]);
  });

  test('a person who answers for what an agent does', () => {
    const steps = [{ ...look, delegation: 'agent_supervised' as const }];
    expect(publishable(make({ steps }))).toEqual([
      {
        path: 'steps.look.delegation',
        problem:
          'an agent may do this step, so a person must answer for it; name an exception_owner or accountable_manager.',
      },
    ]);
    expect(publishable(make({ steps, roles: [{ id: 'lead' }], accountable_manager: 'lead' }))).toEqual([]);
  });
});

describe('the one thing to fix next', () => {
  const deadline = { due: '1h', escalate: [{ after: '1h', to: 'r' }] };
  const good = { evidence: [{ id: 'e', title: 'E', type: 'text' as const }], role: 'r' };
  const whole: Partial<DefinitionInput> = {
    ...{ roles: [{ id: 'r' }], exception_owner: 'r', defaults: deadline, retention: { keep: 'P1Y' } },
    boundaries: [{ id: 'b', title: 'B', when: 'false', role: 'r' }],
    steps: ['a', 'b', 'c'].map((id) => ({
      ...good,
      id,
      title: id,
      evidence: [{ ...good.evidence[0], id: `e${id}` }],
    })) as never,
  };

  test.each<[string, Partial<DefinitionInput>, string | undefined]>([
    [
      'one edit of the defaults does more than one of a step',
      { defaults: {} },
      'None of its 3 steps has a deadline: add one for all, “due” in the defaults.',
    ],
    [
      'what nobody hears of',
      { defaults: { due: '1h' } },
      'Nobody hears of it when a step is late: add escalate to the defaults.',
    ],
    [
      'what is wrong comes before what may be right',
      { retention: undefined },
      'How long the evidence is kept is not said: add retention.',
    ],
    [
      'what may be right, where nothing is wrong',
      {},
      'Nothing is asked when a run starts: add inputs if the work needs facts.',
    ],
  ])('%s', (_what, parts, finding) => {
    expect(nextFix(make({ ...whole, ...parts }))?.finding).toBe(finding);
  });

  test('says what it brings: the score that is there once it is done', () => {
    const before = make({ ...whole, defaults: { due: '1h' } });
    expect(readiness(make(whole)).score).toBe(nextFix(before)?.score);
    expect(readiness(before).score).toBeLessThan(nextFix(before)?.score ?? 0);
  });

  test('is one of what was found or an edit of the defaults, and there is none where all is well', () => {
    const property = fc.property(validDefinition, (definition) => {
      const { score, clauses } = readiness(definition);
      const fix = nextFix(definition);
      expect(fix === undefined).toBe(clauses.every((one) => one.findings.length === 0));
      if (!fix) return;
      const { findings = [] } = clauses.find((one) => one.question === fix.question) ?? {};
      expect(findings.includes(fix.finding) || / to the defaults\.$/.test(fix.finding)).toBe(true);
      expect(fix.score).toBeGreaterThanOrEqual(score);
      expect(fix.score).toBeLessThanOrEqual(100);
    });
    fc.assert(property, { numRuns: 100 });
  });
});
