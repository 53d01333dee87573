/** Charts as pictures that can be opened, whatever stands in them. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCharts } from '../../src/adapters/charts/charts.ts';
import { BAR_PARTS, type Bar, type Chart } from '../../src/cards/chart.ts';

const failures: unknown[] = [];
const charts = createCharts((error) => failures.push(error));
const bar = (label: string, done: number, open = 0, skipped = 0, missed = 0): Bar => ({
  ...{ label, parts: { done, open, skipped, missed } },
});
const chart = (bars: readonly Bar[], layout: Chart['layout'] = 'rows'): Chart => ({
  ...{ title: 'Today’s digest', subtitle: 'Monday 4 May', layout, bars, alt: '' },
});

/** The colours of a picture, as `#rrggbb`, with how many pixels have each. */
async function coloursOf(drawn: Chart): Promise<{ size: readonly [number, number]; colours: Map<string, number> }> {
  const bytes = await charts.draw(drawn);
  const image = await loadImage(Buffer.from(bytes ?? []));
  const pen = createCanvas(image.width, image.height).getContext('2d');
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  const colours = new Map<string, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = `#${Buffer.from(data.subarray(at, at + 3)).toString('hex')}`;
    colours.set(colour, (colours.get(colour) ?? 0) + 1);
  }
  return { size: [image.width, image.height], colours };
}

const [DONE, OPEN, SKIPPED, MISSED] = ['#2f8a68', '#c6d1df', '#e9bf62', '#c04f3d'] as const;

describe('a chart', () => {
  it.each(['rows', 'columns'] as const)('in %s has an area for each count, as large as it is', async (layout) => {
    const { size, colours } = await coloursOf(chart([bar('Opening', 6, 3, 2, 1), bar('Closing', 0)], layout));
    expect(size[0]).toBe(1_120);
    const area = (colour: string) => colours.get(colour) ?? 0;
    expect(area(DONE) / area(OPEN)).toBeCloseTo(2, 0);
    for (const [larger, smaller] of [
      [DONE, OPEN],
      [OPEN, SKIPPED],
      [SKIPPED, MISSED],
    ] as const) {
      expect(area(larger)).toBeGreaterThan(area(smaller));
    }
    expect(area(MISSED)).toBeGreaterThan(2_000);
  });

  it('writes letters that the machine has no fonts for', async () => {
    const ink = async (label: string) => (await coloursOf(chart([bar(label, 1)]))).colours.get('#1d2530') ?? 0;
    expect(await ink('Opening checks')).toBeGreaterThan((await ink(' ')) + 300);
  });

  it('names only what there is in its legend', async () => {
    const { colours } = await coloursOf(chart([bar('Opening', 4)]));
    expect([OPEN, SKIPPED, MISSED].filter((one) => colours.has(one))).toEqual([]);
  });

  it('can be drawn of anything', async () => {
    const count = fc.nat({ max: 100_000 });
    const bars = fc.array(
      fc.record({
        label: fc.string({ unit: 'binary', maxLength: 60 }),
        parts: fc.record({ done: count, open: count, skipped: count, missed: count }),
      }),
      { maxLength: 12 },
    );
    const property = fc.asyncProperty(bars, fc.constantFrom('rows', 'columns'), async (given, layout) => {
      const bytes = await charts.draw({ ...chart(given, layout), title: given[0]?.label ?? '' });
      const image = await loadImage(Buffer.from(bytes ?? []));
      expect(image.width).toBe(1_120);
    });
    await fc.assert(property, { numRuns: 10 });
    expect(failures).toEqual([]);
    expect(BAR_PARTS).toHaveLength(4);
  });
});
