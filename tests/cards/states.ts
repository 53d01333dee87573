/** Runs, drafts and imports as people meet them: a café that opens, a list of things to wipe, a refund that two approve. */

import type { Format } from '../../src/cards/adaptive.ts';
import type { Scene } from '../../src/cards/scene.ts';
import type { Actor } from '../../src/engine/actor.ts';
import { parseDefinition } from '../../src/engine/check.ts';
import type { Definition, DefinitionInput } from '../../src/engine/definition.ts';
import { viewKey } from '../../src/engine/effect.ts';
import type { People } from '../../src/engine/run/context.ts';
import type { EndedRun, EvidenceRecord, OpenRun, StepRun } from '../../src/engine/run/state.ts';
import type { KnownSop } from '../../src/engine/sop/state.ts';

const MINUTE = 60_000;
/** Half past six in the morning, UTC. */
export const START = Date.UTC(2026, 4, 4, 6, 30);
export const at = (minutes: number) => START + minutes * MINUTE;

const NAMES: Readonly<Record<string, string>> = { ana: 'Ana', ben: 'Ben', cem: 'Cem', dee: 'Dee', eli: 'Eli' };
export const person = (id: string): Actor => ({ type: 'member', id, identity: `web:${id}` });

export const PEOPLE: People = {
  members: Object.keys(NAMES),
  holders: {
    barista: ['ana', 'ben'],
    shift_lead: ['cem'],
    manager: ['dee'],
    approver: ['ben', 'cem', 'dee'],
    agent: ['ana'],
  },
  standIns: {},
  admins: ['dee'],
};

/** UTC, so that golden files are the same everywhere. */
export const FORMAT: Format = {
  name: (member) => NAMES[member] ?? 'somebody',
  time: (instant, style) => {
    const [date = '', time = ''] = new Date(instant).toISOString().split('T');
    return style === 'date' ? date : style === 'time' ? time.slice(0, 5) : `${date} ${time.slice(0, 5)}`;
  },
  file: (id) => `https://sopwith.example/files/${id}`,
  address: (view) => `https://sopwith.example/cards/${viewKey(view)}`,
};

function defined(raw: DefinitionInput): Definition {
  const parsed = parseDefinition(raw);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}

const ROLES = [
  { id: 'barista', title: 'Barista' },
  { id: 'shift_lead', title: 'Shift lead' },
  { id: 'manager', title: 'Café manager' },
];

export const CAFE = defined({
  sop: 'cafe-opening',
  title: 'Café opening',
  purpose: 'The café is clean, safe and ready before the first guest.',
  roles: ROLES,
  accountable_manager: 'manager',
  exception_owner: 'shift_lead',
  defaults: { due: '30m', remind: '10m', escalate: [{ after: '10m', to: 'shift_lead' }] },
  steps: [
    { id: 'unlock', title: 'Unlock and switch off the alarm', role: 'barista' },
    {
      ...{ id: 'fridge', title: 'Read the fridge', role: 'barista' },
      instructions: 'Keep the door closed for five minutes first.\nRead the display, not the dial.',
      evidence: [
        { id: 'fridge_temp', title: 'Fridge temperature', type: 'number', unit: '°C', min: 0, max: 5 },
        { id: 'fridge_photo', title: 'Photo of the display', type: 'photo', required: false },
        { id: 'door_closed', title: 'The door closes by itself', type: 'checkbox' },
      ],
    },
    {
      ...{ id: 'beans', title: 'Which beans today?', role: 'barista', kind: 'decision', skippable: true },
      options: [
        { id: 'house', title: 'House blend' },
        { id: 'guest', title: 'Guest roast' },
      ],
    },
    {
      id: 'doors',
      title: 'Open the doors',
      kind: 'approval',
      needs: ['fridge', 'beans'],
      approval: { role: 'shift_lead' },
    },
  ],
  boundaries: [
    { id: 'warm', when: 'evidence.fridge_temp.value > 8', title: 'The fridge is above 8 °C', role: 'manager' },
  ],
});

export const WIPE = defined({
  sop: 'closing-wipe',
  title: 'Wipe down',
  presentation: 'checklist',
  roles: ROLES,
  exception_owner: 'shift_lead',
  steps: [
    { id: 'tables', title: 'Wipe the tables', role: 'barista', needs: [] },
    { id: 'counter', title: 'Wipe the counter', role: 'barista', needs: [] },
    {
      ...{ id: 'till', title: 'Count the till', role: 'barista', needs: [] },
      evidence: [{ id: 'cash', title: 'Cash in the till', type: 'number', unit: 'EUR', min: 190, max: 210 }],
    },
    { id: 'lights', title: 'Lights off', role: 'barista', needs: ['tables', 'counter', 'till'] },
  ],
});

export const REFUND = defined({
  sop: 'refund-request',
  title: 'Refund request',
  roles: [
    { id: 'agent', title: 'Support agent' },
    { id: 'approver', title: 'Refund approver' },
    { id: 'manager', title: 'Head of support' },
  ],
  accountable_manager: 'manager',
  exception_owner: 'manager',
  inputs: [
    { id: 'order', title: 'Order number', type: 'text', max_length: 40 },
    { id: 'amount', title: 'Amount asked for', type: 'number', unit: 'EUR', min: 0.01, max: 5000 },
    {
      ...{ id: 'reason', title: 'Why', type: 'choice' },
      options: [
        { id: 'damaged', title: 'Arrived damaged' },
        { id: 'late', title: 'Arrived too late' },
      ],
    },
    { id: 'since', title: 'Bought on', type: 'date', required: false },
    { id: 'known', title: 'A customer we know', type: 'checkbox', required: false },
  ],
  defaults: { due: 'P1D' },
  steps: [
    {
      ...{ id: 'check', title: 'Check the order', role: 'agent' },
      evidence: [
        { id: 'order_link', title: 'Link to the order', type: 'link' },
        { id: 'signed', title: 'Checked by', type: 'signature' },
      ],
    },
    {
      ...{ id: 'pay', title: 'Pay the refund', role: 'agent' },
      evidence: [
        { id: 'refunded', title: 'Amount refunded', type: 'number', unit: 'EUR', min: 0.01 },
        { id: 'receipt', title: 'Receipt', type: 'file' },
      ],
      approval: { role: 'approver', quorum: 2 },
    },
    { id: 'close', title: 'Close the request', role: 'agent' },
  ],
});

const PHOTO = { file: 'a'.repeat(64), name: 'display.jpg', mime: 'image/jpeg', bytes: 120_000 };
const RECEIPT = { file: 'b'.repeat(64), name: 'receipt.pdf', mime: 'application/pdf', bytes: 20_000 };

export function evidence(id: string, step: string, item: string, rest: Partial<EvidenceRecord>): EvidenceRecord {
  return { id, step, item, value: true, by: person('ana'), at: at(10), attempt: 1, ...rest };
}

type Facts = { id: string; attempt: number; recorded: Record<string, string> };
const facts = (id: string, recorded: Record<string, string> = {}, attempt = 1): Facts => ({ id, attempt, recorded });

export const waits = (id: string): StepRun => ({ ...facts(id), state: 'waiting_needs' });
export const done = (id: string, rest: Partial<Extract<StepRun, { state: 'completed' }>> = {}): StepRun => ({
  ...facts(id),
  ...{ state: 'completed', by: person('ana'), at: at(5), approvals: [] },
  ...rest,
});
export const owed = (
  id: string,
  rest: Partial<Extract<StepRun, { state: 'waiting_human' }>> = {},
): Extract<StepRun, { state: 'waiting_human' }> => ({
  ...facts(id),
  ...{ state: 'waiting_human', role: 'barista', since: at(5), due: at(35), escalated: 0 },
  ...rest,
});

export function open(definition: Definition, steps: readonly StepRun[], rest: Partial<OpenRun> = {}): OpenRun {
  return {
    ...{ status: 'open', run: '0192-run', sop: '0192-sop', key: definition.sop, title: definition.title, revision: 3 },
    ...{ place: 'web:C1', inputs: {}, startedBy: person('ana'), startedAt: START, steps },
    ...{ evidence: [], exceptions: [], notes: [], substitutes: {}, substitutedBy: {} },
    ...rest,
  };
}

export function ended(run: OpenRun, outcome: EndedRun['outcome'], rest: Partial<EndedRun> = {}): EndedRun {
  return { ...run, status: 'ended', outcome, endedAt: at(70), endedBy: person('ana'), ...rest };
}

export function scene(run: OpenRun | EndedRun, definition: Definition, minutes = 12): Scene {
  return { run, definition, people: PEOPLE, now: at(minutes) };
}

const READ = [
  evidence('e1', 'fridge', 'fridge_temp', { value: 4, unit: '°C', within: true }),
  evidence('e2', 'fridge', 'fridge_photo', { value: PHOTO }),
  evidence('e3', 'fridge', 'door_closed', { value: true }),
];
const KEPT = { fridge_temp: 'e1', fridge_photo: 'e2', door_closed: 'e3' };
const WARM = evidence('e1', 'fridge', 'fridge_temp', { value: 7, unit: '°C', within: false });

const raised = { blocking: true, raisedBy: person('ana'), raisedAt: at(11) } as const;
const reading = { evidence: 'e1', item: 'fridge_temp', value: 7, unit: '°C', min: 0, max: 5 } as const;
const warm = { id: 'x1', step: 'fridge', kind: 'out_of_limits', owner: 'shift_lead' } as const;
const outOfLimits = { ...raised, ...warm, cause: { type: 'out_of_limits', readings: [reading] } } as const;
const boundary = { id: 'x2', kind: 'out_of_policy', owner: 'manager' } as const;
const crossed = { type: 'boundary', boundary: 'warm', saw: [{ of: 'evidence', id: 'fridge_temp', value: 9 }] } as const;
const stopped = { ...raised, ...boundary, cause: crossed } as const;

const settled = { status: 'resolved', resolution: 'override', resolvedBy: person('cem'), resolvedAt: at(14) } as const;

export const CAFE_RUNS = {
  begun: open(CAFE, [owed('unlock', { assignee: 'ana' }), waits('fridge'), waits('beans'), waits('doors')]),
  unassigned: open(CAFE, [done('unlock'), owed('fridge'), waits('beans'), waits('doors')]),
  partly: open(
    CAFE,
    [
      done('unlock'),
      owed('fridge', { assignee: 'ana', recorded: { fridge_temp: 'e1' } }),
      waits('beans'),
      waits('doors'),
    ],
    {
      evidence: READ.slice(0, 1),
      notes: [{ step: 'fridge', text: 'The seal looks worn.', by: person('ben'), at: at(9) }],
    },
  ),
  outOfLimits: open(
    CAFE,
    [
      done('unlock'),
      owed('fridge', { assignee: 'ana', recorded: { fridge_temp: 'e1' } }),
      waits('beans'),
      waits('doors'),
    ],
    { evidence: [WARM], exceptions: [{ ...outOfLimits, status: 'open' }] },
  ),
  stopped: open(
    CAFE,
    [
      done('unlock'),
      owed('fridge', { assignee: 'ana', recorded: { fridge_temp: 'e1' } }),
      waits('beans'),
      waits('doors'),
    ],
    { evidence: [{ ...WARM, value: 9 }], exceptions: [{ ...stopped, status: 'open' }] },
  ),
  accepted: open(
    CAFE,
    [
      done('unlock'),
      owed('fridge', { assignee: 'ana', recorded: { fridge_temp: 'e1' } }),
      waits('beans'),
      waits('doors'),
    ],
    {
      evidence: [WARM],
      exceptions: [
        { ...outOfLimits, ...settled, reason: 'The door stood open for the delivery; it is falling again.' },
      ],
    },
  ),
  askedFor: open(
    CAFE,
    [
      done('unlock'),
      owed('fridge', { assignee: 'ana', recorded: { fridge_temp: 'e1' } }),
      waits('beans'),
      waits('doors'),
    ],
    {
      evidence: [WARM],
      exceptions: [
        {
          ...{ ...outOfLimits, ...settled, reason: 'The door stood open for the delivery.' },
          change: { say: 'Read the fridge before the delivery comes.' },
        },
      ],
    },
  ),
  sentBack: open(CAFE, [
    done('unlock'),
    {
      ...{ ...owed('fridge', { assignee: 'ana', attempt: 2 }), state: 'rework' },
      sentBack: {
        ...{ from: 'fridge', by: person('cem'), at: at(15) },
        reason: 'The photo shows the dial. Please photograph the display.',
      },
    },
    waits('beans'),
    waits('doors'),
  ]),
  letGo: open(
    CAFE,
    [
      done('unlock'),
      owed('fridge', { assignee: 'ana', recorded: { fridge_temp: 'e1' } }),
      waits('beans'),
      waits('doors'),
    ],
    {
      evidence: [{ ...WARM, value: 9 }],
      exceptions: [
        { ...stopped, ...settled, resolution: 'go_on', resolvedBy: person('dee'), reason: 'Stock is moved next door.' },
      ],
    },
  ),
  astray: open(
    CAFE,
    [
      done('unlock'),
      done('fridge', { recorded: { ...KEPT, fridge_temp: 'e1' } }),
      done('beans', { choice: 'house', by: person('ben'), at: at(20) }),
      {
        ...facts('doors'),
        ...{ state: 'waiting_approval', role: 'shift_lead', since: at(20), due: at(50), escalated: 0 },
        ...{ quorum: 1, above: false, approvals: [] },
      },
    ],
    {
      evidence: [WARM, ...READ.slice(1)],
      exceptions: [
        { ...outOfLimits, ...settled, reason: 'The door stood open for the delivery; it is falling again.' },
      ],
    },
  ),
  /** The shift lead said no at the doors, and sent the fridge back; the beans build on it. */
  gateRejected: open(
    CAFE,
    [
      done('unlock'),
      {
        ...{ ...owed('fridge', { assignee: 'ana', attempt: 2, since: at(30), due: at(60) }), state: 'rework' },
        sentBack: { from: 'doors', by: person('cem'), at: at(30), reason: 'The photo shows the dial.' },
      },
      {
        ...facts('beans', {}, 2),
        state: 'waiting_needs',
        sentBack: { from: 'fridge', by: person('cem'), at: at(30), reason: 'The photo shows the dial.' },
      },
      {
        ...facts('doors', {}, 2),
        state: 'waiting_needs',
        sentBack: { from: 'doors', by: person('cem'), at: at(30), reason: 'The photo shows the dial.' },
      },
    ],
    { evidence: READ.map((one) => ({ ...one, until: 1 })) },
  ),
  deciding: open(
    CAFE,
    [done('unlock'), done('fridge', { recorded: KEPT }), owed('beans', { assignee: 'ben' }), waits('doors')],
    {
      evidence: READ,
    },
  ),
  releasing: open(
    CAFE,
    [
      done('unlock'),
      done('fridge', { recorded: KEPT }),
      done('beans', { choice: 'guest', by: person('ben'), at: at(20) }),
      {
        ...facts('doors'),
        ...{
          state: 'waiting_approval',
          role: 'shift_lead',
          since: at(20),
          due: at(50),
          escalated: 0,
          quorum: 1,
          above: false,
          approvals: [],
        },
      },
    ],
    { evidence: READ },
  ),
  completed: ended(
    open(
      CAFE,
      [
        done('unlock'),
        done('fridge', { recorded: KEPT }),
        { ...facts('beans'), state: 'skipped', by: person('cem'), at: at(21), reason: 'The guest roast did not come.' },
        done('doors', { by: person('cem'), at: at(70), approvals: [{ by: person('cem'), at: at(70) }] }),
      ],
      { evidence: READ },
    ),
    'completed',
  ),
  incomplete: ended(
    open(CAFE, [
      done('unlock'),
      {
        ...facts('fridge'),
        state: 'missed',
        at: at(60),
        since: at(1),
        waited: 'work',
        role: 'opener',
        assignee: 'ben',
      },
      { ...facts('beans'), state: 'not_applicable', because: 'branches', at: at(60) },
      { ...facts('doors'), state: 'not_applicable', because: 'when', at: at(60) },
    ]),
    'incomplete',
    { endedBy: { type: 'timer' } },
  ),
  cancelled: ended(
    open(CAFE, [done('unlock'), owed('fridge', { assignee: 'ana' }), waits('beans'), waits('doors')]),
    'cancelled',
    { reason: 'Power cut in the street; we stay closed today.', endedBy: person('dee'), endedAt: at(25) },
  ),
} as const;

export const WIPE_RUN = open(WIPE, [
  done('tables', { by: person('ben') }),
  owed('counter', { assignee: 'ana' }),
  owed('till'),
  waits('lights'),
]);

const ORDER = { order: 'R-1042', amount: 240, reason: 'damaged', since: '2026-04-20', known: true };
const CHECKED = [
  evidence('e1', 'check', 'order_link', { value: 'https://shop.example/orders/R-1042' }),
  evidence('e2', 'check', 'signed', { value: 'Ana Example' }),
];
const PAID = [
  ...CHECKED,
  evidence('e3', 'pay', 'refunded', { value: 240, unit: 'EUR', within: true, at: at(25) }),
  evidence('e4', 'pay', 'receipt', { value: RECEIPT, at: at(25) }),
];
const checked = done('check', { recorded: { order_link: 'e1', signed: 'e2' } });
const underApproval = {
  ...facts('pay', { refunded: 'e3', receipt: 'e4' }),
  ...{ state: 'waiting_approval', role: 'approver', since: at(26), due: at(26 + 24 * 60), escalated: 0 },
  ...{ quorum: 2, above: false, approvals: [], submitted: { by: person('ana'), at: at(26) } },
} as const satisfies StepRun;
const asking = { evidence: PAID, inputs: ORDER, startedBy: person('eli') };
const yes = { by: person('ben'), at: at(40) };

export const REFUND_RUNS = {
  checking: open(REFUND, [owed('check', { role: 'agent', assignee: 'ana' }), waits('pay'), waits('close')], {
    inputs: ORDER,
    startedBy: person('eli'),
  }),
  asked: open(REFUND, [checked, underApproval, waits('close')], asking),
  above: open(REFUND, [checked, { ...underApproval, above: true, quorum: 1, role: 'manager' }, waits('close')], asking),
  half: open(REFUND, [checked, { ...underApproval, approvals: [yes] }, waits('close')], asking),
  approved: open(
    REFUND,
    [
      checked,
      done('pay', {
        ...{ recorded: underApproval.recorded, at: at(55) },
        approvals: [yes, { by: person('cem'), at: at(55), standingInFor: 'dee' }],
      }),
      owed('close', { role: 'agent', assignee: 'ana', since: at(55), due: at(55 + 24 * 60) }),
    ],
    asking,
  ),
  rejected: open(
    REFUND,
    [
      checked,
      {
        ...{
          ...owed('pay', { role: 'agent', assignee: 'ana', attempt: 2 }),
          state: 'rework',
        },
        sentBack: { from: 'pay', by: person('ben'), at: at(50), reason: 'The receipt is of another order.' },
      },
      waits('close'),
    ],
    { ...asking, evidence: PAID.map((one) => (one.step === 'pay' ? { ...one, until: 1 } : one)) },
  ),
} as const;

export const DRAFT: KnownSop = {
  ...{ status: 'draft', sop: '0192-sop', key: CAFE.sop, title: CAFE.title, revision: 0, drafts: 1 },
  draft: {
    ...{ draft: 1, edit: 0, definition: CAFE, place: 'web:C1', editedBy: person('ana'), editedAt: START },
    document: { file: 'c'.repeat(64), name: 'opening.pdf' },
    questions: [
      {
        step: 'fridge',
        text: 'Page 2 gives no upper limit for the fridge; 5 °C was taken from the table. Is that right?',
        confidence: 0.4,
      },
      { text: 'Nobody is named for problems. Is it the shift lead?', confidence: 0.5 },
    ],
  },
};
