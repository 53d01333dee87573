import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/engine/drafting/document.ts';
import { Places, takeLeftOut } from '../../../src/engine/drafting/places.ts';
import { paper } from '../paper.ts';

const block = (text: string, page = 1, y?: number): Block => ({
  ...{ page, kind: 'item', level: 0, text },
  ...(y === undefined ? {} : { box: { x: 10, y, width: 100, height: 12 } }),
});

describe('the place of a quotation', () => {
  const blocks = [
    block('Open the doors.'),
    block('Lights', 1, 40),
    block('Lights', 1, 80),
    block('Open the doors.', 2),
  ];
  const places = new Places(blocks);

  it.each([
    ['on its page', { page: 2, quote: 'Open the doors.' }, 3],
    [
      'at its box, where the words stand twice',
      { page: 1, quote: 'Lights', box: { x: 10, y: 80, width: 1, height: 1 } },
      2,
    ],
    ['with other spaces and capitals', { page: 1, quote: 'open  the\ndoors.' }, 0],
    ['when it was cut', { page: 1, quote: 'Open the door…' }, 0],
    ['of several blocks, where it begins', { page: 1, quote: 'Open the doors.\nLights' }, 0],
    ['nowhere, though a short word is in it', { page: 1, quote: 'doors' }, undefined],
    ['nowhere on another page', { page: 3, quote: 'Open the doors.' }, undefined],
  ])('is found %s', (_, quoted, index) => {
    expect(places.of(quoted)).toBe(index);
  });
});

describe('a line that was left out', () => {
  const long = `Look at the gauge ${'and then at the other one '.repeat(14)}again.`;
  const blocks = [block('First thing to do'), block(long, 1, 60), block('Second thing to do')];
  const before = paper(['First thing to do', 'Second thing to do'].map((_, index) => `s${index}`));
  const definition = {
    ...before,
    steps: before.steps.map((step, index) => ({
      ...step,
      source: { page: 1, quote: index === 0 ? 'First thing to do' : 'Second thing to do' },
    })),
  };

  it('becomes a step where it stands in the document, with all its words', () => {
    const after = takeLeftOut(definition, blocks, { page: 1, quote: `${long.slice(0, 299)}…` });
    expect(after?.steps.map((step) => step.id)).toHaveLength(3);
    expect(after?.steps[1]).toMatchObject({ instructions: long, source: { page: 1, quote: long, box: { y: 60 } } });
  });

  it('goes to the end where it is not found', () => {
    const after = takeLeftOut(definition, blocks, { page: 1, quote: 'Nowhere in the document' });
    expect(after?.steps[2]?.title).toBe('Nowhere in the document');
  });
});
