import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { SeparateReader } from '../../../src/adapters/documents/reader.ts';
import { readAndDraft } from '../../../src/adapters/documents/reading.ts';
import { definitionSchema } from '../../../src/engine/definition.ts';
import { READ_FAILURES } from '../../../src/engine/import/import.ts';
import { DocumentUnreadable } from '../../../src/runtime/ports.ts';
import { mutated, mutation } from './mutation.ts';
import { bytesOf, haccp, withPart } from './workbooks.ts';

const sample = new Uint8Array(
  readFileSync(fileURLToPath(new URL('../../../samples/refund-request.pdf', import.meta.url))),
);
const reader = new SeparateReader({ milliseconds: 10_000, megabytes: 256 });
afterAll(() => reader.close());

async function outcome(draft: () => Promise<{ drafts: readonly { definition: unknown }[] }>): Promise<void> {
  try {
    for (const { definition } of (await draft()).drafts) definitionSchema.parse(definition);
  } catch (error) {
    if (!(error instanceof DocumentUnreadable)) throw error;
    expect(READ_FAILURES).toContain(error.failure);
    // The process must survive a broken document; it is replaced only where a limit was met.
    expect(error.failure).not.toBe('failed');
  }
}

it('a broken PDF is drafted or refused, and never more than that', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), async (changes) => {
      const bytes = new Uint8Array(changes.reduce(mutated, sample));
      await outcome(() => reader.draft({ name: 'a.pdf', bytes }, () => {}));
    }),
    { numRuns: 60, seed: 42 },
  );
}, 120_000);

it.each(['xlsx', 'xls', 'xlsb', 'ods', 'xlml'] as const)(
  'a broken workbook (%s) is drafted or refused',
  async (type) => {
    const whole = bytesOf(haccp(), type);
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = new Uint8Array(changes.reduce(mutated, whole));
        await outcome(() => reader.draft({ name: `a.${type}`, bytes }, () => {}));
      }),
      { numRuns: 40, seed: 42 },
    );
  },
  120_000,
);

it('a workbook whose parts are broken inside a sound zip is drafted or refused', async () => {
  const whole = bytesOf(haccp());
  const part = fc.constantFrom('sheet1.xml', 'sharedStrings.xml', 'workbook.xml', 'styles.xml');
  await fc.assert(
    fc.asyncProperty(part, fc.array(mutation, { minLength: 1, maxLength: 6 }), async (name, changes) => {
      const path = name === 'sheet1.xml' ? '/xl/worksheets/sheet1.xml' : `/xl/${name}`;
      const bytes = withPart(whole, path, (xml) => Buffer.from(changes.reduce(mutated, new TextEncoder().encode(xml))));
      await outcome(() => reader.draft({ name: 'a.xlsx', bytes }, () => {}));
    }),
    { numRuns: 80, seed: 42 },
  );
}, 120_000);

it('any text is drafted or refused', async () => {
  const line = fc.oneof(
    fc.string({ maxLength: 80, unit: 'grapheme' }),
    fc.constantFrom(
      '# Title',
      '1. Check the door',
      '   - sub',
      '| a | b |',
      '|--|--|',
      '☐ ☐ x',
      '<table><tr><td>',
      '```',
      '> quote',
      'Step 1: x',
      'Task;Who;"When',
      'a\tb\tc',
      '[21.11.26, 06:30:12] Ana: 1. Check the door',
      '21/11/2026, 06:30 - Ben: \u200Eimage omitted',
      'Ana  06:31',
      '[06:31] Ben: • x',
      '---',
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 40 }),
      fc.constantFrom('a.md', 'a.txt', 'a.csv'),
      async (lines, name) => {
        await outcome(() => readAndDraft(new TextEncoder().encode(lines.join('\n')), name, () => {}));
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});

it('lists nested without end are refused, not followed', async () => {
  const nested = Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- check the door`).join('\n');
  await outcome(() => readAndDraft(new TextEncoder().encode(nested), 'a.md', () => {}));
  const quotes = `${'> '.repeat(3000)}check`;
  await outcome(() => readAndDraft(new TextEncoder().encode(quotes), 'a.md', () => {}));
});
