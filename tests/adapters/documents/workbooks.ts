/** Workbooks as businesses have them, made in memory. */
import {
  type BookType,
  type CellObject,
  CFB,
  type Range,
  utils,
  type WorkBook,
  type WorkSheet,
  write,
} from '@e965/xlsx';

export type Value = string | number | boolean | Date | null | CellObject;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Value[])[];
  /** `A1:C1` */
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
}

export function workbook(...sheets: readonly Sheet[]): WorkBook {
  const book = utils.book_new();
  for (const sheet of sheets) utils.book_append_sheet(book, worksheet(sheet), sheet.name);
  book.Workbook = { Sheets: sheets.map((sheet) => ({ name: sheet.name, Hidden: sheet.hidden ? 1 : 0 })) };
  return book;
}

export function bytesOf(book: WorkBook, bookType: BookType = 'xlsx'): Uint8Array {
  return new Uint8Array(write(book, { type: 'buffer', bookType, compression: bookType !== 'ods' }) as Buffer);
}

/** The workbook with one part of its zip changed or put in. */
export function withPart(bytes: Uint8Array, path: string, change: (part: string) => string | Buffer): Uint8Array {
  const zip = CFB.read(Buffer.from(bytes), { type: 'buffer' });
  const found = CFB.find(zip, path) as { content: Uint8Array } | null;
  const changed = change(Buffer.from(found?.content ?? []).toString('utf8'));
  CFB.utils.cfb_add(zip, path, Buffer.from(changed));
  return new Uint8Array(CFB.write(zip, { type: 'buffer', fileType: 'zip', compression: true }) as Buffer);
}

function worksheet({ rows, merges, hiddenRows, hiddenColumns }: Sheet): WorkSheet {
  const sheet = utils.aoa_to_sheet(
    rows.map((row) => [...row]),
    { cellDates: true },
  );
  if (merges) sheet['!merges'] = merges.map((one): Range => utils.decode_range(one));
  if (hiddenRows) sheet['!rows'] = sparse(hiddenRows);
  if (hiddenColumns) sheet['!cols'] = sparse(hiddenColumns);
  return sheet;
}

function sparse(hidden: readonly number[]): { hidden: boolean }[] {
  return Array.from({ length: Math.max(...hidden) + 1 }, (_, at) => ({ hidden: hidden.includes(at) }));
}

/** A cleaning schedule with a sheet for each room, titles above the tables, and ticks for later. */
export const cleaning = () =>
  workbook(
    ...['Kitchen', 'Bar'].map((name) => ({
      name,
      rows: [
        [`Cleaning schedule: ${name}`],
        ['Version:', 3],
        [],
        ['Area', 'Task', 'Frequency', 'Product', 'Done'],
        ['Floor', 'Sweep and mop the floor', 'Daily', 'Floor cleaner', false],
        [null, 'Scrub the corners', 'Weekly', 'Degreaser', false],
        ['Fridge', 'Wipe the shelves with sanitiser', 'Weekly', 'Sanitiser', false],
        [null, null, null, null, false],
        [null, null, null, null, false],
      ],
      merges: ['A1:E1', 'A5:A6'],
    })),
  );

/** A log of temperatures: limits, formulas that were never calculated, dates and times. */
export const haccp = () =>
  workbook({
    name: 'HACCP log',
    rows: [
      ['Control point', 'Check', 'Limit', 'When', 'Corrective action', 'Responsible'],
      [
        'Walk-in fridge',
        'Measure the air temperature',
        '≤ 5 °C',
        { t: 'd', v: new Date(Date.UTC(2026, 10, 21, 6, 30)), z: 'hh:mm' },
        'Call the technician',
        'Chef',
      ],
      [
        'Hot holding',
        'Measure the core temperature',
        '≥ 63 °C',
        '12:00',
        { t: 'z', f: 'IF(F2="","",F2)' },
        { t: 'z', f: 'F2' },
      ],
      [
        'Delivery',
        { t: 'z', f: 'HYPERLINK("https://example.com/guide","Check the ""use by"" dates")' },
        { t: 'e', v: 0x17 },
        '',
        '',
        { t: 'z', f: '"Head "&F2' },
      ],
    ],
  });
