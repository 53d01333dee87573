/** What a newer document says otherwise than the older one, and what in an SOP is neither's: people wrote that. */
import type { Step, StepInput } from '../definition.ts';
import type { Block } from './document.ts';
import { fold } from './fold.ts';
import { Places, SHORT } from './places.ts';

/** The blocks of the two versions of a document. */
export interface Papers {
  readonly older: readonly Block[];
  readonly newer: readonly Block[];
}

type Worded = Pick<StepInput, 'id' | 'title' | 'instructions' | 'source'>;

export interface Wording {
  /** Whether the older document has these words; false where it is gone. */
  wasPrinted(words: string): boolean;
  /** Whether the newer document says the same of a step as the older one; false where there is no telling. */
  isSame(was: Step, now: Worded): boolean;
  /** Lines of the older step that people wrote: neither document has them. */
  writtenByHand(was: Step, now: Worded): readonly string[];
}

/** Without the documents, only what a step quotes is known to be printed. */
export function wordingOf(papers: Papers | undefined, before: readonly Step[], after: readonly Worded[]): Wording {
  const older = papers?.older.map((block) => fold(block.text));
  const wasPrinted = (words: string) => older !== undefined && isIn(older, fold(words.replace(/…$/, '')));
  const passages = papers && { older: passagesOf(papers.older, before), newer: passagesOf(papers.newer, after) };
  const isPrinted = (line: string, was: Step): boolean => {
    if (!older) return fold(was.source?.quote ?? '').includes(fold(line));
    // A cell is told under its header.
    return [line, line.replace(/^[^:\n]{1,60}:\s/, '')].some(wasPrinted);
  };
  return {
    wasPrinted,
    isSame(was, now) {
      const [older, newer] = [passages?.older.get(was.id), passages?.newer.get(now.id)];
      return older !== undefined && older === newer && linesOf(now).every((line) => isPrinted(bare(line), was));
    },
    writtenByHand(was, now) {
      const said = fold(`${now.title}\n${now.instructions ?? ''}`);
      const isByHand = (line: string) => !said.includes(fold(line)) && !isPrinted(line, was);
      return linesOf(was).filter((line) => isByHand(bare(line)));
    },
  };
}

/** All of the words, as a whole block or inside of one; a word or two could stand anywhere. */
function isIn(texts: readonly string[], words: string): boolean {
  return words !== '' && texts.some((text) => text === words || (words.length >= SHORT && text.includes(words)));
}

function linesOf({ instructions = '' }: Worded): readonly string[] {
  return instructions.split('\n').filter((line) => line.trim() !== '');
}

/** Without its bullet. */
function bare(line: string): string {
  return line.replace(/^\s*[-*•]\s+/, '').trim();
}

/** What a document says of each step, by its id: its row of a table, or its block and those below it up to the next step or heading. */
function passagesOf(blocks: readonly Block[], steps: readonly Worded[]): ReadonlyMap<string, string> {
  const places = new Places(blocks);
  const begins = new Map<string, number>();
  for (const step of steps) {
    const at = step.source && places.of(step.source);
    if (at !== undefined) begins.set(step.id, at);
  }
  const ends = new Set(begins.values());
  return new Map(
    [...begins].map(([id, at]) => {
      const row = rowOf(blocks, at);
      if (row) return [id, row.map(said).join('\n')];
      let end = at + 1;
      while (end < blocks.length && !ends.has(end) && blocks[end]?.kind !== 'heading') end += 1;
      return [id, blocks.slice(at, end).map(said).join('\n')];
    }),
  );
}

/** The cells of the row that a block stands in, with those that are merged over it; undefined outside of tables. */
function rowOf(blocks: readonly Block[], at: number): readonly Block[] | undefined {
  const own = blocks[at]?.table;
  if (!own) return undefined;
  return blocks.filter(({ table }) => {
    if (table?.id !== own.id) return false;
    return table.row <= own.row && own.row < table.row + (table.span?.rows ?? 1);
  });
}

function said({ text, table }: Block): string {
  return fold(`${table?.header ?? ''}\t${text}`);
}
