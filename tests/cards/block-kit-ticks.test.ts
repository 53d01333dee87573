/** Boxes to tick: in groups, within Slack's limits, told apart from how they were drawn before. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type SlackFormat, toBlocks } from '../../src/cards/block-kit.ts';
import { characters } from '../../src/cards/block-kit-fit.ts';
import type { Card, Line } from '../../src/cards/card.ts';
import { runCard } from '../../src/cards/views/run.ts';
import { type BlockKit, blockKit } from '../support/slack/block-kit.ts';
import { many } from './large-cards.ts';
import { SLACK_FORMAT } from './slack-format.ts';
import { everyDrawn, shownIn, valuesIn } from './slack-reading.ts';
import { at, done, open, owed, WIPE } from './states.ts';

let kit: BlockKit;
beforeAll(async () => {
  kit = await blockKit();
});

type Option = { readonly text: { readonly text: string }; readonly description?: { readonly text: string } };

function drawn(items: readonly Line[], format: SlackFormat = SLACK_FORMAT) {
  const card: Card = { title: 'T', tone: 'neutral', elements: [{ type: 'list', items }], actions: [], fallback: 'T' };
  const { blocks } = toBlocks(card, format);
  expect(kit.blocks(blocks, 'message')).toEqual([]);
  const groups = everyDrawn(blocks).filter((one) => one.type === 'checkboxes');
  const names = blocks.flatMap((one) => (one.block_id === undefined ? [] : [String(one.block_id)]));
  return { blocks, names, groups: groups.map(({ options }) => options as readonly Option[]) };
}

const DONE = { v: 1, verb: 'complete', run: 'r', step: 's' } as const;
const line = (text: string, rest: Partial<Line> = {}): Line => ({
  ...{ mark: 'now', text, tick: { isTicked: false, value: { v: 1, verb: 'tick', run: 'r', step: text, attempt: 1 } } },
  action: { label: 'Done', style: 'default', value: DONE },
  ...rest,
});
const ticked = (text: string): Line => ({
  ...{ mark: 'done', text },
  tick: { isTicked: true, value: { v: 1, verb: 'reopen', run: 'r', step: text } },
});

describe('lines to tick', () => {
  it('stand in groups of ten at most, between the lines that need more, in their order', () => {
    const items = [
      ...many(12, (index) => line(`a${index}`)),
      { ...line('b'), tick: undefined },
      ticked('c'),
      line('d'),
    ];
    const { groups, blocks } = drawn(items as Line[]);
    expect(groups.map((group) => group.map(({ text }) => text.text).join(' '))).toEqual([
      'a0 a1 a2 a3 a4 a5 a6 a7 a8 a9',
      'a10 a11',
      'c d',
    ]);
    expect(blocks.map((one) => one.type)).toEqual(['header', 'actions', 'actions', 'section', 'actions']);
  });

  it.each<[string, Partial<Line>]>([
    ['a long name', { text: 'Wipe '.repeat(20) }],
    ['a name of two lines', { text: 'Wipe\nthe tables' }],
    ['a name of nothing', { text: '\u200B' }],
    ['much to say of it', { detail: 'To be done again: '.repeat(6) }],
    [
      'a very long id',
      { tick: { isTicked: false, value: { ...DONE, verb: 'tick', step: 's'.repeat(60), run: 'r'.repeat(60) } } },
    ],
  ])('with %s is a line with its button, and whole', (_what, rest) => {
    const { groups, blocks } = drawn([line('x', rest)]);
    expect(groups).toEqual([]);
    expect(valuesIn(blocks)).toEqual([JSON.stringify(DONE)]);
    expect(shownIn(blocks)).not.toContain('…');
  });

  it('stand out where they are late, and say a time to each reader in their own zone', () => {
    const detail = ['Cleaner, 12 min late, due at ', { type: 'time', at: at(5), style: 'time' }] as const;
    const { groups } = drawn([line('Wipe', { mark: 'late', detail })]);
    expect(groups[0]?.[0]).toMatchObject({
      text: { type: 'mrkdwn', text: '❗  *Wipe*' },
      description: { type: 'mrkdwn', text: `Cleaner, 12 min late, due at <!date^${at(5) / 1_000}^{time}|06:35>` },
    });
  });

  it.each(['*a* <@U1>', ':smile:', 'a & b < c', '&'.repeat(75)])('show %s as it was typed', (typed) => {
    const { groups } = drawn([line(typed, { detail: typed })]);
    expect(groups[0]?.[0]).toMatchObject({
      text: { type: 'plain_text', text: typed },
      description: { type: 'plain_text', text: typed },
    });
  });

  it('are named after what is ticked, and anew each time they are drawn afresh', () => {
    const names = [
      drawn([line('a'), line('b')]),
      drawn([ticked('a'), line('b')]),
      drawn([line('a'), ticked('b')]),
      drawn([
        line('a', { tick: { isTicked: false, value: { ...DONE, verb: 'tick', step: 'a', attempt: 2 } } }),
        line('b'),
      ]),
      drawn([line('a'), line('b')], { ...SLACK_FORMAT, afresh: '1' }),
      drawn([line('a'), line('b')], { ...SLACK_FORMAT, afresh: '2' }),
    ].map((one) => one.names.join());
    expect(new Set(names).size).toBe(names.length);
    expect(drawn([line('a'), line('b')]).names.join()).toBe(names[0]);
  });
});

describe('a checklist of 200 lines', () => {
  const steps = many(200, (index) => ({ ...WIPE.steps[0], id: `s${index}`, title: `Wipe shelf ${index}, both sides` }));
  const list = { ...WIPE, steps: steps as (typeof WIPE)['steps'] };

  it.each([0, 1, 57, 199])('shows where it stands when %i are done, and leads to the rest', (count) => {
    const states = steps.map(({ id }, index) => (index < count ? done(id) : owed(id)));
    const { blocks } = toBlocks(runCard(open(list, states), list, at(99)), SLACK_FORMAT);
    expect(kit.blocks(blocks, 'message')).toEqual([]);
    expect(blocks.length).toBeLessThanOrEqual(40);
    expect(characters(blocks)).toBeLessThanOrEqual(10_000);
    const said = shownIn(blocks);
    expect(said).toContain(`❗  *Wipe shelf ${count}, both sides*`);
    expect(said).toContain('All steps');
    expect(said).toMatch(/\d+ steps above|and \d+ more/);
  });
});
