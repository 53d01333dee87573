/** What a small business would fill into each template on an ordinary day, and what would stop it. */
import type { InputValue } from '../../src/engine/run/values.ts';

interface Facts {
  readonly inputs?: Readonly<Record<string, InputValue>>;
  readonly evidence?: Readonly<Record<string, InputValue>>;
  readonly decisions?: Readonly<Record<string, string>>;
}

export interface Case {
  readonly inputs: Readonly<Record<string, InputValue>>;
  /** Where the middle of what is allowed would be no ordinary day. */
  readonly evidence?: Readonly<Record<string, InputValue>>;
  /** Ways through it besides the first option of each choice: what is chosen. */
  readonly ways: readonly Readonly<Record<string, string>>[];
  /** Roles that more than one person must hold. */
  readonly also?: Readonly<Record<string, string>>;
  /** For each boundary what just crosses it. */
  readonly stops: Readonly<Record<string, Facts>>;
  /** Why no schedule is suggested: what starts it. */
  readonly startedBy?: string;
}

const COLD = {
  fridge_unsafe: { evidence: { fridge_temp: 8.1 } },
  freezer_thawing: { evidence: { freezer_temp: -11.9 } },
};

export const CASES: Readonly<Record<string, Case>> = {
  'opening-checks': {
    inputs: {},
    ways: [],
    stops: { ...COLD, float_missing: { evidence: { cash_float: 149 } } },
  },
  'closing-checks': {
    inputs: { float_kept: 200 },
    evidence: { counted: 1_840 },
    ways: [],
    stops: { ...COLD, cash_off: { evidence: { difference: 50.01 } } },
  },
  'staff-handover': {
    inputs: { area: 'Reception' },
    evidence: { staff_missing: 0, cash_handed: 150 },
    ways: [],
    stops: { too_few_people: { evidence: { staff_missing: 2 } } },
  },
  'complaint-handling': {
    startedBy: 'a complaint',
    inputs: {
      customer: 'A guest',
      contact: 'by phone',
      channel: 'written',
      complaint: 'The soup was cold',
      harm: false,
    },
    evidence: { worth: 40, settled: 'happy' },
    ways: [{ verdict: 'unjustified', settled: 'silent' }],
    stops: { somebody_hurt: { inputs: { harm: true } }, not_content: { evidence: { settled: 'unhappy' } } },
  },
  'quote-follow-up': {
    inputs: { quiet_days: 7 },
    evidence: { quote_value: 12_000, discount: 8 },
    ways: [{ find: 'none' }, { standing: 'negotiate', outcome: 'later' }],
    stops: { very_large: { evidence: { quote_value: 250_001 } }, deep_discount: { evidence: { discount: 21 } } },
  },
  'booking-enquiry': {
    startedBy: 'an enquiry',
    inputs: { guest: 'A choir', contact: 'by mail', day: '2026-06-12', guests: 30 },
    evidence: { seats_left: 60, price: 1_500, deposit_paid: 300 },
    ways: [{ free: 'is_taken' }, { answered: 'decline' }],
    stops: {
      whole_house: { inputs: { guests: 121 } },
      no_room: { inputs: { guests: 30 }, evidence: { free: 'is_free', seats_left: 29 } },
      small_deposit: { evidence: { deposit_paid: 299, price: 1_500 } },
    },
  },
  'supplier-renewal': {
    inputs: { days_ahead: 90 },
    evidence: { days_left: 60, yearly_cost: 9_000, rating: 4, best_other: 8_500 },
    ways: [{ look: 'none' }, { verdict: 'leave' }],
    stops: {
      critical_cost: { evidence: { yearly_cost: 250_001 } },
      bad_rating: { evidence: { rating: 1 } },
      notice_passed: { evidence: { days_left: 2 } },
    },
  },
  'refund-approval': {
    startedBy: 'a customer who asks',
    inputs: { order: 'A-17', amount: 240, reason: 'damaged' },
    evidence: { paid: 240, refunded: 240 },
    also: { approver: 'gia' },
    ways: [{ verdict: 'refuse' }],
    stops: {
      large_refund: { inputs: { amount: 1_000.01 } },
      more_than_paid: { evidence: { refunded: 240.01, paid: 240 } },
    },
  },
  'incident-first-hour': {
    startedBy: 'an incident',
    inputs: { what: 'Nobody can order', severity: 'two', data_at_risk: false, affected: 200 },
    evidence: { minutes_down: 35 },
    ways: [{ contain: 'watch' }, { contain: 'switch_off' }],
    stops: {
      data_breach: { inputs: { data_at_risk: true } },
      not_holding: { decisions: { holds: 'unstable' } },
      long_outage: { evidence: { minutes_down: 121 } },
    },
  },
  'new-starter': {
    startedBy: 'a signed contract',
    inputs: { name: 'A cook', job: 'Cook', first_day: '2026-04-01', days_left: 21, is_minor: false },
    evidence: { mood: 4 },
    ways: [],
    stops: {
      minor: { inputs: { is_minor: true } },
      too_late: { inputs: { days_left: 4 } },
      unhappy: { evidence: { mood: 2 } },
    },
  },
};
