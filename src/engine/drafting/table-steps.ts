/** Tables in which a row is a step. */
import type { Candidate } from './candidate.ts';
import type { Block } from './document.ts';
import type { Row } from './elements.ts';
import { fold } from './fold.ts';
import { instructionIn } from './instruction.ts';
import type { Section } from './outline.ts';
import type { ColumnWord, Lexicon } from './words/lexicon.ts';

export function stepsOfTable(rows: readonly Row[], section: Section, lexicon: Lexicon): Candidate[] {
  if (section.kind !== 'steps' && section.kind !== 'other') return [];
  const columns = columnsOf(rows, lexicon);
  const step = columns.find((one) => one.word === 'step')?.column;
  if (step === undefined) return [];
  const texts = rows.flatMap((row) => at(row, step) ?? []);
  const told = texts.filter((block) => instructionIn(block.text, lexicon) !== undefined).length;
  const boxes = rows.some((row) => row.cells.some((cell) => BOX.test(cell.text)));
  const others = columns.filter((one) => one.word === 'role' || one.word === 'evidence' || one.word === 'due').length;
  // A table of facts may call a column "Description" or "Item" too; a table of steps says who, when or how to prove it.
  if (!boxes && told < texts.length * 0.4 && others === 0) return [];
  return rows.flatMap((row) => {
    const block = at(row, step);
    return block ? [candidateOf(row, block, columns, section)] : [];
  });
}

const BOX = /^(?:[☐☑☒□❏❑]|\[[ xX]?\])$/;

interface Column {
  readonly column: number;
  readonly word: ColumnWord;
}

function columnsOf(rows: readonly Row[], lexicon: Lexicon): Column[] {
  const headers = new Map<number, string>();
  for (const { table } of rows.flatMap((row) => row.cells)) {
    if (table?.header !== undefined) headers.set(table.column, fold(table.header));
  }
  const order = ['number', 'role', 'evidence', 'limit', 'due', 'step', 'note'] as const;
  const found: Column[] = [];
  for (const [column, header] of [...headers].sort((a, b) => a[0] - b[0])) {
    const word = order.find((one) => lexicon.columns[one].test(header));
    // "Step" over bare numbers is the number column; the first column that is neither tells what to do.
    const digits = rows.every((row) => /^[\d.]{0,6}$/.test(at(row, column)?.text ?? ''));
    const taken = word !== undefined && found.some((one) => one.word === word);
    if (word !== undefined && !(word === 'step' && digits) && !taken) found.push({ column, word });
  }
  return found;
}

function candidateOf(row: Row, block: Block, columns: readonly Column[], section: Section): Candidate {
  const text = (word: ColumnWord) => {
    const column = columns.find((one) => one.word === word)?.column;
    return column === undefined ? undefined : at(row, column)?.text;
  };
  const role = text('role');
  const evidence = text('evidence');
  const limit = text('limit');
  const due = text('due');
  const known = new Set(columns.filter((one) => one.word !== 'note').map((one) => one.column));
  const details = row.cells
    .filter((cell) => !known.has(cell.table?.column ?? -1) && !BOX.test(cell.text) && cell.text.length > 3)
    .map((cell) => (cell.table?.header ? `${cell.table.header}: ${cell.text}` : cell.text));
  const said = [limit, evidence, due].filter((one): one is string => one !== undefined);
  return {
    block,
    text: block.text,
    details: [...details, ...said],
    columns: {
      ...(role ? { role } : {}),
      ...(evidence ? { evidence } : {}),
      ...(limit ? { limit } : {}),
      ...(due ? { due } : {}),
    },
    heading: section.heading,
    confidence: 0.9,
    nested: [],
  };
}

function at(row: Row, column: number): Block | undefined {
  return row.cells.find((cell) => cell.table?.column === column);
}
