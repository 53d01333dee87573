/** Cards of the largest runs that the limits allow still fit into a message, and say that there is more. */
import { describe, expect, it } from 'vitest';
import { toAdaptive } from '../../src/cards/adaptive.ts';
import { toBlocks } from '../../src/cards/block-kit.ts';
import type { Card } from '../../src/cards/card.ts';
import { sopStepsCard } from '../../src/cards/views/sop-steps.ts';
import { stepsCard } from '../../src/cards/views/steps.ts';
import { LARGE, LARGE_CARDS, LARGE_DRAFT, LARGE_SCENE, long, many } from './large-cards.ts';
import { drawnIn } from './reading.ts';
import { SLACK_FORMAT } from './slack-format.ts';
import { DRAFT, FORMAT } from './states.ts';
import { problemsIn } from './validity.ts';

describe('the largest cards', () => {
  it.each(Object.entries(LARGE_CARDS))('%s fits and is valid', (_name, card) => {
    const drawn = toAdaptive(card, FORMAT);
    expect(new TextEncoder().encode(JSON.stringify(drawn)).byteLength).toBeLessThanOrEqual(24 * 1024);
    expect(problemsIn(drawn)).toEqual([]);
  });

  it.each(['a list of 1000 SOPs', 'the status of 100 runs', 'the evidence of a large run'])(
    '%s says that there is more',
    (name) => {
      const runs = drawnIn(toAdaptive(LARGE_CARDS[name] as Card, FORMAT)).filter((one) => one.type === 'TextRun');
      expect(runs.map((run) => run.text)).toContainEqual(expect.stringMatching(/^and \d+ more$/));
    },
  );

  it('draw every step of a page, and no step twice', () => {
    const drawn: number[] = [];
    for (let from = 1; from <= LARGE.steps.length; ) {
      const card = sopStepsCard(DRAFT, { definition: LARGE, from, ...(LARGE_DRAFT ? { draft: LARGE_DRAFT } : {}) });
      const runs = drawnIn(toAdaptive(card, FORMAT)).filter((one) => one.type === 'TextRun');
      const numbers = runs.flatMap((run) => /^(\d+)\.$/.exec(String(run.text))?.[1] ?? []);
      drawn.push(...numbers.map(Number));
      const later = card.actions.find((one) => one.label === 'Later steps');
      expect(later?.value.from ?? LARGE.steps.length + 1).toBe((drawn.at(-1) ?? 0) + 1);
      from = (drawn.at(-1) ?? Infinity) + 1;
    }
    expect(drawn).toEqual(LARGE.steps.map((_, index) => index + 1));
  });

  it('draw every step of a run, and none twice', () => {
    const shown: number[] = [];
    for (let from = 1; from <= LARGE.steps.length; ) {
      const card = stepsCard(LARGE_SCENE, from);
      const [list] = card.elements;
      const lines = list?.type === 'list' ? list.items.length : 0;
      const { blocks } = toBlocks(card, SLACK_FORMAT);
      expect(problemsIn(toAdaptive(card, FORMAT))).toEqual([]);
      expect(drawnIn(toAdaptive(card, FORMAT)).filter((one) => one.type === 'ColumnSet')).toHaveLength(lines);
      expect(`${JSON.stringify(blocks)} ${JSON.stringify(toAdaptive(card, FORMAT))}`).not.toMatch(/and \d+ more/);
      shown.push(...Array.from({ length: lines }, (_, index) => from + index));
      const later = card.actions.find((one) => one.label === 'Later steps');
      expect(later?.value.from ?? LARGE.steps.length + 1).toBe(from + lines);
      from += lines;
    }
    expect(shown).toEqual(LARGE.steps.map((_, index) => index + 1));
  });

  it('keep every button, and a place for every reason', () => {
    for (const card of Object.values(LARGE_CARDS)) {
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
