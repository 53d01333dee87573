/** Cards of the largest runs and drafts that the limits allow. */
import type { Card } from '../../src/cards/card.ts';
import { approvalCard } from '../../src/cards/views/approval.ts';
import { draftCard } from '../../src/cards/views/draft.ts';
import { evidenceCard } from '../../src/cards/views/evidence.ts';
import { exceptionCard } from '../../src/cards/views/exception.ts';
import { runCard } from '../../src/cards/views/run.ts';
import { sopListCard } from '../../src/cards/views/sop-list.ts';
import { statusCard } from '../../src/cards/views/status.ts';
import { stepCard } from '../../src/cards/views/step.ts';
import { stepsCard } from '../../src/cards/views/steps.ts';
import type { Definition, Step } from '../../src/engine/definition.ts';
import { LIMITS } from '../../src/engine/limits.ts';
import type { OpenRun } from '../../src/engine/run/state.ts';
import { proposalSaying } from './lessons.ts';
import { at, CAFE, DRAFT, done, evidence, open, owed, PEOPLE, person, WIPE } from './states.ts';

/** Four bytes a character, and each one that JSON must escape beside it. */
export const long = (length: number) => '"🧊 kühl\\'.repeat(Math.ceil(length / 9)).slice(0, length);
export const many = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));

const EVIDENCE = many(LIMITS.evidencePerStep, (index): Step['evidence'][number] => ({
  ...{ id: `item${index}`, title: long(LIMITS.title), type: 'choice', required: true },
  options: many(LIMITS.options, (option) => ({ id: `o${option}`, title: long(LIMITS.title) })),
}));
const STEPS = many(
  LIMITS.steps,
  (index): Step => ({
    ...CAFE.steps[0],
    ...{
      id: `s${index}`,
      title: long(LIMITS.title),
      instructions: long(LIMITS.instructions),
      role: 'barista',
      kind: 'task',
    },
    ...{ evidence: index === 1 ? EVIDENCE : [], skippable: true, needs: [] },
    ...{ judgment: 'deterministic', sources: [], reads: [], writes: [], delegation: 'human_only' },
  }),
);
export const LARGE: Definition = { ...CAFE, title: long(LIMITS.title), purpose: long(LIMITS.text), steps: STEPS };
const LIST: Definition = {
  ...LARGE,
  presentation: WIPE.presentation,
  steps: STEPS.map((step) => ({ ...step, evidence: EVIDENCE })),
};

const TICKS: Definition = {
  ...LARGE,
  presentation: WIPE.presentation,
  steps: STEPS.map((step) => ({ ...step, title: long(75), evidence: [] })),
};

const NOTES = many(20, (index) => ({ step: 's1', text: long(LIMITS.note), by: person('ana'), at: at(index) }));
const EXCEPTIONS = many(50, (index) => ({
  ...{
    id: `x${index}`,
    step: 's1',
    kind: 'other',
    cause: { type: 'reported', note: long(LIMITS.note) },
    blocking: false,
    status: 'open',
  },
  ...{ raisedBy: person('ana'), raisedAt: at(1) },
})) as OpenRun['exceptions'];
const RUN = open(
  LARGE,
  STEPS.map(({ id }) => (id === 's0' ? done(id) : owed(id))),
  {
    ...{ title: long(LIMITS.title), notes: NOTES, exceptions: EXCEPTIONS },
    evidence: EVIDENCE.map(({ id }, index) => evidence(`e${index}`, 's1', id, { value: long(LIMITS.text) })),
  },
);
export const LARGE_SCENE = { run: RUN, definition: LARGE, people: PEOPLE, now: at(99) };
const asked = {
  ...RUN,
  steps: RUN.steps.map((step) =>
    step.id === 's1'
      ? {
          ...owed('s1', { recorded: Object.fromEntries(EVIDENCE.map(({ id }, index) => [id, `e${index}`])) }),
          state: 'waiting_approval',
          quorum: 20,
          above: true,
          approvals: [],
        }
      : step,
  ),
} as OpenRun;
export const LARGE_DRAFT = DRAFT.draft && {
  ...DRAFT.draft,
  definition: LARGE,
  questions: many(500, () => ({ text: long(LIMITS.text), confidence: 0.5 })),
};
const missing = many(300, (index) => ({ path: `steps.s${index}`, problem: long(500) }));

export const LARGE_CARDS: Readonly<Record<string, Card>> = {
  'a run of 300 steps': runCard(RUN, LARGE, at(99)),
  'a checklist of 300 lines with forms': runCard(RUN, LIST, at(99)),
  'a checklist of 300 lines to tick': runCard({ ...RUN, exceptions: [] }, TICKS, at(99)),
  'all steps of a run': stepsCard(LARGE_SCENE),
  'a step with 20 choices of 50 options': stepCard({ ...LARGE_SCENE, run: { ...RUN, exceptions: [] } }, 's1', 1),
  'an approval of all that': approvalCard({ ...LARGE_SCENE, run: { ...asked, exceptions: [] } }, 's1', 1),
  'an exception with a long note': exceptionCard(LARGE_SCENE, 'x1'),
  'the evidence of a large run': evidenceCard(RUN, LARGE),
  'a draft of 300 steps': draftCard({ ...DRAFT, ...(LARGE_DRAFT ? { draft: LARGE_DRAFT } : {}) }, 1, missing),
  'what runs taught, in long words': proposalSaying(long(LIMITS.say)),
  'a list of 1000 SOPs': sopListCard(
    many(1_000, (index) => ({
      id: `id${index}`,
      key: `sop-${index}`,
      title: long(LIMITS.title),
      status: 'active',
      revision: index,
    })),
  ),
  'the status of 100 runs': statusCard(
    many(100, () => ({ run: RUN, definition: LARGE })),
    at(99),
  ),
};
