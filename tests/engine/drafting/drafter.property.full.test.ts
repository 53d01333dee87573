import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDefinition } from '../../../src/engine/check.ts';
import type { Block } from '../../../src/engine/drafting/document.ts';
import { DRAFT_FIELDS, INFERENCES } from '../../../src/engine/drafting/draft.ts';
import { draftProcedures } from '../../../src/engine/drafting/draft-procedures.ts';
import { LIMITS } from '../../../src/engine/limits.ts';
import { effortOf } from '../../support/effort.ts';

/** Words that inferences look for, in every order, among words that mean nothing. */
const words = fc.oneof(
  fc.string({ maxLength: 60, unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        ...'check record the temperature must be between 0 and 5 °C at most -18 approved by two support leads sign photo of if decide : or within 30 minutes 9999 weeks above 100 EUR Shift lead: (Chef) Responsible: step purpose roles responsibilities scope procedure definitions 1. ☐ ? . , – # evidence true in null If refused, nobody answers call the duty manager otherwise unless without approval of do not measures photo sign log enter into LIMS daily before 07:00 every Monday full refund, partial refund or refuse inputs amount wenn niemand antwortet informieren Sie den Schichtleiter Genehmigung messen 2,5 kg täglich si personne ne répond dans les 15 minutes sinon le chef contrôle si nadie responde llame al jefe de turno se supera avvisare il direttore entro 30 minuti caso contrário o gerente verifica até 5 °C ± ≤ $ €'.split(
          ' ',
        ),
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(' ')),
  fc.constantFrom(
    'Purpose',
    'Scope',
    'Roles',
    'Procedure',
    'Information needed',
    'Refund amount in EUR',
    'Exceptions',
    'SOP 1',
    'SOP 2',
  ),
  fc.constant('x '.repeat(6000)),
);
const block: fc.Arbitrary<Block> = fc.record(
  {
    page: fc.integer({ min: 1, max: 9 }),
    kind: fc.constantFrom('heading', 'paragraph', 'item', 'cell'),
    text: words,
    level: fc.integer({ min: 0, max: 9 }),
    marker: fc.constantFrom('1.', '2.', '•', '☐', 'Step 1'),
    ordered: fc.boolean(),
    checkbox: fc.boolean(),
    bold: fc.boolean(),
    link: fc.boolean(),
    repeated: fc.boolean(),
    fontSize: fc.constantFrom(8, 10, 12, 20),
    table: fc.record({
      id: fc.integer({ min: 0, max: 2 }),
      row: fc.integer({ min: 0, max: 5 }),
      column: fc.integer({ min: 0, max: 4 }),
      header: fc.constantFrom('Step', 'Who', 'Limit', 'Evidence', 'When', 'Notes', '#'),
    }),
  },
  { requiredKeys: ['page', 'kind', 'text', 'level'] },
);

it('any blocks give drafts that a definition accepts, or none', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 60 }), fc.string({ maxLength: 30 }), (blocks, name) => {
      const { drafts } = draftProcedures({ name, pages: 9, blocks });
      for (const { definition, questions, inferences } of drafts) {
        const parsed = parseDefinition(definition);
        expect(parsed.ok ? [] : parsed.problems).toEqual([]);
        expect(definition.steps?.length ?? 0).toBeGreaterThan(0);
        const steps = new Set(definition.steps?.map((step) => step.id));
        for (const question of questions) {
          expect(question.step === undefined || steps.has(question.step)).toBe(true);
          expect(question.confidence).toBeGreaterThanOrEqual(0);
          expect(question.confidence).toBeLessThanOrEqual(1);
        }
        for (const one of inferences ?? []) {
          expect(one.step === undefined || steps.has(one.step)).toBe(true);
          expect(DRAFT_FIELDS).toContain(one.field);
          expect(Math.max(one.value.length, one.reason.length)).toBeLessThanOrEqual(200);
          expect(one.confidence >= 0 && one.confidence <= 1).toBe(true);
        }
        expect((inferences ?? []).length).toBeLessThanOrEqual(INFERENCES);
        for (const question of questions) {
          expect(question.about?.step).toBe(question.step);
          expect(question.reason?.length ?? 201).toBeLessThanOrEqual(200);
          const item = question.about?.evidence;
          const items = definition.steps?.flatMap((step) => (step.evidence ?? []).map((one) => one.id)) ?? [];
          expect(item === undefined || items.includes(item)).toBe(true);
        }
        for (const step of definition.steps ?? []) {
          const quote = step.source?.quote.replace(/…$/, '') ?? '';
          expect(blocks.some((one) => one.text.includes(quote))).toBe(true);
        }
      }
      return true;
    }),
    { numRuns: 500, seed: 11 },
  );
});

it('more steps than an SOP may have are cut, and the reviewer is told', () => {
  const blocks: Block[] = Array.from({ length: LIMITS.steps + 5 }, (_, at) => {
    return { page: 1, kind: 'item', level: 0, marker: `${at + 1}.`, ordered: true, text: `Check door ${at + 1}.` };
  });
  const [draft] = draftProcedures({ name: 'a.txt', pages: 1, blocks }).drafts;
  expect(draft?.definition.steps).toHaveLength(LIMITS.steps);
  expect(draft?.questions.some((question) => question.text.includes(String(LIMITS.steps + 5)))).toBe(true);
});

it('takes time in proportion to the document', () => {
  const line = (at: number): Block => ({
    page: 1,
    kind: 'item',
    level: 0,
    marker: '•',
    text: `If ${'a, '.repeat(200)}check ${at}`,
  });
  const time = (count: number) => {
    const blocks = Array.from({ length: count }, (_, at) => line(at));
    return effortOf(() => draftProcedures({ name: 'a.txt', pages: 1, blocks }));
  };
  time(200);
  expect(time(2000)).toBeLessThan(5000);
});
