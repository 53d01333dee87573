import fc from 'fast-check';

/** Bytes overwritten, a part left out, a part doubled. */
export const mutation = fc.oneof(
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

export function mutated(bytes: Uint8Array, change: Mutation): Uint8Array {
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
