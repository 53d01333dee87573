/** What the review page reads and writes as text in the browser: conditions, schedules, and what differs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Definition, definitionSchema } from '../../../src/engine/definition.ts';
import { checkExpression } from '../../../src/engine/expression.ts';

interface Subject {
  readonly key: string;
  readonly kind: 'number' | 'text' | 'choice' | 'checkbox';
  readonly options: readonly { readonly id: string }[];
}
interface Parts {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
}
interface Schedule {
  readonly every: 'day' | 'week' | 'month';
  readonly at: string;
  readonly days: readonly number[];
  readonly date: number;
}
const page = async <Module>(name: string): Promise<Module> =>
  (await import(new URL(`../../../src/adapters/web/assets/review/${name}.js`, import.meta.url).href)) as Module;
const { OPERATORS, partsOf, subjectsOf, written } = await page<{
  OPERATORS: Readonly<Record<Subject['kind'], readonly (readonly [string, string])[]>>;
  partsOf(expression: string, subjects: readonly Subject[]): Parts | undefined;
  subjectsOf(definition: Definition, step?: string): readonly Subject[];
  written(parts: Parts, subject: Subject): string;
}>('subjects');
const { readSchedule, scheduleWords, writeSchedule } = await page<{
  readSchedule(text: string): Schedule | undefined;
  scheduleWords(text: string): string;
  writeSchedule(schedule: Schedule): string;
}>('schedule');
const { differences, listed } = await page<{
  differences(before: Definition, after: Definition): readonly string[];
  listed(names: readonly string[]): string;
}>('told');

const options = [
  { id: 'grant', title: 'Grant' },
  { id: 'refuse', title: 'Refuse' },
];
const REFUND = definitionSchema.parse({
  ...{ sop: 'refund', title: 'Refund', roles: [{ id: 'lead' }] },
  inputs: [
    { id: 'amount', title: 'Amount', type: 'number' },
    { id: 'reason', title: 'Reason', type: 'text' },
    { id: 'way', title: 'Way', type: 'choice', options },
    { id: 'urgent', title: 'Urgent', type: 'checkbox' },
  ],
  steps: [
    {
      ...{ id: 'look', title: 'Look' },
      evidence: [
        { id: 'paid', title: 'Paid', type: 'number' },
        { id: 'photo', title: 'Photo', type: 'photo' },
      ],
    },
    { id: 'verdict', title: 'Verdict', kind: 'decision', options },
    { id: 'pay', title: 'Pay' },
  ],
}) as Definition;

describe('a condition', () => {
  const subjects = subjectsOf(REFUND);
  const parts = fc.constantFrom(...subjects).chain((subject) =>
    fc.record({
      key: fc.constant(subject.key),
      operator: fc.constantFrom(...OPERATORS[subject.kind].map(([operator]) => operator)),
      value: {
        number: fc.integer({ min: -1_000, max: 1_000 }).map((value) => String(value / 10)),
        text: fc.string({ maxLength: 40, unit: 'binary' }),
        choice: fc.constantFrom(...options.map(({ id }) => id)),
        checkbox: fc.constant(''),
      }[subject.kind],
    }),
  );
  const subjectOf = ({ key }: Parts) => subjects.find((one) => one.key === key) as Subject;

  it('asks about what is known by then', () => {
    const keys = (step?: string) => subjectsOf(REFUND, step).map((one) => one.key);
    const inputs = ['inputs.amount', 'inputs.reason', 'inputs.way', 'inputs.urgent'];
    expect(keys('look')).toEqual(inputs);
    expect(keys('verdict')).toEqual([...inputs, 'evidence.paid.value']);
    expect(keys()).toEqual([...inputs, 'evidence.paid.value', 'decisions.verdict']);
  });

  it('is written so that the check takes it, and read as it was', () => {
    fc.assert(
      fc.property(parts, (one) => {
        const expression = written(one, subjectOf(one));
        expect(checkExpression(REFUND, expression)).toEqual({ ok: true });
        expect(partsOf(expression, subjects)).toEqual(one);
      }),
    );
  });

  it('without a value is read again, and not taken by the check', () => {
    const open: Parts = { key: 'inputs.amount', operator: '>', value: '' };
    const expression = written(open, subjectOf(open));
    expect(partsOf(expression, subjects)).toEqual(open);
    expect(checkExpression(REFUND, expression).ok).toBe(false);
  });

  it.each([
    'inputs.amount > 5 && inputs.urgent',
    'inputs.amount > evidence.paid.value',
    'has(inputs.reason)',
    'inputs.way < "grant"',
    'inputs.gone == 1',
    'inputs.reason == "a" + "b"',
    '',
  ])('that is more than one comparison stays an expression: %s', (expression) => {
    expect(partsOf(expression, subjects)).toBeUndefined();
  });
});

describe('a schedule', () => {
  it('is read as it was written', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((both) => both.map((one) => String(one).padStart(2, '0')).join(':'));
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    const schedule: fc.Arbitrary<Schedule> = fc.oneof(
      fc.record({ every: fc.constant('day' as const), at: time, days: fc.constant([]), date: fc.constant(1) }),
      fc.record({
        ...{ every: fc.constant('week' as const), at: time, date: fc.constant(1) },
        days: days.map((some) => some.toSorted()),
      }),
      fc.record({
        ...{ every: fc.constant('month' as const), at: time, days: fc.constant([]) },
        date: fc.integer({ min: 1, max: 31 }),
      }),
    );
    fc.assert(
      fc.property(schedule, (one) => {
        expect(readSchedule(writeSchedule(one))).toEqual(one);
      }),
    );
  });

  it.each([
    ['0 7 * * *', 'every day at 07:00'],
    ['30 6 * * 1-5', 'Mon, Tue, Wed, Thu, Fri at 06:30'],
    ['0 8 * * sat,0', 'Sat, Sun at 08:00'],
    ['5 17 15 * *', 'on day 15 of each month at 17:05'],
    ['daily 07:00', 'every day at 07:00'],
    ['Weekdays 6:30', 'Mon, Tue, Wed, Thu, Fri at 06:30'],
    ['Mon, Thu 14:05', 'Mon, Thu at 14:05'],
    ['1st of the month 09:00', 'on day 1 of each month at 09:00'],
    ['daily 24:00', 'daily 24:00'],
    ['daily 13:45, 21:45', 'daily 13:45, 21:45'],
    ['when it rains 09:00', 'when it rains 09:00'],
    ['*/5 * * * *', '*/5 * * * *'],
    ['0 7 1 * 1', '0 7 1 * 1'],
    ['0 24 * * *', '0 24 * * *'],
    ['0 7 * * 5-1', '0 7 * * 5-1'],
    ['every Monday', 'every Monday'],
  ])('%s is told as %s', (text, words) => {
    expect(scheduleWords(text)).toBe(words);
  });
});

describe('what somebody else changed', () => {
  const [look, verdict, pay] = REFUND.steps as [Definition['steps'][0], Definition['steps'][0], Definition['steps'][0]];

  it.each<[string, Definition, string]>([
    ['nothing', REFUND, 'nothing'],
    ['a step', { ...REFUND, steps: [look, verdict, { ...pay, title: 'Pay back' }] }, '“Pay back”'],
    ['a step that is gone', { ...REFUND, steps: [look, verdict] }, '“Pay”, which is gone'],
    ['the order', { ...REFUND, steps: [look, pay, verdict] }, 'the order of the steps'],
    ['several parts', { ...REFUND, title: 'Money back', roles: [], inputs: [] }, 'the title, the roles and 1 more'],
    ['what was not there', { ...REFUND, purpose: 'Be fair' }, 'the purpose'],
  ])('is told: %s', (_, after, words) => {
    expect(listed(differences(REFUND, after))).toBe(words);
  });
});

describe('what is written beside a place in the document', () => {
  it.each([
    [[{ number: 3 }], '3'],
    [[{ number: 3 }, { number: 4 }], '3\n4'],
    [[{ number: 3 }, { number: 4 }, { number: 12 }], '3…\n12'],
    [[{}], '+'],
  ])('of %j is %j', async (marks, words) => {
    const { numbersOf } = await page<{ numbersOf(marks: readonly object[]): string }>('marks');
    expect(numbersOf(marks)).toBe(words);
  });
});
