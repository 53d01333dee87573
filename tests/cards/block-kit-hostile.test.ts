/** In Slack too: whatever people write, the message is valid, shows it as written, and calls nobody that we did not call. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeAction } from '../../src/cards/action.ts';
import { type SlackFormat, toBlocks, toCardView } from '../../src/cards/block-kit.ts';
import { characters } from '../../src/cards/block-kit-fit.ts';
import { type BlockKit, blockKit } from '../support/slack/block-kit.ts';
import { cardsSaying, NASTY } from './hostile-cards.ts';
import { mentionsIn } from './reading.ts';
import { SLACK_FORMAT } from './slack-format.ts';
import { calledIn, everyDrawn, shownIn, valuesIn } from './slack-reading.ts';

let kit: BlockKit;
beforeAll(async () => {
  kit = await blockKit();
});

const SLACKY = [
  '<@U123> <@UANA|Ana> <!channel> <!here|here> <#C1|general> <!subteam^S1>',
  '*bold* _it_ ~no~ `code` ```block``` > quote',
  ':smile: :+1::skin-tone-2: :) <3',
  '@channel @here @everyone #general',
  '<https://evil.example|press here> evil.example https://evil.example',
  '<!date^1392734382^{date}^https://evil.example|x>',
  '&lt;!channel&gt; &amp;',
  '`'.repeat(500),
  '👩‍🍳🧊'.repeat(3_000),
  '‏مرحبا بالعالم '.repeat(1_000),
  'word '.repeat(4_000),
  'x'.repeat(20_000),
  '\n'.repeat(500),
  '\u200B\u2060',
];
const hostile = fc.oneof(
  fc.constantFrom(...NASTY, ...SLACKY),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...NASTY, ...SLACKY.slice(0, 7)), { maxLength: 6 }).map((parts) => parts.join(' ')),
);
const named = (name: string): SlackFormat => ({ ...SLACK_FORMAT, name: () => name });
const HARMLESS = cardsSaying('harmless').map((card) => calledIn(toBlocks(card, SLACK_FORMAT).blocks));

function check(text: string): void {
  for (const [index, card] of cardsSaying(text).entries()) {
    const { text: told, blocks } = toBlocks(card, named(text));
    expect(kit.blocks(blocks, 'message')).toEqual([]);
    expect(blocks.length).toBeLessThanOrEqual(40);
    expect(characters(blocks)).toBeLessThanOrEqual(10_000);
    expect(calledIn(blocks)).toEqual(HARMLESS[index]);
    for (const value of valuesIn(blocks)) expect(decodeAction(value)).toBeDefined();
    expect(told).not.toMatch(/<|>|@(?:channel|here|everyone)/);
    expect(new TextEncoder().encode(told).byteLength).toBeLessThanOrEqual(3_500);
    expect(JSON.stringify(blocks)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]|"emoji":true/);
    expect(kit.view(toCardView(card, named(text), ''))).toEqual([]);
  }
}

describe('hostile text in Slack', () => {
  it.each([...NASTY, ...SLACKY])('breaks nothing and calls nobody: %#', check);

  it('breaks nothing and calls nobody, however it is put together', () => {
    fc.assert(fc.property(hostile, check), { numRuns: 40 });
  });

  it('calls whom the card mentions beside it', () => {
    const mentioned = cardsSaying('*x*').map((card) => mentionsIn(card).map((member) => `U${member.toUpperCase()}`));
    expect(mentioned.flat().length).toBeGreaterThan(0);
    expect(HARMLESS).toEqual(mentioned);
  });

  it('never stands in mrkdwn where it could be read as markup', () => {
    const objects = SLACKY.flatMap((text) => cardsSaying(text))
      .flatMap((card) => everyDrawn(toBlocks(card, named('*Ana* :x:')).blocks))
      .filter((one) => one.type === 'mrkdwn');
    for (const { text, verbatim } of objects) {
      const ours = String(text).replaceAll(/<!date\^\d+\^[^|<>]*\|[^<>]*>|<@U[A-Z]+>|`\/sop [a-z -]+`/gi, '');
      expect(ours).not.toMatch(/[*_~`<>@#|]|:\S/);
      expect(verbatim).toBe(true);
    }
  });

  it('opens nothing but links over http', () => {
    const opened = [...NASTY, ...SLACKY]
      .flatMap((text) => cardsSaying(text))
      .flatMap((card) => everyDrawn(toBlocks(card, SLACK_FORMAT).blocks))
      .flatMap((one) => (one.url === undefined ? [] : [one.url]));
    expect(opened.length).toBeGreaterThan(0);
    for (const url of opened) expect(url).toMatch(/^https?:\/\//);
  });

  it('is shown as it was written', () => {
    const typed = '*bold* <@U1> :smile: <script> &amp;';
    for (const card of cardsSaying(typed).slice(0, 3)) {
      expect(shownIn(toBlocks(card, SLACK_FORMAT).blocks).split('\n')).toContain(typed);
    }
  });
});
