import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Definition, definitionSchema } from '../../src/engine/definition.ts';
import { checkExpression, evaluate, namesIn, type Unknown } from '../../src/engine/expression.ts';
import { freeze } from './specification.ts';

const definition: Definition = freeze(
  definitionSchema.parse({
    sop: 'refund',
    title: 'Refund',
    inputs: [
      { id: 'refund', title: 'Amount', type: 'number' },
      { id: 'note', title: 'Note', type: 'text', required: false },
      { id: 'vip', title: 'Regular guest', type: 'checkbox' },
      {
        id: 'channel',
        title: 'Channel',
        type: 'choice',
        options: [
          { id: 'shop', title: 'Shop' },
          { id: 'web', title: 'Web' },
        ],
      },
      { id: 'bought', title: 'Bought on', type: 'date' },
      { id: 'constructor', title: 'Who built it', type: 'text', required: false },
    ],
    steps: [
      {
        id: 'check',
        title: 'Check',
        evidence: [
          { id: 'fridge_temp', title: 'Fridge', type: 'number', unit: '°C' },
          { id: 'freezer_temp', title: 'Freezer', type: 'number', unit: '°C' },
          { id: 'clean', title: 'Clean', type: 'checkbox' },
          { id: 'counter', title: 'Counter', type: 'photo' },
        ],
      },
      {
        id: 'verdict',
        title: 'Grant it?',
        kind: 'decision',
        options: [
          { id: 'grant', title: 'Grant' },
          { id: 'refuse', title: 'Refuse' },
        ],
      },
    ],
  }),
);

const photo = { file: 'a'.repeat(64), name: 'counter.jpg', mime: 'image/jpeg', bytes: 3 };
const values = {
  inputs: { refund: 120, vip: true, channel: 'web', bought: '2026-03-01' },
  evidence: {
    fridge_temp: { value: 4.5, by: 'ana' },
    freezer_temp: { value: -18, by: 'ben' },
    counter: { value: photo, by: 'ana' },
  },
  decisions: { verdict: 'grant' },
};

describe('what an expression says', () => {
  test.each<[string, boolean]>([
    ['inputs.refund > 100', true],
    ['inputs.refund + 1 > 2', true],
    ['1 + inputs.refund - 1 > 120', false],
    ['inputs.refund * 2 == 240', true],
    ['240 / inputs.refund == 2', true],
    ['inputs.refund / 2 == 60', true],
    ['2 * inputs.refund - 200 <= 40.0', true],
    ['inputs.refund == 120', true],
    ['120 == inputs.refund', true],
    ['inputs.refund != 120', false],
    ['inputs.refund in [60.0, 120.0]', true],
    ['-inputs.refund < 0', true],
    ['evidence.fridge_temp.value - evidence.freezer_temp.value >= 2', true],
    ['evidence.fridge_temp.by == evidence.freezer_temp.by', false],
    ['evidence["fridge_temp"].value > 5', false],
    ['evidence.counter.value.endsWith(".jpg")', true],
    ['decisions.verdict == "grant"', true],
    ['decisions.verdict in ["refuse"]', false],
    ['inputs.vip', true],
    ['!inputs.vip', false],
    ['inputs.bought < "2026-04-01"', true],
    ['inputs.channel == "web" ? inputs.refund > 100 : inputs.vip', true],
    ['[4.0, 200.0].exists(limit, inputs.refund < limit)', true],
    ['[1, 2, 3].filter(n, n > 1).all(n, n > 1)', true],
    ['has(inputs.note)', false],
    ['has(inputs.refund)', true],
    ['has(evidence.clean.value)', false],
    ['has(evidence.fridge_temp.value) && !has(inputs.note)', true],
  ])('%s is %s', (source, value) => {
    expect(checkExpression(definition, source)).toEqual({ ok: true });
    expect(evaluate(definition, source, values)).toEqual({ known: true, value });
  });

  // Nothing is missing where a value has no answer: a gate must know the difference.
  test.each<[string, Unknown]>([
    ['evidence.clean.value', { missing: 'evidence', id: 'clean' }],
    ['inputs.note == "late"', { missing: 'input', id: 'note' }],
    ['inputs.constructor == "x"', { missing: 'input', id: 'constructor' }],
    ['evidence.clean.value && inputs.refund > 100', { missing: 'evidence', id: 'clean' }],
    ['1 / 0 == 1', { failed: 'division by zero' }],
    ['int(inputs.channel) > 1', { failed: 'int() type error: cannot convert to int' }],
  ])('%s is not known: %j', (source, unknown) => {
    expect(checkExpression(definition, source)).toEqual({ ok: true });
    expect(evaluate(definition, source, values)).toEqual({ known: false, unknown });
  });

  test('a step that is not decided is not known', () => {
    const before = { ...values, decisions: {} };
    expect(evaluate(definition, 'decisions.verdict == "grant"', before)).toEqual({
      known: false,
      unknown: { missing: 'decision', id: 'verdict' },
    });
  });

  test('one true side of "or" is enough, one false side of "and" is too', () => {
    expect(evaluate(definition, 'evidence.clean.value || inputs.refund > 100', values)).toEqual({
      known: true,
      value: true,
    });
    expect(evaluate(definition, 'evidence.clean.value && inputs.refund > 999', values)).toEqual({
      known: true,
      value: false,
    });
  });

  test('an answer named like a part of the language is only an answer', () => {
    const built = { ...values, inputs: { ...values.inputs, constructor: 'x' } };
    expect(evaluate(definition, 'inputs.constructor == "x"', built)).toEqual({ known: true, value: true });
  });
});

describe('what is refused when a draft is saved', () => {
  test.each<[string, string]>([
    ['evidence.fridge_tmp.value > 5', 'there is no evidence "fridge_tmp". Did you mean fridge_temp?'],
    ['inputs.refnd > 5', 'there is no input "refnd". Did you mean refund?'],
    ['has(inputs.nope)', 'there is no input "nope". Did you mean note?'],
    ['decisions.check == "x"', 'there is no decision step "check". Known: verdict.'],
    ['decisions.verdict == "grnt"', '"grnt" is not an option of decisions.verdict. Did you mean grant?'],
    ['inputs.channel in ["web", "phone"]', '"phone" is not an option of inputs.channel. Known: shop, web.'],
    ['refund > 5', '"refund" is not known; begin with inputs., evidence. or decisions.'],
    [
      'evidence.fridge_temp > 5',
      'write evidence.fridge_temp.value for what was recorded, or evidence.fridge_temp.by for who recorded it.',
    ],
    [
      'evidence.fridge_temp.val > 5',
      'evidence has no val; write evidence.fridge_temp.value for what was recorded, or evidence.fridge_temp.by for who recorded it.',
    ],
    ['inputs.refund.value > 5', 'inputs.refund.value names nothing; write inputs.refund.'],
    ['inputs == inputs', 'inputs names nothing; write inputs.name.'],
    ['inputs[inputs.note] > 5', 'it must name things as written: evidence.fridge_temp.value, not by a computed name.'],
    ['inputs.refund', 'it gives a number, but must be true or false; compare it with something.'],
    ['"yes"', 'it gives a text, but must be true or false; compare it with something.'],
    [
      'inputs.refund > "100"',
      'a number > a text does not work: numbers are written without quotation marks, texts with them.',
    ],
    [
      'evidence.clean.value > 2',
      'a yes-or-no value > a number does not work: a yes-or-no value is used as it is, or compared with true or false.',
    ],
    ['!inputs.refund', '! needs something that is true or false, not a number.'],
    ['inputs.refund && true', 'both sides of && and || must be true or false, and one here is a number.'],
    ['inputs.refund = 5', 'write == to compare, not a single =.'],
    ['inputs.vip and inputs.refund > 5', 'write && instead of and.'],
    ['not inputs.vip', 'write ! instead of not.'],
    ['inputs.refund >', 'it ends too early: something is missing at the end, perhaps a value or a ).'],
    ['(inputs.refund > 1', 'it ends too early: something is missing at the end, perhaps a value or a ).'],
    ['inputs.refund > 1,5', 'write numbers with a point (1.5), not a comma.'],
    ['inputs.refund > 5%', 'write a percentage as a number (0.05 for 5%).'],
    ['inputs.note == "late', 'a text is not closed: a quotation mark is missing.'],
    ['evidence.in.value > 2', '"in" is a word of the expression language; give the item another id.'],
    ['inputs.refund > 5; true', 'it cannot be read from "; true" on.'],
    ['inputs.note.matches("(a+)+$")', '.matches() is not available.'],
    [
      'timestamp(inputs.bought) > timestamp("x")',
      'timestamp() is not available. Known: has, size, string, double, int.',
    ],
    ['cel.bind(x, "a" + "a", x == "aa")', '.bind() is not available.'],
    ['["a"].map(x, x + x) == ["aa"]', '.map() is not available.'],
    ['[1].exists(x, [2].exists(y, y > x))', '.exists() cannot stand inside another loop.'],
    [
      `${'('.repeat(60)}true${')'.repeat(60)}`,
      'it is too long or nested too deep; split it into two steps or boundaries.',
    ],
    [`true ${'|| true'.repeat(100)}`, 'it is longer than 500 characters.'],
  ])('%s: %s', (source, problem) => {
    expect(checkExpression(definition, source)).toEqual({ ok: false, problem });
    expect(evaluate(definition, source, values)).toEqual({ known: false, unknown: { failed: problem } });
  });
});

test('names what it depends on, once each', () => {
  expect(namesIn('inputs.a > 1 && (evidence.b.value || evidence.b.by == "x") && decisions.c == "d"')).toEqual({
    inputs: ['a'],
    evidence: ['b'],
    decisions: ['c'],
  });
  expect(namesIn('has(evidence["b"].value) || [inputs.a].exists(x, x > inputs.z)')).toEqual({
    inputs: ['a', 'z'],
    evidence: ['b'],
    decisions: [],
  });
  expect(namesIn('((')).toEqual({ inputs: [], evidence: [], decisions: [] });
});

describe('whatever is written', () => {
  const words = fc.constantFrom(
    ...[
      'inputs.refund',
      'evidence.clean.value',
      'decisions.verdict',
      '"grant"',
      '1',
      '2.5',
      'true',
      '(',
      ')',
      '[',
      ']',
    ],
    ...[
      '&&',
      '||',
      '!',
      '==',
      '>',
      '+',
      '-',
      '/',
      'in',
      '?',
      ':',
      'has(inputs.note)',
      '.exists(x, x)',
      ',',
      'null',
      '{}',
    ],
  );
  const sources = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words, { maxLength: 12 }).map((all) => all.join(' ')),
  );

  test('checking and evaluating never throw, and what is refused is never known', () => {
    fc.assert(
      fc.property(sources, (source) => {
        const checked = checkExpression(definition, source);
        const evaluated = evaluate(definition, source, values);
        if (!checked.ok) {
          expect(checked.problem).toMatch(/[.?]$/);
          expect(evaluated.known).toBe(false);
        }
        namesIn(source);
      }),
      { numRuns: 500 },
    );
  });

  test('with everything recorded, comparing two numbers is always known and right', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        const both = {
          ...values,
          evidence: { fridge_temp: { value: a, by: 'x' }, freezer_temp: { value: b, by: 'y' } },
        };
        expect(evaluate(definition, 'evidence.fridge_temp.value >= evidence.freezer_temp.value', both)).toEqual({
          known: true,
          value: a >= b,
        });
      }),
    );
  });
});
