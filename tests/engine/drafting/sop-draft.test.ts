import { expect, it } from 'vitest';
import { parseDefinition } from '../../../src/engine/check.ts';
import { draftProcedures } from '../../../src/engine/drafting/draft-procedures.ts';
import { documentOf } from './blocks.ts';

const text = `# Refunds at the counter
## Purpose
Guests get their money back, and nobody takes any.
## Responsibilities
- Cashier: carries out the refund
- Store manager: is accountable and decides on exceptions
## When it is done
The refunds are checked every Monday at 8:00.
## Information needed
- Refund amount in EUR
## Procedure
1. Check the receipt in the POS
2. Decide on the refund: full refund, partial refund or refuse.
3. If refused, tell the guest why.
4. Count the cash in the drawer and write down the amount.
5. Do not refund more than 100 EUR without the store manager's approval.
6. File the receipt before 18:00. If nobody answers within 15 minutes, call the duty manager.
`;

it('says what it concluded of each step and of the SOP, and why', () => {
  const [draft] = draftProcedures(documentOf(text)).drafts;
  const parsed = parseDefinition(draft?.definition);
  expect(parsed.ok ? [] : parsed.problems).toEqual([]);
  expect(draft?.definition).toMatchObject({
    accountable_manager: 'store_manager',
    exception_owner: 'store_manager',
    boundaries: [{ when: 'inputs.refund_amount > 100', role: 'store_manager' }],
    steps: [
      { role: 'cashier', reads: ['POS'] },
      { kind: 'decision', options: [{ id: 'full_refund' }, { id: 'partial_refund' }, { id: 'refuse' }] },
      { when: 'decisions.decide_refund_full_refund_partial_refund == "refuse"' },
      { evidence: [{ type: 'number' }] },
      { approval: { role: 'store_manager', when: 'inputs.refund_amount > 100' } },
      { due: 'PT15M', escalate: [{ after: 'PT0S', to: 'duty_manager' }] },
    ],
  });
  expect(draft?.routine).toMatchObject({ words: 'The refunds are checked every Monday at 8:00.', cron: '0 8 * * 1' });
  const concluded = (draft?.inferences ?? []).map((one) => [one.step ?? '', one.field, one.value]);
  expect(concluded).toEqual(
    expect.arrayContaining([
      ['', 'accountable_manager', 'Store manager'],
      ['', 'boundaries', 'inputs.refund_amount > 100'],
      ['', 'routine', 'The refunds are checked every Monday at 8:00.'],
      ['check_receipt_pos', 'kind', 'check'],
      ['check_receipt_pos', 'role', 'Cashier'],
      ['check_receipt_pos', 'reads', 'POS'],
      ['file_receipt_before_18_00', 'due', '18:00'],
      ['file_receipt_before_18_00', 'escalate', 'after 15 minutes: Duty manager'],
    ]),
  );
});

it('asks so that a form can answer: which field of which step, and why', () => {
  const [draft] = draftProcedures(documentOf(text)).drafts;
  const asked = (draft?.questions ?? []).map(({ about, reason }) => [about?.step ?? '', about?.field, reason]);
  expect(asked).toContainEqual(['if_refused_tell_guest_why', 'when', 'it says “If refused”']);
  expect(draft?.questions.every((one) => one.about !== undefined && one.reason !== undefined)).toBe(true);
});

it('keeps the place of a step in points, rounded to tenths', () => {
  const document = documentOf('# Closing\n1. Lock the door\n2. Switch off the light');
  const box = { x: 64.04, y: 351.14, width: 459.37, height: 10.5 };
  const { drafts } = draftProcedures({ ...document, blocks: document.blocks.map((one) => ({ ...one, box })) });
  expect(drafts[0]?.definition.steps?.[0]?.source).toEqual({
    page: 1,
    box: { x: 64, y: 351.1, width: 459.4, height: 10.5 },
    quote: 'Lock the door',
  });
});
