import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { draftJson } from '../../../src/adapters/documents/draft-json.ts';
import { readAndDraft } from '../../../src/adapters/documents/reading.ts';
import { parseDefinition } from '../../../src/engine/check.ts';

const path = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));

async function drafted(name: string) {
  const bytes = new Uint8Array(readFileSync(path(`samples/${name}`)));
  const { drafts } = await readAndDraft(bytes, name, () => {});
  expect(drafts).toHaveLength(1);
  return drafts.map(({ definition, questions }) => {
    const parsed = parseDefinition(definition);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return { definition: parsed.definition, questions };
  });
}

it('drafts the opening checks as a person would', async () => {
  const [draft] = await drafted('opening-checks.pdf');
  const definition = draft?.definition;
  expect(definition).toMatchObject({ sop: 'opening-checks', title: 'Opening checks', exception_owner: 'shift_lead' });
  expect(definition?.purpose).toMatch(/^The opening checks make sure/);
  expect(definition?.scope).toMatch(/^They apply to every opening/);
  expect(definition?.roles.map((role) => role.id)).toEqual(['opener', 'shift_lead']);
  expect(definition?.steps.map((step) => [step.id, step.role ?? step.approval?.role])).toEqual([
    ['wash_hands_put_clean_apron', 'opener'],
    ['check_fridge_temperature_record', 'opener'],
    ['check_freezer_temperature_record', 'opener'],
    ['check_probe_thermometer_ice_water_record', 'opener'],
    ['look_through_fridge_dry_store_food', 'opener'],
    ['clean_sanitise_counter_display', 'opener'],
    ['switch_coffee_machine_let_heat_up', 'opener'],
    ['count_cash_float_drawer_closed_guests', 'opener'],
    ['check_fire_exits_clear_both_extinguishers', 'opener'],
    ['shift_lead_signs_off_opening', 'shift_lead'],
  ]);
  const step = (id: string) => definition?.steps.find((one) => one.id === id);
  expect(step('check_fridge_temperature_record')).toMatchObject({
    evidence: [{ id: 'fridge_temperature', type: 'number', unit: '°C', min: 0, max: 5, required: true }],
    source: { page: 1, quote: 'Check the fridge temperature and record it. It must be between 0 and 5 °C.' },
  });
  expect(step('check_fridge_temperature_record')?.instructions).toContain('- Read the thermometer inside the fridge');
  expect(step('check_freezer_temperature_record')?.evidence).toMatchObject([{ type: 'number', max: -18 }]);
  expect(step('clean_sanitise_counter_display')?.evidence).toMatchObject([
    { type: 'photo', title: 'Photo of the counter' },
  ]);
  expect(step('switch_coffee_machine_let_heat_up')?.evidence).toMatchObject([{ unit: 'bar', min: 8, max: 10 }]);
  expect(step('shift_lead_signs_off_opening')).toMatchObject({
    kind: 'approval',
    approval: { role: 'shift_lead', quorum: 1 },
  });
});

it('drafts the refund request with its inputs, decision and two approvals', async () => {
  const [draft] = await drafted('refund-request.pdf');
  const definition = draft?.definition;
  expect(definition).toMatchObject({
    sop: 'refund-request',
    accountable_manager: 'head_support',
    exception_owner: 'head_support',
  });
  expect(definition?.inputs.map((input) => [input.id, input.type, input.unit])).toEqual([
    ['order_number', 'text', undefined],
    ['email_address_customer', 'text', undefined],
    ['refund_amount', 'number', 'EUR'],
    ['reason_refund', 'text', undefined],
  ]);
  expect(definition?.steps).toHaveLength(8);
  expect(definition?.steps[2]).toMatchObject({
    kind: 'decision',
    options: [{ id: 'full_refund' }, { id: 'partial_refund' }, { id: 'refuse' }],
  });
  expect(definition?.steps[4]).toMatchObject({
    kind: 'approval',
    when: 'inputs.refund_amount > 100',
    approval: { role: 'support_lead', quorum: 2, separation_of_duties: true },
  });
  expect(definition?.steps[5]).toMatchObject({ due: 'P2D', role: 'support_agent' });
  expect(definition?.steps[7]).toMatchObject({ evidence: [{ type: 'file' }], source: { page: 2 } });
});

it('prints a draft in the shape that other programs ask for', async () => {
  const bytes = new Uint8Array(readFileSync(path('samples/opening-checks.pdf')));
  const json = draftJson(await readAndDraft(bytes, 'opening-checks.pdf', () => {}));
  expect(json.sops[0]).toMatchObject({ title: 'Opening checks', roles: ['Opener', 'Shift lead'] });
  expect(json.sops[0]?.steps[1]).toEqual({
    title: 'Check the fridge temperature and record it',
    instructions: expect.stringContaining('It must be between 0 and 5 °C.'),
    role: 'Opener',
    evidence: 'number',
    limit: '0 to 5 °C; 10 minutes',
    source: { page: 1, quote: 'Check the fridge temperature and record it. It must be between 0 and 5 °C.' },
  });
  expect(json.sops[0]?.steps[0]).toMatchObject({ evidence: 'none', limit: null });
});

it('makes the same sample files every time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samples-'));
  try {
    execFileSync(process.execPath, [path('scripts/make-samples.ts'), folder]);
    for (const name of ['opening-checks.pdf', 'refund-request.pdf']) {
      expect(readFileSync(join(folder, name)).equals(readFileSync(path(`samples/${name}`)))).toBe(true);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
