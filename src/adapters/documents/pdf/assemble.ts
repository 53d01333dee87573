import type { Block } from '../../../engine/drafting/document.ts';
import { BlockBuilder, placeOf, roundSize } from './blocks.ts';
import { furnitureOf } from './furniture.ts';
import { areaOf, linesOf, piecesOf } from './layout.ts';
import type { Segment } from './lines.ts';
import type { Run } from './open.ts';
import type { Rule } from './rulings.ts';

/** Placed text of one page, in points from its upper left corner. */
export interface PlacedPage {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
  readonly rules?: readonly Rule[];
}

/** Placed text as blocks in reading order. Headers and footers are `repeated`; nothing is left out. */
export function assembled(pages: readonly PlacedPage[]): Block[] {
  // A page that is read from right to left is read in a mirror.
  const mirrored = new Map(pages.filter(isRightToLeft).map(({ page, width }) => [page, width]));
  const sheets = pages.map((sheet) => {
    const { page, height } = sheet;
    const { runs, rules = [] } = mirrored.has(page) ? inMirror(sheet) : sheet;
    const area = areaOf(runs, rules);
    return { page, height, area, segments: linesOf(area) };
  });
  const furniture = furnitureOf(sheets);
  // The header of a table that goes on over pages is no page header: a box is one only as a whole.
  for (const box of sheets.flatMap((sheet) => sheet.area.boxes)) {
    const lines = box.cells.flatMap(linesOf);
    if (!lines.every((line) => furniture.has(line))) for (const line of lines) furniture.delete(line);
  }
  const sizes = new Map<number, number>();
  for (const line of sheets.flatMap((sheet) => sheet.segments)) {
    if (furniture.has(line)) continue;
    const size = roundSize(line.size);
    sizes.set(size, (sizes.get(size) ?? 0) + line.text.length);
  }
  const builder = new BlockBuilder(sizes);
  for (const { page, area } of sheets) builder.addPage(page, piecesOf(area, furniture));
  const blocks = builder.blocks();
  return sheets.flatMap(({ page, segments }) => {
    const all = [
      ...blocks.filter((block) => block.page === page),
      ...segments.filter((line) => furniture.has(line)).map((line) => repeatedBlock(page, line)),
    ];
    const width = mirrored.get(page);
    return width === undefined ? all : all.map((block) => mirroredBack(block, width));
  });
}

function isRightToLeft({ runs }: PlacedPage): boolean {
  const letters = (some: readonly Run[]) => some.reduce((sum, run) => sum + run.text.length, 0);
  return letters(runs.filter((run) => run.rtl)) > letters(runs) / 2;
}

function inMirror(page: PlacedPage): PlacedPage {
  const { width, runs, rules = [] } = page;
  const turned = (rule: Rule) =>
    rule.isAcross ? { ...rule, from: width - rule.to, to: width - rule.from } : { ...rule, at: width - rule.at };
  return { ...page, runs: runs.map((run) => ({ ...run, x: width - run.x - run.width })), rules: rules.map(turned) };
}

function mirroredBack(block: Block, width: number): Block {
  if (!block.box) return block;
  const x = Math.round((width - block.box.x - block.box.width) * 10) / 10;
  return { ...block, box: { ...block.box, x } };
}

function repeatedBlock(page: number, line: Segment): Block {
  return { page, kind: 'paragraph', level: 0, text: line.text, repeated: true, ...placeOf([line]) };
}
