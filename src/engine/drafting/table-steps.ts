/** Tables in which a row is a step. */
import { blankColumns } from './blank-columns.ts';
import type { Candidate } from './candidate.ts';
import { choiceColumns } from './choice-columns.ts';
import { BOX, type Grid, gridsOf } from './columns.ts';
import type { Block } from './document.ts';
import type { Row } from './elements.ts';
import { fold, wordsOf } from './fold.ts';
import { instructionIn } from './instruction.ts';
import { MergedCells } from './merged-cells.ts';
import type { Section } from './outline.ts';
import { scheduleIn } from './routine.ts';
import { withUnit } from './unit-column.ts';
import type { ColumnWord, Lexicon } from './words/lexicon.ts';

const BOXED = /^(?:[☐☑☒□❏❑▢◻⬜]|\[[ xX]?\])\s*(?=\S)/;
/** A cell that begins as a list of its own: the first item is the step, the next ones say more of it. */
const ITEM = /^(?:\(?\d{1,2}[.)]|[-–•*▪])\s+(?=\p{L})/u;
const TAKEN: ReadonlySet<Section['kind']> = new Set(['steps', 'other', 'approval', 'materials']);

export function stepsOfTable(
  rows: readonly Row[],
  section: Section,
  place: { readonly lexicon: Lexicon },
): Candidate[] {
  if (!TAKEN.has(section.kind)) return [];
  const cells = rows.flatMap((row) => row.cells);
  const boxed = cells.filter((cell) => BOXED.test(cell.text));
  if (boxed.length >= 2 && boxed.length * 2 >= cells.length) return boxed.map((cell) => boxOf(cell, section));
  let heading = section.heading;
  return gridsOf(rows, place.lexicon).flatMap((grid) => {
    const { steps, last } = stepsOfGrid(grid, { section, lexicon: place.lexicon, heading });
    heading = last;
    return steps;
  });
}

/** A grid of boxes to tick, each cell one. */
function boxOf(cell: Block, section: Section): Candidate {
  const text = cell.text.replace(BOXED, '');
  return { block: cell, text, details: [], columns: {}, heading: section.heading, confidence: 0.9, nested: [] };
}

/** `last`: the section row that the next header of the table still stands under. */
function stepsOfGrid(
  grid: Grid,
  under: { readonly section: Section; readonly lexicon: Lexicon; readonly heading: Block | undefined },
): { readonly steps: Candidate[]; readonly last: Block | undefined } {
  const { section, lexicon } = under;
  const { step } = grid;
  const status = grid.columns.some((one) => one.word === 'status');
  if (step === undefined || ((section.kind === 'materials' || section.kind === 'approval') && !status))
    return { steps: [], last: under.heading };
  const wide = grid.rows.filter((row) => row.cells.length > 1).length * 2 > grid.rows.length;
  const found: Candidate[] = [];
  const blank = blankColumns(grid);
  const choices = choiceColumns(grid);
  const merged = new MergedCells(step);
  let { heading } = under;
  for (const [index, row] of grid.rows.entries()) {
    const block = at(row, step);
    merged.see(row);
    // What a formula would say, nobody knows: the reader notes it, and the reviewer is asked.
    if (block?.unresolved) continue;
    if (isHeading(row, { step, wide, grid, lexicon }) || isNumberedHeading(row, grid.rows[index + 1], grid)) {
      heading = row.cells[0];
    } else if (block) {
      found.push(candidateOf(merged.fill(row), block, { grid, blank, choices, heading, lexicon }));
    } else {
      const last = found.pop();
      if (last) found.push({ ...last, details: [...last.details, ...row.cells.flatMap((cell) => said(cell, grid))] });
    }
  }
  return { steps: found, last: heading };
}

/** A row of one cell above rows of several names what follows. */
function isHeading(
  row: Row,
  table: { readonly step: number; readonly wide: boolean; readonly grid: Grid; readonly lexicon: Lexicon },
): boolean {
  const { step, wide, grid, lexicon } = table;
  const cells = row.cells.filter((cell) => !BOX.test(cell.text));
  const [only] = cells;
  if (only === undefined || wordsOf(only.text).length > 12) return false;
  const same = cells.every((cell) => cell.text === only.text);
  if (!same) return false;
  if (cells.length > 1 || (only.table?.span?.columns ?? 1) > 2) return true;
  if (!wide || row.cells.length > 1) return false;
  if (only.table?.column !== step) return true;
  const loud =
    only.bold === true ||
    /:$/.test(only.text) ||
    (only.text === only.text.toUpperCase() && /\p{Lu}{3}/u.test(only.text));
  const filled = grid.columns.filter((one) => one.word === 'number' || one.word === 'role');
  return loud || (filled.length > 0 && instructionIn(only.text, lexicon) === undefined);
}

/** "1 | Fire safety" above "1.1 | Are the exits clear?". */
function isNumberedHeading(row: Row, next: Row | undefined, grid: Grid): boolean {
  const column = grid.columns.find((one) => one.word === 'number')?.column;
  if (column === undefined || next === undefined) return false;
  const number = at(row, column)?.text.replace(/[.)]$/, '') ?? '';
  const words = row.cells.filter((cell) => cell.table?.column !== column && !BOX.test(cell.text));
  return (
    words.length === 1 &&
    /^[\p{L}\d]+(?:\.\d+)*$/u.test(number) &&
    at(next, column)?.text.startsWith(`${number}.`) === true
  );
}

function candidateOf(
  row: Row,
  block: Block,
  place: {
    readonly grid: Grid;
    readonly blank: readonly string[];
    readonly choices: readonly string[] | undefined;
    readonly heading: Block | undefined;
    readonly lexicon: Lexicon;
  },
): Candidate {
  const { grid, blank, choices, heading, lexicon } = place;
  const text = (word: ColumnWord) => {
    const column = grid.columns.find((one) => one.word === word)?.column;
    const cell = column === undefined || column === grid.step ? undefined : at(row, column);
    return cell === undefined || BOX.test(cell.text) ? undefined : cell.text;
  };
  const role = text('role');
  const evidence = text('evidence');
  const printed = text('limit');
  const limit = printed === undefined ? undefined : withUnit(printed, row, grid);
  // "When: daily" says how often.
  const when = text('due');
  const often = when !== undefined && scheduleIn(when, lexicon) !== undefined;
  const due = often ? undefined : when;
  const frequency = text('frequency') ?? (often ? when : undefined);
  const known = new Set(grid.columns.filter((one) => SAID_ELSEWHERE.has(one.word)).map((one) => one.column));
  const status = new Set(grid.columns.filter((one) => one.word === 'status').map((one) => one.column));
  const listed = partsOf(block.text);
  const name = listed.length > 2 ? nameOf(row, block, grid) : undefined;
  const [first = '', ...further] = name === undefined ? listed : [name.text, ...listed];
  const details = row.cells
    .filter((cell) => cell !== block && cell !== name && !known.has(cell.table?.column ?? -1) && tells(cell, block))
    // "Not started" is how far a run is, not how the step is done.
    .filter((cell) => !status.has(cell.table?.column ?? -1) || wordsOf(cell.text).length > 3)
    .flatMap((cell) => said(cell, grid));
  // "Photo" and "°C" become evidence and say no more than it.
  const rest = [limit, evidence !== undefined && wordsOf(evidence).length > 1 ? evidence : undefined].filter(
    (one): one is string => one !== undefined,
  );
  return {
    block,
    text: first.replace(BOXED, '').replace(ITEM, ''),
    details: [...further, ...details, ...rest],
    columns: {
      ...(role ? { role } : {}),
      ...(evidence ? { evidence } : {}),
      ...(limit ? { limit } : {}),
      ...(due ? { due } : {}),
      ...(frequency ? { frequency } : {}),
      ...(blank.length > 0 ? { blank } : {}),
      ...(choices ? { choices } : {}),
    },
    heading,
    confidence: 0.9,
    nested: [],
  };
}

/** Columns that give the step a field of its own; the others are told in its instructions, each under its header. */
const SAID_ELSEWHERE: ReadonlySet<ColumnWord> = new Set(['number', 'step', 'role', 'evidence', 'limit']);

/** The parts of a cell that is a list of its own, by lines or by numbers in one line ("1. Empty it. 2. Wipe it."). */
function partsOf(text: string): string[] {
  if (!ITEM.test(text)) return [text];
  const lines = text.split('\n');
  if (lines.length > 1 || !text.startsWith('1')) return lines;
  return text.split(/\s+(?=\d{1,2}[.)]\s+\p{L})/u).map((part) => part.replace(ITEM, ''));
}

/** The first cell of a row, where it names what the row is about: above a list of how, that is the step. */
function nameOf(row: Row, block: Block, grid: Grid): Block | undefined {
  const [first] = row.cells;
  if (first === undefined || first === block || BOX.test(first.text) || !/\p{L}{3}/u.test(first.text)) return undefined;
  const word = grid.columns.find((one) => one.column === first.table?.column)?.word;
  return word === undefined && wordsOf(first.text).length <= 8 ? first : undefined;
}

/** "Yes" and "n/a" tell nothing; left of the step, "Bar" tells where. */
function tells(cell: Block, step: Block): boolean {
  const before = (cell.table?.column ?? 0) < (step.table?.column ?? 0);
  return cell.text.length > 3 || (before && /\p{L}{2}/u.test(cell.text));
}

/** A cell in words, with its header. */
function said(cell: Block, grid: Grid): string[] {
  if (BOX.test(cell.text) || cell.unresolved) return [];
  const header = cell.table?.header ?? grid.headers.get(cell.table?.column ?? -1);
  return [
    header && fold(header) !== fold(cell.text)
      ? `${header}:${cell.text.includes('\n') ? '\n' : ' '}${cell.text}`
      : cell.text,
  ];
}

function at(row: Row, column: number): Block | undefined {
  return row.cells.find((cell) => cell.table?.column === column);
}
