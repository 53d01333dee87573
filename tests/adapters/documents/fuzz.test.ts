import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { ThreadedReader } from '../../../src/adapters/documents/reader.ts';
import { readAndDraft } from '../../../src/adapters/documents/reading.ts';
import { definitionSchema } from '../../../src/engine/definition.ts';
import { READ_FAILURES } from '../../../src/engine/import/import.ts';
import { DocumentUnreadable } from '../../../src/runtime/ports.ts';

const sample = new Uint8Array(
  readFileSync(fileURLToPath(new URL('../../../samples/refund-request.pdf', import.meta.url))),
);
const reader = new ThreadedReader({ milliseconds: 10_000, megabytes: 256 });
afterAll(() => reader.close());

/** Bytes overwritten, a part left out, a part doubled. */
const mutation = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
  }),
  fc.record({
    kind: fc.constant('cut' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 2000 }),
  }),
  fc.record({
    kind: fc.constant('double' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 2000 }),
  }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutated(bytes: Uint8Array, change: Mutation): Uint8Array {
  const at = Math.floor(change.at * (bytes.length - 1));
  switch (change.kind) {
    case 'write':
      return Buffer.concat([bytes.subarray(0, at), change.bytes, bytes.subarray(at + change.bytes.length)]);
    case 'cut':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + change.length)]);
    case 'double':
      return Buffer.concat([bytes.subarray(0, at + change.length), bytes.subarray(at)]);
  }
}

async function outcome(draft: () => Promise<{ drafts: readonly { definition: unknown }[] }>): Promise<void> {
  try {
    for (const { definition } of (await draft()).drafts) definitionSchema.parse(definition);
  } catch (error) {
    if (!(error instanceof DocumentUnreadable)) throw error;
    expect(READ_FAILURES).toContain(error.failure);
    // The thread must survive a broken document; it is replaced only where a limit was met.
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
      '---',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 40 }), fc.constantFrom('a.md', 'a.txt'), async (lines, name) => {
      await outcome(() => readAndDraft(new TextEncoder().encode(lines.join('\n')), name, () => {}));
    }),
    { numRuns: 300, seed: 7 },
  );
});

it('lists nested without end are refused, not followed', async () => {
  const nested = Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- check the door`).join('\n');
  await outcome(() => readAndDraft(new TextEncoder().encode(nested), 'a.md', () => {}));
  const quotes = `${'> '.repeat(3000)}check`;
  await outcome(() => readAndDraft(new TextEncoder().encode(quotes), 'a.md', () => {}));
});
