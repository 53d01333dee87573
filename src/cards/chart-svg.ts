/**
 * A chart as SVG that a page takes into itself. Its colours are those of the page, in light and dark (`--chart-done` and so
 * on; ours where a page has none), and it has no style, script or address in it, which a strict policy would refuse.
 */
import { type Chart, LOOKS } from './chart.ts';
import { type Box, type Corners, drawn, type Shape, type Words } from './chart-drawing.ts';
import { charactersOf, element, escaped, rounded } from './svg.ts';
import { clean } from './text.ts';

/** Two of a card's widths: at a desk, and on a phone as large as it is shown there. */
const WIDE = 520;
const NARROW = 290;

export interface Svgs {
  readonly wide: string;
  readonly narrow: string;
}

/** `id`: what its title and description are called by in the page; another one for each chart. */
export function chartSvgs(chart: Chart, id: string): Svgs {
  return { wide: svg(chart, WIDE, `${id}-wide`), narrow: svg(chart, NARROW, `${id}-narrow`) };
}

function svg(chart: Chart, width: number, id: string): string {
  const { height, shapes } = drawn(chart, { width, edge: 2, isBare: true });
  const about = [
    element('title', { id: `${id}-title` }, escaped(chart.title)),
    element('desc', { id: `${id}-desc` }, escaped(chart.alt)),
  ];
  const described = { role: 'img', 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-desc` };
  const size = { viewBox: `0 0 ${width} ${height}`, width, height };
  const within = [...about, ...shapes.map((shape) => drawShape(shape))].join('');
  return element('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size, ...described }, within);
}

function drawShape(shape: Shape): string {
  switch (shape.type) {
    case 'words':
      return words(shape);
    case 'box':
      return element('path', {
        d: outline(shape, shape.corners),
        fill: `var(--chart-${shape.part}, ${LOOKS[shape.part].fill})`,
      });
    case 'ground':
      return element('path', { d: outline(shape), fill: 'var(--chart-line, #d3d8e0)' });
    case 'before':
      return element('path', { d: outline(shape), fill: 'currentColor' });
  }
}

function words({ text, x, y, size, ink, isBold, align, width }: Words): string {
  const fill =
    ink === 'strong'
      ? 'currentColor'
      : ink === 'quiet'
        ? 'var(--chart-quiet, #667080)'
        : `var(--chart-on-${ink}, ${LOOKS[ink].ink})`;
  const look = { fill, 'font-size': size, ...(isBold ? { 'font-weight': 600 } : {}) };
  const at = {
    x: rounded(x),
    y: rounded(y),
    'dominant-baseline': 'central',
    ...(align ? { 'text-anchor': 'middle' } : {}),
  };
  return element('text', { ...at, ...look }, escaped(fitting(text, size, width)));
}

/** How wide a letter is for its height, on average. */
const LETTER = 0.52;

/** Which letters a page has is not known here: what is cut is cut early. */
function fitting(text: string, size: number, width = Infinity): string {
  const most = Math.max(1, Math.floor(width / (size * LETTER)));
  const seen = clean(text).replaceAll(/\s+/g, ' ');
  const characters = charactersOf(seen);
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : seen;
}

/** A box with round corners, clockwise from its top left. */
function outline({ x, y, width, height }: Box, [first, second, third, fourth]: Corners = [0, 0, 0, 0]): string {
  const corner = (round: number, toX: number, toY: number) =>
    round > 0 ? `a${rounded(round)} ${rounded(round)} 0 0 1 ${rounded(toX)} ${rounded(toY)}` : '';
  return [
    `M${rounded(x + first)} ${rounded(y)}H${rounded(x + width - second)}`,
    `${corner(second, second, second)}V${rounded(y + height - third)}`,
    `${corner(third, -third, third)}H${rounded(x + fourth)}`,
    `${corner(fourth, -fourth, -fourth)}V${rounded(y + first)}`,
    `${corner(first, first, -first)}Z`,
  ].join('');
}
