/** What a document tells of its roles apart from the steps: sections about responsibilities, columns of tables. */
import { noteObliged } from './answering.ts';
import type { Block } from './document.ts';
import { fold, wordsOf } from './fold.ts';
import { isImperative } from './instruction.ts';
import { isFact, labelLines } from './label-value.ts';
import type { Section } from './outline.ts';
import { roleColumn, tablesOf } from './role-columns.ts';
import { roleName } from './role-name.ts';
import type { RoleBook } from './roles.ts';
import type { Lexicon } from './words/lexicon.ts';

/** A paragraph of so few words that is no instruction is a name. */
const NAME = 4;

/** Reads a section about roles: "Shift lead: signs off …", rows of a table, a plain list of names, or who must do what. */
export function readRoles(section: Section, book: RoleBook, lexicon: Lexicon): void {
  const names = new Map(
    tablesOf(section.blocks).map((cells) => [cells[0]?.table?.id, roleColumn(cells, lexicon) ?? 0]),
  );
  for (const block of section.blocks.flatMap((one) => linesOf(one, lexicon))) {
    const cell = block.table;
    if (cell && cell.column !== names.get(cell.id)) continue;
    const duties = cell ? (section.blocks.find((one) => sameRow(one, block) && one !== block)?.text ?? '') : '';
    const match = /^([^:–—]{2,60}?)\s*(?::|\s[–—-]\s)\s*(.*)$/s.exec(block.text);
    const name = match?.[1] ?? block.text;
    const count = wordsOf(name).length;
    if (noteObliged(name, book, lexicon)) continue;
    if (
      block.kind === 'paragraph' &&
      !match &&
      (count > NAME || (isImperative(name, lexicon) && roleName(name, lexicon) === 0))
    )
      continue;
    if (cell && cell.column > 0) book.listed(name);
    else if (count <= 5) named(name, match?.[2] ?? duties, book);
  }
}

function named(name: string, duties: string, book: RoleBook): void {
  if (book.listed(name) !== undefined && duties !== '') book.named(name, duties);
}

/** A paragraph of several lines as one block a line, without those that say by when or how often. */
function linesOf(block: Block, lexicon: Lexicon): Block[] {
  if (block.kind !== 'paragraph') return [block];
  const { due, frequency } = lexicon.columns;
  const timed = (part: string) => /^[^:]{2,30}:/.test(part) && (due.test(fold(part)) || frequency.test(fold(part)));
  return block.text
    .split('\n')
    .map((line) =>
      labelLines(line)
        .filter((part) => !timed(part) && !isFact(part))
        .join(' '),
    )
    .filter((line) => line.trim() !== '')
    .map((text) => ({ ...block, text }));
}

function sameRow(a: Section['blocks'][number], b: Section['blocks'][number]): boolean {
  return a.table !== undefined && a.table.id === b.table?.id && a.table.row === b.table.row;
}
