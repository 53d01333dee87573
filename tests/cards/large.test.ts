/** Cards of the largest runs that the limits allow still fit into a message, and say that there is more. */
import { describe, expect, it } from 'vitest';
import { toAdaptive } from '../../src/cards/adaptive.ts';
import type { Card } from '../../src/cards/card.ts';
import { approvalCard } from '../../src/cards/views/approval.ts';
import { draftCard } from '../../src/cards/views/draft.ts';
import { evidenceCard } from '../../src/cards/views/evidence.ts';
import { exceptionCard } from '../../src/cards/views/exception.ts';
import { runCard } from '../../src/cards/views/run.ts';
import { sopListCard } from '../../src/cards/views/sop-list.ts';
import { sopStepsCard } from '../../src/cards/views/sop-steps.ts';
import { statusCard } from '../../src/cards/views/status.ts';
import { stepCard } from '../../src/cards/views/step.ts';
import { stepsCard } from '../../src/cards/views/steps.ts';
import type { Definition, Step } from '../../src/engine/definition.ts';
import { LIMITS } from '../../src/engine/limits.ts';
import type { OpenRun } from '../../src/engine/run/state.ts';
import { drawnIn } from './reading.ts';
import { at, CAFE, DRAFT, done, evidence, FORMAT, open, owed, PEOPLE, person, WIPE } from './states.ts';
import { problemsIn } from './validity.ts';

/** Four bytes a character, and each one that JSON must escape beside it. */
const long = (length: number) => '"🧊 kühl\\'.repeat(Math.ceil(length / 9)).slice(0, length);
const many = <Item>(count: number, make: (index: number) => Item) =>
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
const LARGE: Definition = { ...CAFE, title: long(LIMITS.title), purpose: long(LIMITS.text), steps: STEPS };
const LIST: Definition = {
  ...LARGE,
  presentation: WIPE.presentation,
  steps: STEPS.map((step) => ({ ...step, evidence: EVIDENCE })),
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
const scene = { run: RUN, definition: LARGE, people: PEOPLE, now: at(99) };
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
const draft = DRAFT.draft && {
  ...DRAFT.draft,
  definition: LARGE,
  questions: many(500, () => ({ text: long(LIMITS.text), confidence: 0.5 })),
};
const missing = many(300, (index) => ({ path: `steps.s${index}`, problem: long(500) }));

const CARDS: Readonly<Record<string, Card>> = {
  'a run of 300 steps': runCard(RUN, LARGE, at(99)),
  'a checklist of 300 lines with forms': runCard(RUN, LIST, at(99)),
  'all steps of a run': stepsCard(scene),
  'a step with 20 choices of 50 options': stepCard({ ...scene, run: { ...RUN, exceptions: [] } }, 's1', 1),
  'an approval of all that': approvalCard({ ...scene, run: { ...asked, exceptions: [] } }, 's1', 1),
  'an exception with a long note': exceptionCard(scene, 'x1'),
  'the evidence of a large run': evidenceCard(RUN, LARGE),
  'a draft of 300 steps': draftCard({ ...DRAFT, ...(draft ? { draft } : {}) }, 1, missing),
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

describe('the largest cards', () => {
  it.each(Object.entries(CARDS))('%s fits and is valid', (_name, card) => {
    const drawn = toAdaptive(card, FORMAT);
    expect(new TextEncoder().encode(JSON.stringify(drawn)).byteLength).toBeLessThanOrEqual(24 * 1024);
    expect(problemsIn(drawn)).toEqual([]);
  });

  it.each(['all steps of a run', 'a list of 1000 SOPs', 'the status of 100 runs', 'the evidence of a large run'])(
    '%s says that there is more',
    (name) => {
      const runs = drawnIn(toAdaptive(CARDS[name] as Card, FORMAT)).filter((one) => one.type === 'TextRun');
      expect(runs.map((run) => run.text)).toContainEqual(expect.stringMatching(/^and \d+ more$/));
    },
  );

  it('draw every step of a page, and no step twice', () => {
    const drawn: number[] = [];
    for (let from = 1; from <= LARGE.steps.length; ) {
      const card = sopStepsCard(DRAFT, { definition: LARGE, from, ...(draft ? { draft } : {}) });
      const runs = drawnIn(toAdaptive(card, FORMAT)).filter((one) => one.type === 'TextRun');
      const numbers = runs.flatMap((run) => /^(\d+)\.$/.exec(String(run.text))?.[1] ?? []);
      drawn.push(...numbers.map(Number));
      const later = card.actions.find((one) => one.label === 'Later steps');
      expect(later?.value.from ?? LARGE.steps.length + 1).toBe((drawn.at(-1) ?? 0) + 1);
      from = (drawn.at(-1) ?? Infinity) + 1;
    }
    expect(drawn).toEqual(LARGE.steps.map((_, index) => index + 1));
  });

  it('keep every button, and a place for every reason', () => {
    for (const card of Object.values(CARDS)) {
      const drawn = drawnIn(toAdaptive(card, FORMAT));
      const titles = drawn.filter((one) => /^Action\.(Execute|ShowCard)$/.test(one.type)).map((one) => one.title);
      for (const action of card.actions) expect(titles).toContain(action.label);
      const reasons = card.actions.filter((action) => action.form?.fields.length === 1);
      expect(drawn.filter((one) => one.type === 'Action.ShowCard').length).toBeGreaterThanOrEqual(reasons.length);
    }
  });

  it('are squeezed at last: what stands out stays, the rest is said to be missing', () => {
    const elements = many(200, (): Card['elements'][number] => ({
      type: 'list',
      items: many(60, () => ({ mark: 'done', text: long(300), detail: long(300) })),
    }));
    const notice = { type: 'notice', tone: 'bad', text: 'The run is stopped.' } as const;
    const card: Card = { title: 'Large', tone: 'bad', elements: [...elements, notice], actions: [], fallback: 'Large' };
    const drawn = toAdaptive(card, FORMAT);
    expect(problemsIn(drawn)).toEqual([]);
    expect(JSON.stringify(drawn)).toContain('The run is stopped.');
    expect(JSON.stringify(drawn)).toContain('Not all of it fits here.');
  });
});
