/** Every refusal in the words that people read, beside the list that was approved by eye. */
import { describe, expect, it } from 'vitest';
import { failureSentence } from '../../src/cards/failures.ts';
import { type Refusal, refusalCard, refusalSentence } from '../../src/cards/refusals.ts';
import { plain, UNNAMED } from '../../src/cards/text.ts';
import { READ_FAILURES } from '../../src/engine/import/import.ts';
import type { InputProblem } from '../../src/engine/run/refusals.ts';
import { at, CAFE, FORMAT, person } from './states.ts';

const PROBLEMS: readonly InputProblem[] = [
  { type: 'missing' },
  { type: 'unknown' },
  { type: 'not_a_number', typed: 'cold' },
  { type: 'not_a_date', typed: 'tomorrow' },
  { type: 'not_a_link', typed: 'the shop' },
  { type: 'not_a_file' },
  { type: 'not_an_image', mime: 'application/pdf' },
  { type: 'not_an_option', typed: 'maybe', options: ['House blend', 'Guest roast'] },
  { type: 'not_a_tick' },
  { type: 'too_small', min: 0.01, unit: 'EUR' },
  { type: 'too_large', max: 5000, unit: 'EUR' },
  { type: 'too_long', max: 40 },
];
const items = PROBLEMS.map((problem) => ({ item: 'i', title: 'Fridge temperature', problem }));
const lines = [
  { path: 'steps.fridge.when', problem: 'there is no input called amont; did you mean amount?', line: 14 },
  { path: 'sop', problem: 'it must not be empty.' },
];

type Samples = { readonly [Code in Refusal['code']]: readonly Omit<Extract<Refusal, { code: Code }>, 'code'>[] };

/** At least one of every code: the compiler sees to it. */
const SAMPLES: Samples = {
  run_not_found: [{}],
  already_imported: [
    { name: 'opening.pdf', sops: [] },
    { name: 'opening.pdf', sops: [{ key: 'opening-checks', title: 'Opening checks' }] },
    { name: 'handbook.docx', sops: Array.from({ length: 7 }, (_, at) => ({ key: `part-${at}`, title: `Part ${at}` })) },
  ],
  revision_changed: [{ title: 'Café opening' }],
  role_not_needed: [{ role: 'barista' }],
  absence_not_needed: [{}],
  snoozed_enough: [{ step: 'fridge', most: 2 }],
  not_administrator: (['holidays', 'closed', 'quiet'] as const).map((what) => ({ what, who: ['ana', 'ben'] })),
  not_own_settings: [{}],
  not_own_absence: [{ who: ['ana'] }],
  stand_in_by_own_word: [{}],
  stand_in_unknown: [{ member: 'ghost' }],
  stand_in_away: [{ member: 'ben', until: at(70) }, { member: 'ben' }],
  stands_in_already: [{ member: 'ben', for: 'ana', until: at(70) }],
  not_away: [{ member: 'ben' }],
  away_backwards: [{}],
  days_backwards: [{}],
  days_too_many: [{ most: 200 }],
  days_not_closed: [{ from: '2026-12-24' }],
  quiet_all_day: [{}],
  day_unclear: [{ typed: 'soonish' }],
  stand_in_missing: [{}],
  quiet_unclear: [{ typed: 'late' }],
  when_unclear: [{ typed: 'soon' }, { typed: '' }],
  member_unknown: [{ typed: 'Zoe' }],
  run_exists: [{}],
  run_unseen: [{}],
  sight_unknown: [{}],
  run_ended: [
    { outcome: 'completed', at: at(70) },
    { outcome: 'incomplete', at: at(70) },
  ],
  routine_unknown: [{}],
  routine_exists: [{ title: 'Café opening' }],
  routine_ended: [{ title: 'Café opening' }],
  routine_not_yours: [
    { title: 'Café opening', setBy: person('ana'), role: 'shift_lead' },
    { title: 'Café opening', setBy: person('ana') },
  ],
  routine_paused: [{ title: 'Café opening' }],
  routine_running: [{ title: 'Café opening' }],
  routine_inputs_invalid: [{ problems: items.map(({ title, problem }) => ({ input: 'i', title, problem })) }],
  slot_over: [{ title: 'Café opening' }, { title: 'Café opening', next: at(60) }],
  schedule_never: [{ typed: '30 2 31 2 *' }],
  schedule_unclear: [
    { typed: 'now and then', problem: 'unclear' },
    { typed: '0 0 30 2 *', problem: 'never' },
    { typed: 'every minute', problem: 'too_often' },
  ],
  closing_unclear: [{ typed: 'late' }],
  due_unclear: [{ typed: 'soon' }],
  holidays_unknown: [
    { typed: 'Middle-earth', nearest: [] },
    { typed: 'Portgual', nearest: ['Portugal (PT)'] },
    { typed: 'XX', nearest: ['Germany (DE)', 'Denmark (DK)'] },
    { typed: 'Franconia', nearest: ['Bayern (BY)', 'Berlin (BE)'], of: 'Germany' },
  ],
  shift_unclear: [{ typed: 'Anna', nearest: 'Ana' }, { typed: 'the moon' }],
  shift_unable: [
    { member: 'ana', title: 'Café opening', why: 'left' },
    { member: 'ana', title: 'Café opening', why: 'unable' },
  ],
  shift_idle: [{ role: 'shift_lead', title: 'Café opening' }],
  window_impossible: [
    { problem: 'closes_before_opens', opens: 390, closes: { at: 300 } },
    { problem: 'due_before_opens', opens: 390, due: { at: 360 }, closes: { at: 540 } },
    { problem: 'due_after_closes', opens: 390, due: { at: 600 }, closes: { at: 540 } },
    { problem: 'due_after_closes', opens: 390, due: { after: 7_200_000 }, closes: { after: 3_600_000 } },
  ],
  zone_unknown: [{ typed: 'Mars' }],
  digest_off: [{ own: true }, { own: false }, { own: false, kind: 'week' }],
  digest_not_yours: [{}],
  digest_known: [{}],
  digest_over: [{}],
  digest_time_unclear: [
    { typed: 'often', kind: 'day' },
    { typed: 'monday', kind: 'week' },
    { typed: '', kind: 'own' },
  ],
  no_direct_messages: [{}],
  sop_not_found: [{ sop: 'cafe-openin', nearest: 'cafe-opening' }, { sop: 'zzz' }],
  sop_not_active: [
    { status: 'draft', title: 'Café opening' },
    { status: 'archived', title: 'Café opening' },
  ],
  window_closed: [{ title: 'Café opening' }],
  run_in_flight: [{ title: 'Café opening', run: 'r1' }],
  inputs_invalid: [{ problems: items.map(({ title, problem }) => ({ input: 'i', title, problem })) }],
  step_not_found: [{ step: 'fridge' }],
  step_not_ready: [
    { step: 'doors', waitsFor: ['fridge', 'beans'] },
    { step: 'doors', waitsFor: [] },
  ],
  step_ended: [
    { step: 'fridge', how: 'completed', by: 'ana', at: at(5) },
    { step: 'fridge', how: 'skipped', by: 'ana', at: at(5) },
    { step: 'fridge', how: 'missed', at: at(5) },
    { step: 'fridge', how: 'not_applicable', at: at(5) },
    { step: 'fridge', how: 'completed', at: at(5) },
  ],
  step_waits_for_approval: [{ step: 'fridge', role: 'shift_lead' }],
  step_not_waiting_for_approval: [{ step: 'fridge' }],
  card_outdated: [{ step: 'fridge' }],
  exception_open: [
    { step: 'fridge', exception: 'x1', owner: 'shift_lead' },
    { step: 'fridge', exception: 'x1' },
  ],
  run_stopped: [{ exception: 'x2', boundary: 'warm', owner: 'manager' }],
  not_yours: [
    { step: 'fridge', assignee: 'ben' },
    { step: 'fridge', role: 'barista' },
  ],
  not_approver: [{ step: 'doors', role: 'shift_lead' }],
  not_owner: [
    ...(['exception', 'skip', 'reopen', 'assign', 'due', 'cancel', 'substitute'] as const).map((what) => ({
      what,
      role: 'shift_lead',
    })),
    { what: 'cancel' },
  ],
  not_skippable: [{ step: 'fridge', owner: 'shift_lead' }, { step: 'fridge' }],
  not_a_person: [{}],
  not_a_timer: [{}],
  separation_of_duties: [
    { step: 'doors', did: 'step' },
    { step: 'doors', did: 'request' },
  ],
  own_reading: [
    { step: 'fridge', who: ['eva', 'cem'] },
    { step: 'fridge', who: [] },
  ],
  already_approved: [
    { step: 'doors', by: 'ana', at: at(252), missing: 1, role: 'shift_lead', who: ['cem', 'dee'] },
    { step: 'doors', by: 'ana', at: at(252), missing: 2, role: 'shift_lead', who: [] },
  ],
  approval_missing: [{ step: 'doors', role: 'manager' }, { step: 'doors' }],
  not_covered: [{ step: 'doors', work: 'unlock' }],
  key_reused: [{}],
  already_assigned: [{ step: 'fridge', assignee: 'ben' }],
  reason_missing: (['reject', 'skip', 'reopen', 'exception', 'due', 'cancel', 'substitute', 'note'] as const).map(
    (what) => ({ what }),
  ),
  evidence_missing: [
    {
      step: 'fridge',
      items: [
        { item: 'fridge_temp', title: 'Fridge temperature' },
        { item: 'door_closed', title: 'The door closes by itself' },
      ],
    },
  ],
  evidence_invalid: [{ step: 'fridge', problems: items }],
  evidence_unknown: [{ step: 'fridge', item: 'humidity' }],
  choice_missing: [{ step: 'beans', options: ['House blend', 'Guest roast'] }],
  choice_unknown: [{ step: 'beans', choice: 'decaf', options: ['House blend', 'Guest roast'] }],
  exception_not_found: [{ exception: 'x9' }],
  exception_resolved: [
    { exception: 'x1', by: 'cem', at: at(14) },
    { exception: 'x1', at: at(14) },
  ],
  nobody_above: [{ exception: 'x1' }],
  resolution_not_possible: [{ exception: 'x1', resolution: 'retry' }],
  member_not_of_role: [
    { member: 'eli', role: 'barista' },
    { member: 'eli', role: '' },
  ],
  substitute_self: [{}],
  due_past: [{}],
  due_after_closing: [{ closes: at(70) }],
  too_many: (['exceptions', 'notes', 'values'] as const).map((what) => ({ what })),
  too_long: [{ field: 'note', max: 4000 }],
  malformed: [{ field: 'due' }],
  timer_stale: [{}],
  sop_unknown: [{}],
  sop_exists: [{}],
  key_taken: [{ key: 'cafe-opening' }],
  definition_invalid: [{ problems: lines }],
  not_publishable: [{ missing: lines }],
  no_draft: [{ title: 'Café opening' }],
  draft_settled: [{ how: 'published', by: person('dee'), at: at(5) }],
  draft_exists: [{ title: 'Café opening' }],
  draft_changed: [{ edit: 3, by: 'ben' }],
  nothing_published: [{ title: 'Café opening' }],
  not_accountable: [{ title: 'Café opening', role: 'manager' }, { title: 'Café opening' }],
  already_archived: [{ title: 'Café opening' }],
  nothing_learned: [{}],
  not_a_service: [{}],
  proposal_unknown: [{ title: 'Café opening' }],
  proposal_decided: (['accepted', 'dismissed', 'discarded', 'published', 'overtaken'] as const).map((how) => ({
    ...{ how, by: person('dee'), at: at(5) },
  })),
  proposal_not_yours: [
    { title: 'Café opening', roles: ['manager', 'shift_lead'] },
    { title: 'Café opening', roles: [] },
  ],
  proposal_unfit: (['gone', 'changed', 'full'] as const).map((why) => ({ why, in: 'draft' as const })),
  dismissal_reason_missing: [{}],
  words_unseen: [{}],
  import_unknown: [{}],
  import_exists: [{}],
  import_settled: (['reading', 'drafted', 'failed', 'discarded'] as const).map((status) => ({ status })),
  busy: [{}],
};

const ALL = Object.entries(SAMPLES).flatMap(([code, facts]) => facts.map((one) => ({ code, ...one }) as Refusal));
const told = { definition: CAFE, now: at(260) };

describe('refusals', () => {
  it('say what they said', async () => {
    const said = ALL.map((refusal) => {
      const card = refusalCard(refusal, told);
      const below = card.elements.flatMap((element) => (element.type === 'list' ? element.items : []));
      const text = [refusalSentence(refusal, told), ...below.map((line) => line.text)].map((one) => plain(one, FORMAT));
      return `${refusal.code}\n    ${text.join('\n    - ')}\n`;
    });
    await expect(said.join('\n')).toMatchFileSnapshot('golden/refusals.txt');
  });

  it.each(ALL.map((refusal) => [refusal.code, refusal] as const))('%s: clear, calm and short', (_code, refusal) => {
    const text = plain(refusalSentence(refusal, told), FORMAT);
    expect(text).toMatch(/^[\p{Lu}“].*[.:?]$/su);
    expect(text.length).toBeLessThan(220);
    expect(text).not.toMatch(/!|undefined|\[object|_/);
    // Without the SOP at hand it is still said, and the card keeps what was typed.
    expect(plain(refusalSentence(refusal), UNNAMED)).not.toMatch(/undefined|\[object/);
    expect(refusalCard(refusal)).toMatchObject({ tone: 'attention', actions: [] });
    expect(refusalCard(refusal).fallback).toMatch(/^[\p{Lu}“]/u);
  });

  it('an earlier day is said with its date', () => {
    const refusal = { code: 'exception_resolved', exception: 'x1', by: 'ana', at: at(0) } as const;
    expect(plain(refusalSentence(refusal, { now: at(10) }), FORMAT)).toBe(
      'Ana decided over this problem at 06:30; nothing more is needed.',
    );
    expect(plain(refusalSentence(refusal), FORMAT)).toBe(
      'Ana decided over this problem on 2026-05-04 06:30; nothing more is needed.',
    );
  });

  it('all that must be corrected is in the text that a form shows', () => {
    const { fallback } = refusalCard({ code: 'evidence_invalid', step: 'fridge', problems: items.slice(2, 3) });
    expect(fallback).toContain('Fridge temperature: “cold” is not a number.');
  });
});

describe('failures of reading', () => {
  it('say what they said', async () => {
    const said = READ_FAILURES.map((failure) => `${failure}\n    ${failureSentence(failure)}\n`);
    await expect(said.join('\n')).toMatchFileSnapshot('golden/failures.txt');
  });

  it.each(READ_FAILURES)('%s says what to do', (failure) => {
    expect(failureSentence(failure)).toMatch(/^\p{Lu}.*\.$/u);
    expect(failureSentence(failure)).not.toContain('!');
  });
});
