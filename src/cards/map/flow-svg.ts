/** The flow of a procedure as SVG, once its boxes have their places. */
import type { FlowEdge } from '../../engine/map/flow-graph.ts';
import { count } from '../sentence.ts';
import { element, rounded } from '../svg.ts';
import type { Arranged, Point, Size } from './arranged.ts';
import type { Colour, Paint } from './colours.ts';
import type { FlowBox, FlowLabel, FlowParts, Strip } from './flow-boxes.ts';
import { about, drawLine, linked, paintFor, type Standing, sheet } from './svg-sheet.ts';

export interface FlowPicture {
  readonly id: string;
  /** Of the procedure. */
  readonly title: string;
  readonly standing: Standing;
  /** Where a step leads to; absent: nowhere. */
  readonly href?: ((step: string) => string) | undefined;
}

const MARGIN = 16;
const PLAIN = 'Drawn as a plain list, because a better picture took too long.';

export function flowSvg(parts: FlowParts, arranged: Arranged, { id, title, standing, href }: FlowPicture): string {
  const paint = paintFor(standing);
  const places = new Map(arranged.nodes.map((one) => [one.id, one]));
  const lines = new Map(arranged.edges.map((one) => [one.id, one]));
  const edges = parts.edges.map(({ id, type }) => drawEdge(paint, type, lines.get(id)?.points ?? []));
  const boxes = parts.boxes.map((box) => {
    const place = places.get(box.id);
    const link = box.step === undefined ? undefined : href?.(box.step);
    return place ? moved(place, linked(link, drawBox(paint, box))) : '';
  });
  const labels = parts.labels.map((label) => {
    const place = lines.get(label.edge)?.label;
    return place ? moved(place, drawLabel(paint, label)) : '';
  });
  const note = arranged.isPlain ? 26 : 0;
  const said = { text: PLAIN, x: MARGIN, y: MARGIN + 6, size: 12, ink: 'quiet' } as const;
  const drawn = element(
    'g',
    { transform: `translate(${MARGIN} ${MARGIN + note})` },
    [...edges, ...labels, ...boxes].join(''),
  );
  const noted = arranged.isPlain ? `${drawLine(paint, said)}${drawn}` : drawn;
  const least = arranged.isPlain ? 380 : 0;
  const size = { width: Math.max(least, arranged.width + 2 * MARGIN), height: arranged.height + 2 * MARGIN + note };
  return sheet({ id, title, alt: altOf(parts, arranged), ...size }, { standing, hasLinks: href !== undefined }, noted);
}

function altOf({ boxes, labels }: FlowParts, { isPlain }: Arranged): string {
  const strips = boxes.flatMap((one) => one.strips);
  const gates = strips.filter(({ type }) => type === 'gate').length;
  const answers = boxes.filter((one) => one.look === 'approval').length;
  const counted = [
    count(boxes.filter((one) => one.step !== undefined).length, 'step'),
    count(labels.length, 'branch', 'branches'),
    count(gates + answers, 'approval'),
    count(strips.length - gates, 'boundary', 'boundaries'),
  ].filter((one, index) => index === 0 || !one.startsWith('0 '));
  return `The flow of its steps, from top to bottom: ${counted.join(', ')}.${isPlain ? ` ${PLAIN}` : ''}`;
}

function moved({ x, y }: Point, drawn: string): string {
  return element('g', { transform: `translate(${rounded(x)} ${rounded(y)})` }, drawn);
}

const LINES: Readonly<Record<FlowBox['look'], Colour>> = {
  start: 'line',
  end: 'line',
  task: 'line',
  decision: 'decision-line',
  approval: 'gate-line',
};
const FILLS: Readonly<Record<FlowBox['look'], Colour>> = {
  start: 'badge',
  end: 'badge',
  task: 'box',
  decision: 'decision',
  approval: 'gate',
};

function drawBox(paint: Paint, box: FlowBox): string {
  const { look, number, lines, strips } = box;
  const outline = outlineOf(box);
  const line = element('path', { d: outline, ...paint({ fill: 'none', stroke: LINES[look] }), 'stroke-width': 1.25 });
  return [
    about(box.about),
    element('path', { d: outline, ...paint({ fill: FILLS[look] }) }),
    ...strips.map((one) => drawStrip(paint, box, one)),
    // The page's style finds it by this: what is focused has a thicker line.
    element('g', { class: 'map-outline' }, line),
    ...(number === undefined ? [] : [badge(paint, look, number)]),
    ...lines.map((one) => drawLine(paint, one)),
  ].join('');
}

/** How the corners are cut: people know a decision by its form where they do not see its colour. */
const CORNERS: Readonly<Record<FlowBox['look'], number>> = { start: 20, end: 18, task: 8, decision: 14, approval: 8 };

function outlineOf({ look, width, height }: FlowBox): string {
  return outline({ width, height }, look, { top: 0, isTopRound: true, isFootRound: true });
}

/** As wide as its box, and at its foot in the form of the box. */
function drawStrip(paint: Paint, { look, width, height }: FlowBox, strip: Strip): string {
  const isFoot = Math.abs(strip.y + strip.height - height) < 0.5;
  const d = outline({ width, height: strip.height }, look, { top: strip.y, isTopRound: false, isFootRound: isFoot });
  const middle = { x: 23, y: strip.y + strip.height / 2 };
  return [
    element('path', { d, ...paint({ fill: strip.type }) }),
    element('path', { d: `M0 ${rounded(strip.y)}H${width}`, ...paint({ stroke: `${strip.type}-line` }) }),
    strip.type === 'gate' ? tick(paint, middle) : noEntry(paint, middle),
  ].join('');
}

/** Clockwise from the top left. */
function outline(
  { width, height }: Size,
  look: FlowBox['look'],
  {
    top,
    isTopRound,
    isFootRound,
  }: { readonly top: number; readonly isTopRound: boolean; readonly isFootRound: boolean },
): string {
  const corner = Math.min(CORNERS[look], height / 2);
  const [head, foot] = [isTopRound ? corner : 0, isFootRound ? corner : 0];
  const turn = (r: number, x: number, y: number) => {
    if (r === 0) return '';
    return look === 'decision' ? `l${x * r} ${y * r}` : `a${r} ${r} 0 0 1 ${x * r} ${y * r}`;
  };
  const [y, low] = [rounded(top), rounded(top + height)];
  return [
    `M${head} ${y}H${width - head}${turn(head, 1, 1)}V${rounded(low - foot)}${turn(foot, -1, 1)}`,
    `H${foot}${turn(foot, -1, -1)}V${rounded(y + head)}${turn(head, 1, -1)}Z`,
  ].join('');
}

function badge(paint: Paint, look: FlowBox['look'], number: number): string {
  const at = { x: 23, y: 19 };
  const ink: Colour = look === 'decision' ? 'decision-ink' : look === 'approval' ? 'gate-ink' : 'ink';
  const around =
    look === 'task'
      ? [element('rect', { x: 10, y: 9, width: 26, height: 20, rx: 5, ...paint({ fill: 'badge' }) })]
      : [];
  return [
    ...around,
    drawLine(paint, { text: String(number), ...at, size: 12, isBold: true, ink, align: 'center' }),
  ].join('');
}

function tick(paint: Paint, { x, y }: Point): string {
  const d = `M${rounded(x - 4.5)} ${rounded(y)}l3.2 3.4 6 -7`;
  return element('path', {
    d,
    'stroke-width': 2,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...paint({ fill: 'none', stroke: 'gate-line' }),
  });
}

/** A circle with a bar across. */
function noEntry(paint: Paint, { x, y }: Point): string {
  const look = { 'stroke-width': 1.75, ...paint({ fill: 'none', stroke: 'stop-line' }) };
  const d = `M${rounded(x - 6)} ${rounded(y)}a6 6 0 1 1 12 0a6 6 0 1 1 -12 0M${rounded(x - 3)} ${rounded(y)}h6`;
  return element('path', { d, ...look });
}

function drawLabel(paint: Paint, { width, height, lines, about: said }: FlowLabel): string {
  const around = { width, height, rx: Math.min(10, height / 2), ...paint({ fill: 'paper', stroke: 'decision-line' }) };
  return [about(said), element('rect', around), ...lines.map((one) => drawLine(paint, one))].join('');
}

function drawEdge(paint: Paint, type: FlowEdge['type'], points: readonly Point[]): string {
  const [end, before] = [points.at(-1), points.at(-2)];
  if (!end || !before) return '';
  const colour: Colour = type === 'branch' ? 'decision-line' : 'edge';
  const path = element('path', {
    d: bent(points),
    'stroke-width': 1.5,
    ...paint({ fill: 'none', stroke: colour }),
  });
  return `${path}${element('path', { d: arrow(before, end), ...paint({ fill: colour }) })}`;
}

/** Straight lines with round corners; as round as the shorter of both lines has room for. */
function bent(points: readonly Point[]): string {
  const middle = points.slice(1, -1).map((corner, index) => {
    const [from, to] = [points[index] ?? corner, points[index + 2] ?? corner];
    const r = Math.min(8, apart(from, corner) / 2, apart(corner, to) / 2);
    const [start, end] = [toward(corner, from, r), toward(corner, to, r)];
    return `L${at(start)}Q${at(corner)} ${at(end)}`;
  });
  const [first, last] = [points[0], points.at(-1)];
  return first && last ? `M${at(first)}${middle.join('')}L${at(last)}` : '';
}

const at = ({ x, y }: Point) => `${rounded(x)} ${rounded(y)}`;
const apart = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);

function toward(from: Point, to: Point, by: number): Point {
  const whole = apart(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / whole, y: from.y + ((to.y - from.y) * by) / whole };
}

function arrow(before: Point, end: Point): string {
  const whole = apart(before, end) || 1;
  const [dx, dy] = [(end.x - before.x) / whole, (end.y - before.y) / whole];
  const back = { x: end.x - dx * 8, y: end.y - dy * 8 };
  const sides = [1, -1].map((side) => ({ x: back.x - dy * 4.5 * side, y: back.y + dx * 4.5 * side }));
  return `M${at(end)}${sides.map((one) => `L${at(one)}`).join('')}Z`;
}
