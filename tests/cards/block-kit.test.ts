/** Each view as a message, a modal and a part of App Home in Slack, beside what was approved by eye. */
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeAction, encodeAction } from '../../src/cards/action.ts';
import { type SlackFormat, toBlocks, toCardView, toHomeView } from '../../src/cards/block-kit.ts';
import { characters } from '../../src/cards/block-kit-fit.ts';
import type { Card } from '../../src/cards/card.ts';
import { type BlockKit, blockKit } from '../support/slack/block-kit.ts';
import { GALLERY } from './gallery.ts';
import { LARGE_CARDS, long, many } from './large-cards.ts';
import { mentionsIn } from './reading.ts';
import { SLACK_FORMAT } from './slack-format.ts';
import { calledIn, everyDrawn, offeredBy, pressables, shownIn, valuesIn } from './slack-reading.ts';

let kit: BlockKit;
beforeAll(async () => {
  kit = await blockKit();
});

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const file = (name: string) => name.replaceAll(' ', '-');
const UNMENTIONED: SlackFormat = { name: SLACK_FORMAT.name, time: SLACK_FORMAT.time, mention: () => undefined };
const card = (given: Partial<Card>): Card => {
  return { title: 'T', tone: 'neutral', elements: [], actions: [], fallback: 'T', ...given };
};

describe.each(Object.entries(GALLERY))('%s', (name, shown) => {
  it('is drawn as it was', async () => {
    await expect(json(toBlocks(shown, SLACK_FORMAT))).toMatchFileSnapshot(`golden/slack/${file(name)}.golden.json`);
  });

  it('is valid in a message and a modal, with and without addresses', () => {
    for (const format of [SLACK_FORMAT, UNMENTIONED]) {
      expect(kit.blocks(toBlocks(shown, format).blocks, 'message')).toEqual([]);
      expect(kit.view(toCardView(shown, format, '{}'))).toEqual([]);
    }
  });

  it('has every button once, and each can be read back', () => {
    const { blocks } = toBlocks(shown, SLACK_FORMAT);
    const known = offeredBy(shown);
    expect([...valuesIn(blocks)].sort()).toEqual(known.map(encodeAction).sort());
    for (const value of valuesIn(blocks)) expect(known).toContainEqual(decodeAction(value));
    const ids = pressables(blocks).map((one) => one.action_id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('calls whom the card mentions, and nobody else', () => {
    const { text, blocks } = toBlocks(shown, SLACK_FORMAT);
    expect(calledIn(blocks)).toEqual(mentionsIn(shown).map((member) => `U${member.toUpperCase()}`));
    expect(calledIn(toBlocks(shown, UNMENTIONED).blocks)).toEqual([]);
    expect(text).not.toMatch(/<[@!#]/);
  });
});

describe('App Home', () => {
  it('shows several cards within one hundred blocks, with every button told apart', () => {
    const view = toHomeView(Object.values(GALLERY).slice(0, 6), SLACK_FORMAT) as { blocks: unknown[] };
    expect(kit.view(view)).toEqual([]);
    const ids = pressables(view.blocks).map((one) => one.action_id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('counts the cards for which there is no room', () => {
    const view = toHomeView(Object.values({ ...GALLERY, ...LARGE_CARDS }), SLACK_FORMAT) as { blocks: unknown[] };
    expect(kit.view(view)).toEqual([]);
    expect(shownIn(view.blocks)).toMatch(/and \d+ more$/);
  });

  it('may be empty', () => {
    expect(kit.view(toHomeView([], SLACK_FORMAT))).toEqual([]);
  });
});

describe('the largest cards', () => {
  it.each(Object.entries(LARGE_CARDS))('%s fits and is valid', (_name, shown) => {
    const { text, blocks } = toBlocks(shown, SLACK_FORMAT);
    expect(kit.blocks(blocks, 'message')).toEqual([]);
    expect(blocks.length).toBeLessThanOrEqual(40);
    expect(characters(blocks)).toBeLessThanOrEqual(10_000);
    expect(new TextEncoder().encode(text).byteLength).toBeLessThanOrEqual(3_500);
    expect(kit.view(toCardView(shown, SLACK_FORMAT, ''))).toEqual([]);
    expect(valuesIn(blocks)).toEqual(expect.arrayContaining(shown.actions.map(({ value }) => encodeAction(value))));
  });

  it.each(['a list of 1000 SOPs', 'the status of 100 runs'])('%s says that there is more', (name) => {
    expect(shownIn(toBlocks(LARGE_CARDS[name] as Card, SLACK_FORMAT).blocks)).toMatch(/^and \d+ more$/m);
  });

  it('are squeezed at last: what stands out stays, the rest is said to be missing', () => {
    const elements = many(200, (): Card['elements'][number] => ({
      type: 'list',
      items: many(60, () => ({ mark: 'done', text: long(300), detail: long(300) })),
    }));
    const notice = { type: 'notice', tone: 'bad', text: 'The run is stopped.' } as const;
    const { blocks } = toBlocks(card({ elements: [...elements, notice] }), SLACK_FORMAT);
    expect(kit.blocks(blocks, 'message')).toEqual([]);
    expect(shownIn(blocks)).toContain('The run is stopped.');
    expect(shownIn(blocks)).toContain('Not all of it fits here.');
  });
});

describe('a text', () => {
  const at = Date.UTC(2026, 4, 4, 6, 30);
  const when = (style: 'time' | 'date' | 'date_time') => ({ type: 'time', at, style }) as const;

  it('says a time to each reader in their own zone', () => {
    const { blocks } = toBlocks(
      card({
        subtitle: ['Started at ', when('time')],
        elements: [{ type: 'text', text: ['Due on ', when('date_time')] }],
      }),
      SLACK_FORMAT,
    );
    const date = { type: 'date', timestamp: at / 1_000, format: '{date_short}, {time}', fallback: '2026-05-04 06:30' };
    expect(everyDrawn(blocks)).toContainEqual(date);
    expect(shownIn(blocks)).toContain(`Started at <!date^${at / 1_000}^{time}|06:30>`);
  });

  it.each([
    '*bold*',
    '_it_',
    '~no~',
    '`code`',
    ':smile:',
    '> quote',
    '<@U1>',
    '@channel',
    ':)',
    'a.b/c?d=e',
    'x|y',
    '>',
  ])('is plain where it stands small beside a time, if it could be read as markup: %s', (typed) => {
    const { blocks } = toBlocks(card({ subtitle: [`${typed} at `, when('time')] }), SLACK_FORMAT);
    expect(everyDrawn(blocks)).toContainEqual({ type: 'plain_text', text: `${typed} at 06:30`, emoji: false });
  });

  it.each([
    [['Now ', 'late', ' since 06:30'], 'Now *late* since 06:30'],
    [['', 'late: ', 'since'], '*late:* since'],
    [['7', 'late', '°'], '7late°'],
    [['', 'late', 'r'], 'later'],
    [['', 'two\nlines', ''], 'two\nlines'],
  ])('is marked in small print only where Slack reads the mark: %s', ([before = '', bold = '', after = ''], text) => {
    const { blocks } = toBlocks(
      card({ elements: [{ type: 'context', text: [before, { type: 'bold', text: bold }, after] }] }),
      SLACK_FORMAT,
    );
    expect(everyDrawn(blocks)).toContainEqual({ type: 'mrkdwn', text, verbatim: true });
  });

  it('still calls somebody where it stands small beside what could be markup', () => {
    const text = ['*this* is for ', { type: 'mention', member: 'ana' }] as const;
    const line = {
      mark: 'now',
      text,
      action: { label: 'Done', style: 'default', value: { v: 1, verb: 'note' } },
    } as const;
    const elements: Card['elements'] = [
      { type: 'context', text },
      { type: 'list', items: [line] },
    ];
    const { blocks } = toBlocks(card({ elements }), SLACK_FORMAT);
    expect(calledIn(blocks)).toEqual(['UANA', 'UANA']);
    expect(valuesIn(blocks)).toHaveLength(1);
    expect(kit.blocks(blocks, 'message')).toEqual([]);
  });

  it('links only to what lies on the web', () => {
    const link = (url: string) => ({ type: 'link', url, text: 'here' }) as const;
    const text = [link('https://a.example/?b=c&d'), link('javascript:alert(1)'), link('http://a.example/<b|c>')];
    const { blocks } = toBlocks(card({ elements: [{ type: 'text', text }] }), SLACK_FORMAT);
    expect(everyDrawn(blocks).flatMap((one) => (one.type === 'link' ? [one.url] : []))).toEqual([
      'https://a.example/?b=c&d',
    ]);
  });

  it('is told to notifications in 3,500 escaped bytes at most', () => {
    const { text } = toBlocks(card({ fallback: '&<>:a:@all👩‍🍳'.repeat(2_000) }), SLACK_FORMAT);
    expect(new TextEncoder().encode(text).byteLength).toBeLessThanOrEqual(3_500);
    expect(text).toMatch(/…$/);
    expect(toBlocks(card({ fallback: ' \u200B ' }), SLACK_FORMAT).text).toBe('–');
  });
});

describe('buttons', () => {
  const value = { v: 1, verb: 'archive', sop: 's1' } as const;

  it('ask once more where a form has no fields', () => {
    const action = {
      label: 'Archive',
      style: 'danger',
      value,
      form: { title: 'Archive “A”?', submit: 'No new runs', fields: [] },
    } as const;
    const [button] = pressables(toBlocks(card({ actions: [action] }), SLACK_FORMAT).blocks);
    expect(button).toMatchObject({
      confirm: {
        title: { text: 'Archive “A”?' },
        text: { text: 'No new runs' },
        confirm: { text: 'Archive' },
        style: 'danger',
      },
    });
  });

  it('stand in rows of five', () => {
    const actions = many(12, (index) => ({ label: `B${index}`, style: 'default', value }) as const);
    const rows = toBlocks(card({ actions }), SLACK_FORMAT).blocks.filter((one) => one.type === 'actions');
    expect(rows.map((row) => (row.elements as unknown[]).length)).toEqual([5, 5, 2]);
  });

  it('have one that is green at most, and one that is red only beside it', () => {
    const action = (style: 'primary' | 'danger' | 'default') => ({ label: style, style, value }) as const;
    const styles = (...actions: ReturnType<typeof action>[]) =>
      everyDrawn(toBlocks(card({ actions }), SLACK_FORMAT).blocks).flatMap((one) =>
        one.type === 'button' ? [one.style] : [],
      );
    expect(styles(action('primary'), action('danger'))).toEqual(['primary', 'danger']);
    expect(styles(action('primary'), action('primary'))).toEqual([undefined, undefined]);
    expect(styles(action('default'), action('danger'))).toEqual([undefined, undefined]);
  });

  it('stand outside the menu where a value is longer than an option takes', () => {
    const step = 's'.repeat(60);
    const far = { label: 'Far', value: { v: 1, verb: 'reopen', run: 'r'.repeat(60), step } } as const;
    const near = { label: 'Near', value: { v: 1, verb: 'note', run: 'r', step } } as const;
    const { blocks } = toBlocks(card({ more: [far, near, { ...near, label: 'Next' }] }), SLACK_FORMAT);
    expect(kit.blocks(blocks, 'message')).toEqual([]);
    expect(pressables(blocks).map((one) => one.text?.text ?? one.options?.map((option) => option.text.text))).toEqual([
      'Far',
      ['Near', 'Next'],
    ]);
  });
});
