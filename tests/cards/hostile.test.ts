/** Whatever people write, the card stays valid, shows it as it was written, and calls nobody that we did not call. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAdaptive } from '../../src/cards/adaptive.ts';
import { cardsSaying, hostile, NASTY } from './hostile-cards.ts';
import { drawnIn, mentionsIn } from './reading.ts';
import { FORMAT } from './states.ts';
import { problemsIn } from './validity.ts';

/** Names are what people call themselves: as hostile as any other text. */
const named = (name: string) => ({ ...FORMAT, name: () => name });

/** Elements that read markdown in some client. Nothing that people wrote may reach them. */
const READS_MARKDOWN = ['TextBlock', 'FactSet'];
const KNOWN_WORDS = ['Yes'];

describe('hostile text', () => {
  it('never breaks a card, and never becomes markup', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const card of cardsSaying(text)) {
          const json = toAdaptive(card, named(text));
          expect(problemsIn(json)).toEqual([]);
          const drawn = drawnIn(json);
          expect(drawn.filter((one) => READS_MARKDOWN.includes(one.type))).toEqual([]);
          const toggles = drawn.filter((one) => one.type === 'Input.Toggle');
          expect(toggles.filter((one) => !KNOWN_WORDS.includes(String(one.title)))).toEqual([]);
          expect(drawn.filter((one) => one.type === 'Input.ChoiceSet' && one.style !== 'compact')).toEqual([]);
          expect(JSON.stringify(json)).not.toMatch(/<\/?at\b|[\u202A-\u202E\u2066-\u2069]/i);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('calls nobody', () => {
    const called = cardsSaying('harmless').map(mentionsIn);
    for (const text of NASTY) expect(cardsSaying(text).map(mentionsIn)).toEqual(called);
  });

  it('opens nothing but links over http', () => {
    const opened = NASTY.flatMap((text) => cardsSaying(text))
      .flatMap((card) => drawnIn(toAdaptive(card, FORMAT)))
      .filter((one) => one.type === 'Action.OpenUrl');
    expect(opened.length).toBeGreaterThan(0);
    for (const { url } of opened) expect(url).toMatch(/^https?:\/\//);
  });

  it('is shown as it was written', () => {
    const [card] = cardsSaying('**bold** <script> [a](b)');
    if (!card) throw new Error('no card');
    const runs = drawnIn(toAdaptive(card, FORMAT)).filter((one) => one.type === 'TextRun');
    expect(runs.map((run) => run.text)).toContain('**bold** <script> [a](b)');
  });
});
