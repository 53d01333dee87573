/** Charts as SVG: what they say, that they stand within their sheet, and that nothing in them could run or be refused. */
import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { BAR_PARTS, type Bar, type Chart } from '../../src/cards/chart.ts';
import { drawn, type Shape } from '../../src/cards/chart-drawing.ts';
import { chartSvgs } from '../../src/cards/chart-svg.ts';
import { digestChart } from '../../src/cards/views/digest-chart.ts';
import { COMPARED_DIGEST, DAYS_DIGEST } from './digests.ts';

const week = digestChart(COMPARED_DIGEST) as Chart;
const day = digestChart(DAYS_DIGEST) as Chart;

interface Node {
  readonly nodeName: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
  readonly value?: string;
}

const all = (node: Node): readonly Node[] => [node, ...(node.childNodes ?? []).flatMap(all)];
const nodesOf = (svg: string) => all(parseFragment(svg) as unknown as Node);
const textsOf = (svg: string, name = 'text') =>
  nodesOf(svg)
    .filter((one) => one.nodeName === name)
    .map((one) => one.childNodes?.map((child) => child.value).join(''));

describe('a chart as SVG', () => {
  it('is called what its picture is called, and described as it is', () => {
    for (const svg of Object.values(chartSvgs(week, 'c1'))) {
      expect(textsOf(svg, 'title')).toEqual(['Digest of the last seven days']);
      expect(textsOf(svg, 'desc')).toEqual([week.alt]);
      expect(svg).toMatch(/role="img" aria-labelledby="c1-\w+-title" aria-describedby="c1-\w+-desc"/);
    }
  });

  it('says how much of what, on which day, and what the marks are', () => {
    const { wide, narrow } = chartSvgs(week, 'c1');
    expect(textsOf(wide)).toEqual(
      expect.arrayContaining(['Tue 28', '12 of 12', 'Thu 30', '9 of 12', '–', 'Missed', 'Done a week before']),
    );
    expect(textsOf(narrow)).toEqual(expect.arrayContaining(['Tue', '12/12', 'Thu', '9/12', 'Done a week before']));
    expect(textsOf(chartSvgs(day, 'c2').narrow)).toEqual(expect.arrayContaining(['Café opening', '6 of 9']));
  });

  it('takes the colours of the page it stands in, and ours where that has none', () => {
    const { wide } = chartSvgs(week, 'c1');
    for (const part of BAR_PARTS) expect(wide).toMatch(new RegExp(`fill="var\\(--chart-${part}, #[0-9a-f]{6}\\)"`));
    expect(wide).toContain('fill="currentColor"');
  });

  it('has nothing in it that a strict policy refuses, whatever it is called', () => {
    const hostile = '</title><script>alert(1)</script>" onload="x" \u202E &amp; \u0000';
    const chart: Chart = { ...day, title: hostile, alt: hostile, bars: [{ ...(day.bars[0] as Bar), label: hostile }] };
    for (const svg of Object.values(chartSvgs(chart, 'c1'))) {
      expect(new Set(nodesOf(svg).map((one) => one.nodeName))).toEqual(
        new Set(['#document-fragment', 'svg', 'title', 'desc', '#text', 'text', 'path']),
      );
      const names = nodesOf(svg).flatMap((one) => one.attrs ?? []);
      expect(names.map((one) => one.name).filter((name) => /^on|style|href|class/.test(name))).toEqual([]);
      expect(textsOf(svg, 'title')[0]).toContain('<script>alert(1)</script>');
    }
  });

  it('stands within its sheet, whatever it counts and however long its labels are', () => {
    const count = fc.nat({ max: 5_000 });
    const parts = fc.record({ done: count, open: count, skipped: count, missed: count });
    const bar = fc.record({ label: fc.string({ maxLength: 60 }), parts, before: fc.option(count, { nil: undefined }) });
    const property = fc.property(
      fc.array(bar, { minLength: 1, maxLength: 10 }),
      fc.constantFrom('rows', 'columns'),
      fc.constantFrom(290, 520, 560),
      (bars, layout, width) => {
        const { height, shapes } = drawn({ ...day, layout, bars: bars as Bar[] }, { width, edge: 10, isBare: false });
        const out = shapes.filter((one) => !isWithin(one, width, height));
        expect(out).toEqual([]);
      },
    );
    fc.assert(property, { numRuns: 200 });
  });
});

function isWithin(shape: Shape, width: number, height: number): boolean {
  // Half as wide as they are high, about: what is longer is cut where a width is given.
  const long = shape.type === 'words' && shape.align === undefined ? (shape.text.length * shape.size) / 2 : 0;
  const right = shape.type === 'words' ? shape.x + Math.min(shape.width ?? long, long) : shape.x + shape.width;
  const low = shape.type === 'words' ? shape.y : shape.y + shape.height;
  // Sums of fractions.
  const slack = 0.01;
  return shape.x >= -slack && shape.y >= -slack && right <= width + slack && low <= height + slack;
}
