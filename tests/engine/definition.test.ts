import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  definitionSchema,
  exceptionOwner,
  needsOf,
  roleTitle,
  sequenceOrder,
  stepOf,
} from '../../src/engine/definition.ts';
import { DESCRIPTIONS, definitionJsonSchema, type JsonSchema } from '../../src/engine/schema.ts';
import { writtenDefinition } from './definition.arbitrary.ts';

const definition = definitionSchema.parse({
  sop: 'opening-checks',
  title: 'Opening checks',
  roles: [{ id: 'shift_lead', title: 'Shift lead' }, { id: 'night_cook' }],
  accountable_manager: 'shift_lead',
  steps: [
    { id: 'a', title: 'A', due: '30m' },
    { id: 'b', title: 'B' },
    { id: 'c', title: 'C', needs: ['a'] },
    { id: 'd', title: 'D', needs: [] },
  ],
});

describe('reading a definition', () => {
  test('a step needs the one above, unless it says otherwise', () => {
    expect(definition.steps.map((_, index) => needsOf(definition, index))).toEqual([[], ['a'], ['a'], []]);
    expect(needsOf(definition, 9)).toEqual([]);
  });

  test('places, roles and owners', () => {
    expect([sequenceOrder(definition, 'c'), sequenceOrder(definition, 'z')]).toEqual([3, 0]);
    expect(stepOf(definition, 'b')?.title).toBe('B');
    expect([roleTitle(definition, 'shift_lead'), roleTitle(definition, 'night_cook')]).toEqual([
      'Shift lead',
      'night cook',
    ]);
    expect(exceptionOwner(definition)).toBe('shift_lead');
    expect(exceptionOwner({ ...definition, exception_owner: 'night_cook' })).toBe('night_cook');
  });

  test('a typed duration is kept as ISO 8601', () => {
    expect(definition.steps[0]?.due).toBe('PT30M');
  });
});

describe('the published JSON Schema', () => {
  const schema = definitionJsonSchema();

  test('is up to date (else: node scripts/make-schema.ts)', () => {
    const published = readFileSync(new URL('../../schema/sop.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  test('says of every place what belongs there, and of no other', () => {
    expect(placesOf(schema, '').sort()).toEqual(Object.keys(DESCRIPTIONS).sort());
  });

  test('accepts what we accept, and refuses what has another shape', () => {
    const valid = new Ajv2020({ strict: false }).compile(schema);
    fc.assert(
      fc.property(writtenDefinition, (written) => {
        expect(valid(written), JSON.stringify(valid.errors)).toBe(true);
      }),
    );
    for (const wrong of [
      {},
      { sop: 'A b', title: 'A' },
      { sop: 'a', title: 'A', stepz: [] },
      { sop: 'a', title: '' },
    ]) {
      expect(valid(wrong)).toBe(false);
    }
  });
});

function placesOf(schema: JsonSchema, path: string): string[] {
  const properties = schema.properties ?? schema.items?.properties ?? {};
  return Object.entries(properties).flatMap(([key, inner]) => {
    const place = path ? `${path}.${key}` : key;
    return [place, ...placesOf(inner, place)];
  });
}
