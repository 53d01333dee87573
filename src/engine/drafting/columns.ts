/** What the columns of a table are, by their headers and, where these say nothing, by what is in them. */
import { dayColumns } from './day-columns.ts';
import type { Block } from './document.ts';
import type { Row } from './elements.ts';
import { fold, wordsOf } from './fold.ts';
import { instructionIn } from './instruction.ts';
import { isCheck, isRemedy } from './words/about.ts';
import type { ColumnWord, Lexicon } from './words/lexicon.ts';

export interface Column {
  readonly column: number;
  readonly word: ColumnWord;
}

/** A part of a table under one header. */
export interface Grid {
  /** The rows below the header, without it. */
  readonly rows: readonly Row[];
  readonly headers: ReadonlyMap<number, string>;
  readonly columns: readonly Column[];
  /** The column that tells what to do; undefined: this is no table of steps. */
  readonly step: number | undefined;
}

export const BOX = /^(?:[☐☑☒□❏❑▢◻⬜✓✔✗✘]|\[[ xX✓]?\]|\(\s?\)|_{2,})$/;
const ORDER = ['number', 'status', 'role', 'evidence', 'limit', 'frequency', 'due', 'step', 'note'] as const;
const COUNT =
  /^(?:\(?[a-z]?\d{1,4}(?:[.)-]\d{1,3}){0,3}[.)]?|[a-z][.)]?|(?:step|schritt|etape|paso|passo|etapa|fase|phase|nr\.?|no\.?|n°)\s*\d{1,3}\.?|[a-z]{1,6}(?:-[a-z0-9]{1,6}){1,3})$/;
const DATE = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$|^\d{1,2}[:h]\d{0,2}$/;
/** A line of a list inside a cell. */
const LISTED = /^\s*(?:\(?\d{1,2}[.)]|[-–•*▪])\s*\S/gm;
/** A header is no longer than this. */
const HEADER = 60;
/** How far down a table its header may stand below titles. */
const DEPTH = 25;

/** Cuts a table at its headers: a sheet may hold several tables, each with its own. */
export function gridsOf(rows: readonly Row[], lexicon: Lexicon): Grid[] {
  const given = new Map<number, string>();
  for (const row of rows.slice(0, DEPTH * 4))
    for (const { table } of row.cells) if (table?.header !== undefined) given.set(table.column, table.header);
  const parts: { headers: Map<number, string>; rows: Row[]; own: boolean }[] = [
    { headers: given, rows: [], own: false },
  ];
  rows.forEach((row, index) => {
    const last = parts.at(-1);
    const headers = index < DEPTH || last?.own === true ? headersIn(row, lexicon, last?.own === true) : undefined;
    if (
      headers &&
      !(given.size > 0 && parts.length === 1 && named(given, lexicon).length >= named(headers, lexicon).length)
    )
      parts.push({ headers, rows: [], own: true });
    else last?.rows.push(row);
  });
  return parts.filter((part) => part.rows.length > 0).map((part) => gridOf(part.rows, part.headers, lexicon));
}

/** The headers of a row that is a header; a second one in a table must look like one in every cell. */
function headersIn(row: Row, lexicon: Lexicon, again: boolean): Map<number, string> | undefined {
  const cells = row.cells.filter((cell) => cell.text.length <= HEADER && !BOX.test(cell.text));
  if (cells.length < 2 || cells.length < row.cells.length * 0.6) return undefined;
  const headers = new Map(cells.map((cell) => [cell.table?.column ?? 0, cell.text]));
  const words = named(headers, lexicon);
  const distinct = new Set(words.map((one) => one.word));
  const facts = [...headers.values()].filter((header) => lexicon.facts.test(plain(header))).length;
  if (distinct.size + facts < 2 || words.length + facts < cells.length * (again ? 0.7 : 0.5)) return undefined;
  const sentences = cells.filter(
    (cell) => instructionIn(cell.text, lexicon) === 'imperative' && wordsOf(cell.text).length > 3,
  );
  return sentences.length > 0 ? undefined : headers;
}

/** The headers of a table that has any, by column, as printed. */
export function headerOf(rows: readonly Row[], lexicon: Lexicon): ReadonlyMap<number, string> | undefined {
  for (const row of rows.slice(0, DEPTH)) {
    const headers = headersIn(row, lexicon, false);
    if (headers) return headers;
  }
  return undefined;
}

function named(headers: ReadonlyMap<number, string>, lexicon: Lexicon): Column[] {
  const days = dayColumns(new Map([...headers].map(([column, header]) => [column, plain(header)])));
  return [...headers].flatMap(([column, header]): Column[] => {
    if (days.has(column)) return [{ column, word: 'status' }];
    const text = plain(header);
    if (isRemedy(text)) return [{ column, word: 'note' }];
    const word = ORDER.find((one) => lexicon.columns[one].test(text));
    return word === undefined ? [] : [{ column, word }];
  });
}

function plain(header: string): string {
  return fold(header)
    .replace(/^[^\p{L}\p{N}#°✓✔☐☑]+/u, '')
    .replace(/[\s:*]+$/, '');
}

interface Profile {
  readonly column: number;
  readonly cells: readonly Block[];
  /** Shares of the cells: numbers, boxes and single signs, instructions. */
  readonly counts: number;
  readonly boxes: number;
  readonly dates: number;
  readonly told: number;
  /** Share of the cells that hold a list of their own. */
  readonly lists: number;
  readonly words: number;
}

function gridOf(rows: readonly Row[], headers: ReadonlyMap<number, string>, lexicon: Lexicon): Grid {
  const profiles = profilesOf(rows, lexicon);
  const columns: Column[] = [];
  for (const one of named(headers, lexicon)) {
    const profile = profiles.get(one.column);
    const counts = profile !== undefined && profile.cells.length > 0 && profile.counts > 0.7;
    const full =
      profile !== undefined &&
      profile.boxes < 0.5 &&
      profile.words >= 1.5 &&
      lexicon.columns.step.test(plain(headers.get(one.column) ?? ''));
    const said = one.word === 'status' && full ? 'step' : one.word;
    const word =
      counts && (said === 'step' || said === 'due' || said === 'frequency' || said === 'note') ? 'number' : said;
    if (!columns.some((other) => other.word === word && word !== 'status' && word !== 'note' && word !== 'step'))
      columns.push({ column: one.column, word });
  }
  for (const profile of profiles.values()) {
    if (headers.has(profile.column) || columns.some((one) => one.column === profile.column)) continue;
    if (profile.boxes > 0.7) columns.push({ column: profile.column, word: 'status' });
    else if (profile.counts > 0.7) columns.push({ column: profile.column, word: 'number' });
  }
  const step = stepColumn(profiles, columns, { rows: rows.length, headers, lexicon });
  return { rows, headers, step, columns: columns.filter((one) => one.word !== 'step' || one.column === step) };
}

function profilesOf(rows: readonly Row[], lexicon: Lexicon): Map<number, Profile> {
  const cells = new Map<number, Block[]>();
  for (const row of rows) {
    if (row.cells.length === 1 && rows.some((other) => other.cells.length > 1)) continue;
    for (const cell of row.cells) {
      const column = cell.table?.column ?? 0;
      const found = cells.get(column);
      if (found) found.push(cell);
      else cells.set(column, [cell]);
    }
  }
  return new Map([...cells].map(([column, found]) => [column, profileOf(column, found, lexicon)]));
}

function profileOf(column: number, cells: readonly Block[], lexicon: Lexicon): Profile {
  const share = (test: (text: string) => boolean) =>
    cells.filter((cell) => test(cell.text.trim())).length / cells.length;
  const sample = cells.slice(0, 400);
  return {
    column,
    cells,
    counts: share((text) => COUNT.test(fold(text))),
    boxes: share(
      (text) =>
        BOX.test(text) ||
        (text.length <= 12 && lexicon.columns.status.test(fold(text))) ||
        /^(?:true|false|wahr|falsch|vrai|faux|verdadero|falso|verdadeiro|vero)$/i.test(text),
    ),
    dates: share((text) => DATE.test(text)),
    told: sample.reduce((sum, cell) => sum + tells(cell.text, lexicon), 0) / sample.length,
    lists: share((text) => (text.match(LISTED)?.length ?? 0) > 1),
    words: sample.reduce((sum, cell) => sum + wordsOf(cell.text).length, 0) / sample.length,
  };
}

/**
 * How much a cell instructs, from 0 to 1. A cell of two words, or one in which every word has a capital, is a name
 * ("Focus Mode") though it begins like an instruction; what must be so ("must be 80 mm") may be a mere fact.
 */
function tells(text: string, lexicon: Lexicon): number {
  const told = instructionIn(text, lexicon);
  if (told !== 'imperative') return told === undefined ? 0 : 0.5;
  if (lexicon.language !== 'en') return 1;
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  const long = words.filter((word) => word.length > 3);
  const capital = (all: readonly string[]) => all.every((word) => /^[\p{Lu}\d]/u.test(word));
  if (long.length >= 2 && capital(long)) return 0;
  return words.length > 2 ? 1 : capital(words.slice(1)) ? 0.2 : 0.5;
}

/** Columns that say more of a step; they tell it only where nearly every cell instructs. */
const BESIDE: ReadonlySet<ColumnWord> = new Set(['due', 'frequency', 'limit', 'evidence', 'note']);

/** The column of the instructions: its header may say so, its words say it better. */
function stepColumn(
  profiles: ReadonlyMap<number, Profile>,
  columns: readonly Column[],
  table: { readonly rows: number; readonly headers: ReadonlyMap<number, string>; readonly lexicon: Lexicon },
): number | undefined {
  if (informs(columns, table)) return undefined;
  const wordOf = (column: number) => columns.find((one) => one.column === column)?.word;
  let best: { profile: Profile; score: number } | undefined;
  // Beside lists of how ("1. Open … 2. Enter …"), the column that names what is done is the step.
  const lists = [...profiles.values()].filter((one) => one.lists > 0.5);
  const names = [...profiles.values()].filter(
    (one) => wordOf(one.column) === 'step' && one.lists < 0.2 && one.words > 1,
  );
  for (const profile of lists.length > 0 && names.length > 0 ? names : profiles.values()) {
    const word = wordOf(profile.column);
    if (
      word === 'number' ||
      word === 'status' ||
      word === 'role' ||
      profile.boxes > 0.7 ||
      profile.dates > 0.7 ||
      profile.counts > 0.7
    )
      continue;
    if (isRemedy(plain(table.headers.get(profile.column) ?? ''))) continue;
    if (word !== undefined && BESIDE.has(word) && profile.told < 0.7) continue;
    const filled = profile.cells.length / Math.max(1, table.rows);
    const score =
      (word === 'step' ? 0.5 : 0) + profile.told + Math.min(filled, 1) * 0.3 + Math.min(profile.words, 6) * 0.03;
    const wanted = word === 'step' || profile.told >= 0.4 || checks(columns);
    if (wanted && (best === undefined || score > best.score + 0.001)) best = { profile, score };
  }
  if (!best) return checkedThings(profiles, table);
  const { profile } = best;
  const others = columns.filter((one) => ['role', 'evidence', 'due', 'frequency', 'status'].includes(one.word)).length;
  // A table of facts may call a column "Description" or "Item" too; a table of steps says who, when or how to prove it.
  return profile.told >= 0.4 || others > 0 || lists.length > 0 ? profile.column : checkedThings(profiles, table);
}

/** "System | Check": the column of the things that are looked at, each with how it is to be. */
function checkedThings(
  profiles: ReadonlyMap<number, Profile>,
  { rows, headers }: { readonly rows: number; readonly headers: ReadonlyMap<number, string> },
): number | undefined {
  const [things, ...others] = [...profiles.values()].sort((a, b) => a.column - b.column);
  if (things === undefined || others.length === 0 || others.length > 2 || rows < 2) return undefined;
  const how = others.find((one) => isCheck(plain(headers.get(one.column) ?? '')));
  const named = things.cells.length >= rows * 0.8 && things.counts < 0.3 && things.words <= 6;
  return how !== undefined && how.words >= 1.5 && how.counts < 0.3 && named ? things.column : undefined;
}

/** Boxes to tick make nouns steps. */
function checks(columns: readonly Column[]): boolean {
  return columns.some((one) => one.word === 'status');
}

/** Histories, definitions, faults and their causes, people and their numbers. */
function informs(
  columns: readonly Column[],
  { headers, lexicon }: { readonly headers: ReadonlyMap<number, string>; readonly lexicon: Lexicon },
): boolean {
  const facts = [...headers].filter(([, header]) => lexicon.facts.test(plain(header)));
  if (facts.length === 0) return false;
  const [first] = [...headers.keys()].sort((a, b) => a - b);
  if (facts.some(([column]) => column === first)) return true;
  const work = new Set(columns.map((one) => one.word));
  return (
    facts.length >= 2 ||
    !(
      work.has('role') ||
      work.has('due') ||
      work.has('frequency') ||
      work.has('status') ||
      work.has('number') ||
      work.has('step')
    )
  );
}
