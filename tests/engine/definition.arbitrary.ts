import fc from 'fast-check';
import { parseDefinition } from '../../src/engine/check.ts';
import type { Definition } from '../../src/engine/definition.ts';

/** A text as people and documents write them: any letters, several lines, and what YAML could misread. */
const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength }),
      fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n')),
      fc.constantFrom(
        'yes',
        'null',
        '~',
        '1.0',
        '2026-01-01',
        '- a',
        'a: b',
        '# no',
        "it's",
        '"',
        '&a',
        '*a',
        '!x',
        '{',
        '|',
        ' x ',
      ),
    )
    .map((typed) => typed.trim().slice(0, maxLength).trim())
    .filter((typed) => typed.length > 0);
const title = text(80);
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const number = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
);
const duration = fc.constantFrom('PT30M', '30m', '2h', 'P1D', 'PT45S', 'P1DT12H', '1w');
const options = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'yes', 'no'), { minLength: 2 })
  .chain((ids) =>
    fc.tuple(...ids.map(() => title)).map((titles) => ids.map((id, index) => ({ id, title: titles[index] ?? id }))),
  );

/** An input or a piece of evidence whose parts fit its type. */
function field<Type extends string>(id: string, types: readonly Type[]) {
  return fc
    .record({
      type: fc.constantFrom(...types),
      title,
      required: some(fc.boolean()),
      limits: fc.tuple(number, number),
      options,
      has: fc.boolean(),
    })
    .map(({ type, title, required, limits, options, has }) => ({
      ...{ id, title, type, required },
      ...(type === 'number' && has ? { unit: '°C', min: Math.min(...limits), max: Math.max(...limits) } : {}),
      ...(type === 'choice' ? { options } : {}),
    }));
}

const role = fc.constantFrom('r0', 'r1', 'r2');
const clock = {
  due: some(duration),
  escalate: some(
    fc.constant([
      { after: 'PT1H', to: 'r0' },
      { after: '1d', to: 'r1' },
    ]),
  ),
};
const condition = fc.constantFrom('inputs.n > 100', 'inputs.n * 2 == 4 || has(inputs.n)', '!(inputs.n in [1.5, 2.5])');

function step(index: number): fc.Arbitrary<unknown> {
  const id = `s${index}`;
  const earlier = Array.from({ length: index }, (_, before) => `s${before}`);
  return fc
    .record({
      kind: fc.constantFrom('task' as const, 'decision' as const, 'approval' as const),
      title,
      instructions: some(text(300)),
      role: some(role),
      needs: some(fc.subarray(earlier)),
      when: some(condition),
      options,
      evidence: fc
        .integer({ min: 0, max: 3 })
        .chain((count) =>
          fc.tuple(
            ...Array.from({ length: count }, (_, n) =>
              field(`e${index}_${n}`, ['number', 'text', 'choice', 'checkbox', 'photo', 'file', 'link', 'signature']),
            ),
          ),
        ),
      approval: fc.record({
        role,
        quorum: some(fc.integer({ min: 1, max: 5 })),
        when: some(condition),
        separation_of_duties: some(fc.boolean()),
      }),
      limited: fc.boolean(),
      clock: fc.record(clock),
      skippable: some(fc.boolean()),
      judgment: some(fc.constantFrom('deterministic' as const, 'judgment' as const)),
      sources: some(fc.subarray(['src0'])),
      writes: some(fc.array(text(40), { maxLength: 3 })),
      on: some(fc.record({ source_stale: some(fc.constantFrom('stop' as const, 'continue' as const)) })),
      source: some(
        fc.record({
          page: some(fc.integer({ min: 1, max: 99 })),
          box: some(fc.record({ x: fc.integer(), y: fc.integer(), width: fc.nat(), height: fc.nat() })),
          quote: fc.string({ unit: 'grapheme', maxLength: 60 }),
        }),
      ),
      approved: fc.boolean(),
    })
    .map(({ kind, options, evidence, approval, limited, approved, clock, ...rest }) => ({
      ...{ id, kind, ...rest, ...clock, due: clock.due ?? '1h' },
      ...(kind === 'decision' ? { options } : {}),
      evidence: kind === 'approval' ? [] : evidence,
      ...(kind === 'approval' || approved
        ? { approval: { ...approval, ...(limited ? { limit: 'inputs.n < 5', above: 'r2' } : {}) } }
        : {}),
    }));
}

/** Definitions as people write them: valid, with every part sometimes there and sometimes left out. */
export const writtenDefinition: fc.Arbitrary<unknown> = fc
  .record({
    sop: fc.constantFrom('a', 'opening-checks', '007', 'x-1'),
    title,
    purpose: some(text(300)),
    scope: some(text(300)),
    roles: fc.tuple(title, some(fc.oneof(fc.constant('approver'), text(60)))),
    accountable_manager: some(role),
    presentation: some(fc.constantFrom('steps', 'checklist')),
    one_at_a_time: some(fc.boolean()),
    input: field('i', ['text', 'number', 'choice', 'date', 'checkbox', 'link']),
    source: fc.record({ id: fc.constant('src0'), title, system: some(text(40)), fresh: some(duration) }),
    defaults: some(fc.record(clock).map((all) => ({ ...all, due: all.due ?? '2h' }))),
    steps: fc
      .integer({ min: 0, max: 6 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => step(index)))),
    boundary: some(fc.record({ id: fc.constant('b'), when: condition, title, role })),
    retention: some(fc.record({ keep: fc.constantFrom('P7Y', 'P90D'), basis: some(text(60)) })),
    routine: some(fc.record({ schedule: fc.constant('0 8 * * 1-5'), time_zone: some(fc.constant('Europe/Oslo')) })),
  })
  .map(({ roles, input, source, boundary, ...rest }) => ({
    ...rest,
    roles: ['r0', 'r1', 'r2'].map((id) => ({ id, title: roles[0], for: roles[1] })),
    inputs: [{ id: 'n', title: 'N', type: 'number' }, input],
    sources: [source],
    boundaries: boundary ? [boundary] : undefined,
  }))
  // As they come from YAML or JSON: what is left out has no key.
  .map((written): unknown => JSON.parse(JSON.stringify(written)));

export const validDefinition: fc.Arbitrary<Definition> = writtenDefinition.map((written) => {
  const parsed = parseDefinition(written);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
});
