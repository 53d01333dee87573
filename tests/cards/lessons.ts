/** What runs taught, in every state that people meet. */
import type { Card } from '../../src/cards/card.ts';
import { draftCard } from '../../src/cards/views/draft.ts';
import { lessonsCard, sopLessonsCard } from '../../src/cards/views/lessons.ts';
import { proposalCard, type Shown } from '../../src/cards/views/proposal.ts';
import type { Case } from '../../src/engine/lessons/case.ts';
import type { Proposal } from '../../src/engine/lessons/proposal.ts';
import type { KnownSop } from '../../src/engine/sop/state.ts';
import { at, CAFE, person } from './states.ts';

const DAY = 24 * 60;
const REASONS = ['The door stood open.', 'A delivery came in.', 'The door stood open again, and the seal looks worn.'];

const WARM: readonly Case[] = REASONS.map((reason, index) => ({
  ...{ run: `0192-run${index}`, ref: 'x1', step: 'fridge', kind: 'out_of_limits', how: 'override', reason },
  ...{ at: at(11 - index * DAY), by: person('cem') },
  accepted: [{ item: 'fridge_temp', value: 7 - index / 2, unit: '°C' }],
}));
const LATE: readonly Case[] = [45, 50, 70].map((minutes, index) => ({
  ...{ run: `0192-run${index}`, ref: 'late:unlock:1', step: 'unlock', kind: 'late' as const, took: minutes * 60_000 },
  ...{ at: at(60 - index * DAY), by: person('ana') },
}));
const ASKED: Case = {
  ...{ run: '0192-run0', ref: 'x2', step: 'fridge', kind: 'tool_failed', how: 'retry', at: at(20), by: person('cem') },
  note: 'The probe shows nothing',
  reason: 'New batteries',
  change: { say: 'Take new batteries from the drawer if the probe shows nothing.' },
};

const refs = (cases: readonly Case[]) => cases.map(({ run, ref, at }) => ({ run, ref, at }));
const about = (cases: readonly Case[]) => ({ seen: cases.length, cases: refs(cases), proposedAt: cases[0]?.at ?? 0 });
const WIDER = {
  ...({ proposal: 1, step: 'fridge', about: { rule: 'limits', item: 'fridge_temp' } } as const),
  ...about(WARM),
  edit: { type: 'limits', item: 'fridge_temp', was: { min: 0, max: 5 }, now: { min: 0, max: 7 } },
} as const;
const open = { ...WIDER, status: 'open' } as const;
const decided = { decidedBy: person('dee'), decidedAt: at(30) };
const LONGER: Proposal = {
  ...{ proposal: 1, step: 'unlock', about: { rule: 'late' }, ...about(LATE), status: 'open' },
  edit: { type: 'due', was: 'PT30M', now: 'PT1H' },
};
const LINE: Proposal = {
  ...{ proposal: 1, step: 'fridge', about: { rule: 'asked' }, ...about([ASKED]), status: 'open' },
  edit: { type: 'line' },
};
const WHOLE: Proposal = {
  ...{ proposal: 1, about: { rule: 'out_of_policy' }, ...about([ASKED]), status: 'open' },
  edit: { type: 'line' },
};

const sop = (proposal: Proposal): KnownSop => ({
  ...{ status: 'active', sop: '0192-sop', key: CAFE.sop, title: CAFE.title, revision: 3, active: CAFE, drafts: 3 },
  proposals: [proposal],
});
const shown = (cases: readonly Case[], more: Partial<Shown> = {}): Shown => ({
  ...{ cases, hidden: 0, asked: ['dee'] },
  ...more,
});
const NONE = shown([], { asked: [] });

const mended = CAFE.steps.map((step) =>
  step.id === 'fridge'
    ? { ...step, evidence: step.evidence.map((one) => (one.id === 'fridge_temp' ? { ...one, max: 7 } : one)) }
    : step,
);
const learned = {
  ...sop({ ...WIDER, ...decided, status: 'accepted', draft: 4 }),
  drafts: 4,
  draft: {
    ...{ draft: 4, edit: 1, definition: { ...CAFE, steps: mended }, questions: [], place: 'web:C1' },
    ...{ editedBy: person('dee'), editedAt: at(30) },
  },
} satisfies KnownSop;

/** All that people write in one. */
export function proposalSaying(text: string): Card {
  const said = { ...ASKED, note: text, reason: text, change: { say: text } };
  const whole = { ...sop(LINE), title: text };
  return proposalCard(whole, 1, shown([said, said, said, said, said, said], { hidden: 1, line: text }));
}

export const LESSONS: Readonly<Record<string, Card>> = {
  'proposal of wider limits': proposalCard(sop(open), 1, shown(WARM)),
  'proposal of a longer deadline': proposalCard(sop(LONGER), 1, shown(LATE)),
  'proposal in their own words': proposalCard(sop(LINE), 1, shown([ASKED], { line: ASKED.change?.say })),
  'proposal whose words are hidden': proposalCard(sop(LINE), 1, shown([], { hidden: 1, asked: [] })),
  'proposal for the whole SOP': proposalCard(
    sop(WHOLE),
    1,
    shown([ASKED, ...WARM.slice(0, 1)], { hidden: 1, line: 'If the case is another one: “Call Dee”.' }),
  ),
  'proposal that does not fit any more': proposalCard(
    { ...sop(open), active: { ...CAFE, steps: mended } },
    1,
    shown(WARM.slice(0, 1)),
  ),
  'proposal taken into the draft': proposalCard(
    sop({ ...WIDER, ...decided, status: 'accepted', draft: 4 }),
    1,
    shown(WARM),
  ),
  'proposal dismissed': proposalCard(
    sop({ ...WIDER, ...decided, status: 'dismissed', reason: 'The seal is mended now.' }),
    1,
    NONE,
  ),
  'proposal published': proposalCard(
    sop({ ...WIDER, ...decided, status: 'published', draft: 4, revision: 4 }),
    1,
    NONE,
  ),
  'proposal discarded with its draft': proposalCard(sop({ ...WIDER, ...decided, status: 'discarded' }), 1, NONE),
  'proposal overtaken': proposalCard(sop({ ...WIDER, ...decided, status: 'overtaken' }), 1, NONE),
  'proposal that is not there': proposalCard(sop(open), 9, NONE),
  'draft with something learned': draftCard(learned, 4, []),
  lessons: lessonsCard(
    [
      { sop: sop(open), proposal: open },
      { sop: sop(WHOLE), proposal: WHOLE },
    ],
    [
      { key: 'cafe-opening', title: 'Café opening', cases: 5 },
      { key: 'closing-wipe', title: 'Wipe down', cases: 1 },
    ],
  ),
  'lessons, none': lessonsCard([], []),
  'lessons of an SOP': sopLessonsCard(
    sop(open),
    [{ sop: sop(open), proposal: open }],
    [
      { step: 'unlock', about: { rule: 'late' }, cases: LATE.slice(0, 2), runs: 2, needed: 3, edit: LONGER.edit },
      { step: 'beans', about: { rule: 'missed' }, cases: LATE, runs: 3, needed: 3 },
      { about: { rule: 'other' }, cases: [ASKED], runs: 1, needed: 4, edit: LINE.edit },
    ],
  ),
};
