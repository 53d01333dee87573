/** A list of twenty lines half an hour before closing: some done, one late, one skipped, one that waits for a decision. */
import { parseDefinition } from '../../src/engine/check.ts';
import type { Definition, StepInput } from '../../src/engine/definition.ts';
import { isOwed } from '../../src/engine/run/live.ts';
import type { OwedStep, StepRun } from '../../src/engine/run/state.ts';
import { at, done, ended, open, owed, person, waits } from './states.ts';

const line = (id: string, title: string, rest: Partial<StepInput> = {}): StepInput => ({
  ...{ id, title, role: 'barista', needs: [] },
  ...rest,
});

const LATER = ['Wash the coffee machine', 'Fill the fridge with drinks', 'Sweep the floor', 'Mop the floor'];
const LAST = [
  'Check the toilets',
  'Turn the chairs up',
  'Drain the dishwasher',
  'Write the shopping list',
  'Music off',
];

export const ROUND: Definition = defined();
function defined(): Definition {
  const parsed = parseDefinition({
    ...{ sop: 'closing-round', title: 'Closing round', presentation: 'checklist', exception_owner: 'shift_lead' },
    roles: [
      { id: 'barista', title: 'Barista' },
      { id: 'shift_lead', title: 'Shift lead' },
    ],
    defaults: { due: '40m', remind: '10m', escalate: [{ after: '15m', to: 'shift_lead' }] },
    steps: [
      line('bins', 'Empty the bins'),
      line('tables', 'Wipe the tables'),
      line('fridge', 'Read the fridge', {
        evidence: [{ id: 'fridge_temp', title: 'Fridge temperature', type: 'number', unit: '°C', min: 0, max: 5 }],
      }),
      line('freezer', 'Read the freezer', {
        evidence: [{ id: 'freezer_temp', title: 'Freezer temperature', type: 'number', unit: '°C', max: -18 }],
      }),
      line('terrace', 'Bring the terrace furniture in', { skippable: true }),
      line('gas', 'Close the gas valve', {
        due: '15m',
        evidence: [{ id: 'closed', title: 'Closed, and tried', type: 'checkbox' }],
      }),
      line('counter', 'Photograph the counter', {
        evidence: [{ id: 'photo', title: 'Photo of the counter', type: 'photo' }],
      }),
      line('till', 'Count the till', {
        approval: { role: 'shift_lead' },
        evidence: [{ id: 'cash', title: 'Cash in the till', type: 'number', unit: 'EUR', min: 190, max: 210 }],
      }),
      line('playlist', 'Which playlist tomorrow?', {
        kind: 'decision',
        options: [
          { id: 'calm', title: 'Calm' },
          { id: 'lively', title: 'Lively' },
        ],
      }),
      ...[...LATER, ...LAST].map((title, index) => line(`s${index}`, title)),
      line('lights', 'Lights off', { needs: ['bins', 'tables', 'fridge', 'freezer'] }),
      line('lock', 'Set the alarm and lock up', { needs: ['lights'] }),
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}

const due = at(40);
const rest = [...LATER, ...LAST].map((_, index): StepRun => {
  return index === 0 ? done(`s${index}`, { by: person('ben'), at: at(20) }) : owed(`s${index}`, { due });
});
const seen = { evidence: 'e2', item: 'freezer_temp', value: -14, unit: '°C', max: -18 };
const reading = { type: 'number', attempt: 1, by: person('ana'), at: at(7), unit: '°C' };

export const ROUND_RUN = open(
  ROUND,
  [
    done('bins'),
    done('tables', { by: person('ben'), at: at(6) }),
    done('fridge', { recorded: { fridge_temp: 'e1' }, at: at(7) }),
    owed('freezer', { recorded: { freezer_temp: 'e2' }, due }),
    {
      ...{ id: 'terrace', attempt: 1, recorded: {}, state: 'skipped' },
      by: person('ben'),
      at: at(8),
      reason: 'It rains',
    },
    owed('gas', { due: at(15) }),
    owed('counter', { due, assignee: 'ana' }),
    {
      ...{ id: 'till', attempt: 1, recorded: {}, state: 'waiting_approval', role: 'shift_lead' },
      ...{ since: at(9), due: at(49), escalated: 0, quorum: 1, above: false, approvals: [] },
    },
    owed('playlist', { due }),
    ...rest,
    waits('lights'),
    waits('lock'),
  ],
  {
    evidence: [
      { ...reading, id: 'e1', step: 'fridge', item: 'fridge_temp', value: 3.4, within: true },
      { ...reading, id: 'e2', step: 'freezer', item: 'freezer_temp', value: -14, within: false },
    ],
    exceptions: [
      {
        ...{ id: 'x1', step: 'freezer', kind: 'out_of_limits', status: 'open', owner: 'shift_lead', blocking: true },
        ...{ raisedBy: person('ana'), raisedAt: at(7), cause: { type: 'out_of_limits', readings: [seen] } },
      },
    ],
  },
);

/** Its window closed: what nobody did is missed, and what somebody left out on purpose is not. */
export const ROUND_CLOSED = ended(
  {
    ...ROUND_RUN,
    steps: ROUND_RUN.steps.map((step): StepRun => {
      if (step.state === 'completed' || step.state === 'skipped') return step;
      const turn = isOwed(step) ? ({ since: step.since, waited: 'work', role: 'opener' } as const) : {};
      return { id: step.id, attempt: 1, recorded: step.recorded, state: 'missed', at: at(60), ...turn };
    }),
  },
  'incomplete',
  { endedBy: { type: 'timer' }, endedAt: at(60) },
);

const each = (change: (step: OwedStep) => Partial<OwedStep>) => ({
  ...ROUND_RUN,
  steps: ROUND_RUN.steps.map((step) => (isOwed(step) ? ({ ...step, ...change(step) } as StepRun) : step)),
});

/** Ben wants to hear of what he can do later; what Ana has taken is hers. */
export const PUT_OFF = each(({ assignee }) =>
  assignee === undefined ? { snoozed: { times: 1, until: at(62), by: person('ben') } } : {},
);

/** Nobody did it: the shift lead is asked. */
export const PASSED_ON = each(() => ({ role: 'shift_lead', escalated: 1 }));
