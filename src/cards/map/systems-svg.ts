/** Which procedure reads and writes which system, as a table in SVG: a row for each procedure, a column for each system. */
import { LIMITS } from '../../engine/limits.ts';
import type { Matrix, Procedure, Touch } from '../../engine/map/matrix.ts';
import { count } from '../sentence.ts';
import { element, rounded } from '../svg.ts';
import type { Shape } from './arranged.ts';
import type { Colour, Paint } from './colours.ts';
import type { BoxLine } from './flow-boxes.ts';
import { type Letters, oneLine, widthOf, wrapped } from './letters.ts';
import { about, drawLine, linked, paintFor, type Standing, sheet } from './svg-sheet.ts';

export interface SystemsPicture {
  readonly id: string;
  readonly standing: Standing;
  readonly shape: Shape;
  /** Where a procedure leads to, by its id; absent: nowhere. */
  readonly href?: ((sop: string) => string) | undefined;
}

const MARGIN = 16;
const ROW = 34;
const COLUMN = 46;
/** On a phone its names are cut earlier, so that some of its columns are seen beside them. */
const LONGEST_LABEL = { wide: 250, narrow: 140 } as const;
const LABEL: Letters = { size: 13 };
const HEAD: Letters = { size: 12.5 };
const STREAM: Letters = { size: 12, isBold: true };
/** Names of systems stand aslant above their columns, as long as this at most. */
const LONGEST_HEAD = 170;
const SLANT = Math.PI / 4;

const LOOKS: Readonly<
  Record<Touch['how'], { readonly sign: string; readonly says: string; readonly colour: 'read' | 'write' }>
> = {
  reads: { sign: 'R', says: 'reads', colour: 'read' },
  writes: { sign: 'W', says: 'writes', colour: 'write' },
  both: { sign: 'RW', says: 'reads and writes', colour: 'write' },
};

export function systemsSvg(matrix: Matrix, { id, standing, shape, href }: SystemsPicture): string {
  const longestLabel = LONGEST_LABEL[shape];
  const paint = paintFor(standing);
  const systems = matrix.systems.slice(0, LIMITS.mapSystems);
  const procedures = matrix.procedures.slice(0, LIMITS.mapProcedures);
  const label =
    Math.ceil(Math.max(120, ...procedures.map((one) => Math.min(longestLabel, widthOf(one.title, LABEL))))) + 18;
  const longest = Math.max(0, ...systems.map((one) => Math.min(LONGEST_HEAD, widthOf(oneLine(one), HEAD))));
  const heads = MARGIN + longest * Math.sin(SLANT) + 22;
  const rows = rowsOf(procedures, heads);
  const table = { left: MARGIN + label, top: heads, width: systems.length * COLUMN, foot: rows.end };

  const drawn = [
    ...systems.map((system, column) => drawHead(paint, system, table.left + (column + 0.5) * COLUMN, heads)),
    ...grid(paint, table, systems.length, rows),
    ...rows.streams.map(({ name, y }) =>
      element('g', {}, drawCut(paint, name, STREAM, { x: MARGIN, y, width: label + table.width, ink: 'quiet' })),
    ),
    ...rows.procedures.flatMap(({ procedure, y }) => [
      drawLabel(paint, procedure, { y, width: longestLabel }, href),
      ...procedure.touches.slice(0, systems.length).map((touch, column) => {
        const at = { x: table.left + (column + 0.5) * COLUMN, y };
        return touch
          ? drawTouch(paint, touch, at, `${procedure.title} ${LOOKS[touch.how].says} ${systems[column]}`)
          : '';
      }),
    ]),
  ];
  const said = leftOut(matrix, systems.length, procedures.length);
  const foot = [...(systems.length === 0 ? ['No step names a system that it reads or writes.'] : []), ...said];
  const notes = foot.map((text, index) =>
    drawLine(paint, { text, x: MARGIN, y: rows.end + 44 + index * 18, size: 12, ink: 'quiet' }),
  );
  const key = systems.length === 0 ? '' : legend(paint, rows.end + 22);
  const slanted = systems.length === 0 ? 0 : longest * Math.cos(SLANT) - COLUMN / 2;
  const least = Math.max(380, table.left + table.width + Math.max(12, slanted) + MARGIN);
  const size = { width: least, height: rows.end + 40 + foot.length * 18 + 8 };
  const about = { id, title: 'Systems and procedures', alt: altOf(matrix), ...size };
  return sheet(about, { standing, hasLinks: href !== undefined }, [...drawn, key, ...notes].join(''));
}

interface Rows {
  readonly streams: readonly { readonly name: string; readonly y: number }[];
  readonly procedures: readonly { readonly procedure: Procedure; readonly y: number }[];
  readonly end: number;
}

/** Each workstream has a line above its procedures, where there are any. */
function rowsOf(procedures: readonly Procedure[], top: number): Rows {
  const streams: { name: string; y: number }[] = [];
  const rows: { procedure: Procedure; y: number }[] = [];
  const isNamed = procedures.some((one) => one.workstream !== null);
  let y = top;
  let stream: string | null | undefined;
  for (const procedure of procedures) {
    if (isNamed && procedure.workstream !== stream) {
      stream = procedure.workstream;
      streams.push({ name: stream ?? 'No workstream', y: y + ROW * 0.6 });
      y += ROW;
    }
    rows.push({ procedure, y: y + ROW / 2 });
    y += ROW;
  }
  return { streams, procedures: rows, end: y };
}

interface Table {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly foot: number;
}

function grid(
  paint: Paint,
  { left, top, width, foot }: Table,
  columns: number,
  { procedures }: Rows,
): readonly string[] {
  const stroke = { 'stroke-width': 1, ...paint({ stroke: 'grid' }) };
  const across = procedures.map(({ y }) => `M${MARGIN} ${rounded(y + ROW / 2)}H${rounded(left + width)}`);
  const down = Array.from({ length: columns }, (_, column) => {
    return `M${rounded(left + (column + 0.5) * COLUMN)} ${rounded(top)}V${rounded(foot)}`;
  });
  return [element('path', { d: [...across, ...down].join(''), ...stroke })];
}

function drawHead(paint: Paint, system: string, x: number, y: number): string {
  const { lines } = wrapped(system, HEAD, { width: LONGEST_HEAD, lines: 1 });
  const turned = `translate(${rounded(x)} ${rounded(y - 8)}) rotate(-45)`;
  const words = drawLine(paint, { text: lines[0] ?? '', x: 0, y: 0, ...HEAD, ink: 'ink' });
  return element('g', { transform: turned }, `${about(system)}${words}`);
}

function drawLabel(
  paint: Paint,
  { id, title }: Procedure,
  at: { readonly y: number; readonly width: number },
  href: SystemsPicture['href'],
): string {
  return linked(href?.(id), drawCut(paint, title, LABEL, { x: MARGIN, ...at, ink: 'ink' }));
}

function drawCut(
  paint: Paint,
  text: string,
  letters: Letters,
  { x, y, width, ink }: Pick<BoxLine, 'x' | 'y' | 'ink'> & { readonly width: number },
): string {
  const { lines } = wrapped(text, letters, { width, lines: 1 });
  return `${about(text)}${drawLine(paint, { text: lines[0] ?? '', x, y, ...letters, ink })}`;
}

function drawTouch(paint: Paint, touch: Touch, at: { readonly x: number; readonly y: number }, says: string): string {
  const inSteps = (word: string, steps: Touch['reads']) =>
    steps.length === 0 ? [] : [`${word}: ${steps.map(({ order, title }) => `${order}. ${title}`).join(', ')}`];
  const all = [says, ...inSteps('Read in', touch.reads), ...inSteps('Written in', touch.writes)].join('\n');
  return element('g', {}, `${about(all)}${sign(paint, touch.how, at)}`);
}

/** Told apart by their letters, and by colour. */
function sign(paint: Paint, how: Touch['how'], { x, y }: { readonly x: number; readonly y: number }): string {
  const { sign, colour } = LOOKS[how];
  const ink: Colour = `${colour}-ink`;
  const box = { x: rounded(x - 16), y: rounded(y - 11), width: 32, height: 22, rx: 6 };
  const around = element('rect', { ...box, ...paint({ fill: colour, stroke: `${colour}-line` }) });
  return `${around}${drawLine(paint, { text: sign, x, y, size: 12, isBold: true, ink, align: 'center' })}`;
}

function legend(paint: Paint, y: number): string {
  let x = MARGIN + 16;
  return (['reads', 'writes', 'both'] as const)
    .map((how) => {
      const { says } = LOOKS[how];
      const entry = `${sign(paint, how, { x, y })}${drawLine(paint, { text: says, x: x + 24, y, size: 12, ink: 'quiet' })}`;
      x += 62 + widthOf(says, { size: 12 });
      return entry;
    })
    .join('');
}

function leftOut({ systems, procedures }: Matrix, columns: number, rows: number): readonly string[] {
  const more = [
    ...(procedures.length > rows ? [count(procedures.length - rows, 'more procedure')] : []),
    ...(systems.length > columns ? [count(systems.length - columns, 'more system')] : []),
  ];
  return more.length === 0 ? [] : [`and ${more.join(' and ')}, which the table has`];
}

function altOf({ systems, procedures }: Matrix): string {
  const touched = procedures.flatMap((one) => one.touches.filter((touch) => touch !== null));
  const writing = touched.filter(({ how }) => how !== 'reads').length;
  return `${count(procedures.length, 'procedure')} and ${count(systems.length, 'system')}: ${touched.length - writing} times one only reads the other, ${writing} times it writes it.`;
}
