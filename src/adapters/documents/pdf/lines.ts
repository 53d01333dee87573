import type { Run } from './open.ts';

/** Words that stand together on one baseline. */
export interface Segment {
  readonly x: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  readonly bold: boolean;
  readonly text: string;
  /** Where the text after the first run begins: the indent of an item's own words. */
  readonly second: number;
  /** Of its least sure word, from 0 to 1, where it was recognised from a picture. */
  readonly confidence?: number;
}

/** A gap wider than this many font sizes is no space between words. */
const WIDE = 1.6;

/** Joins runs on one baseline into segments; wide gaps (columns, table cells) part them. */
export function segmentsOf(runs: readonly Run[]): Segment[] {
  const rows = rowsOf(runs);
  return rows.flatMap((row) => split([...row].sort((a, b) => a.x - b.x)));
}

function rowsOf(runs: readonly Run[]): Run[][] {
  const rows: { baseline: number; size: number; runs: Run[] }[] = [];
  for (const run of [...runs].sort((a, b) => a.baseline - b.baseline)) {
    const row = rows.findLast((one) => Math.abs(one.baseline - run.baseline) <= Math.min(one.size, run.size) * 0.35);
    if (row) row.runs.push(run);
    else rows.push({ baseline: run.baseline, size: run.size, runs: [run] });
  }
  return rows.map((row) => row.runs);
}

function split(runs: readonly Run[]): Segment[] {
  const groups: Run[][] = [];
  for (const run of runs) {
    const last = groups.at(-1)?.at(-1);
    const gap = last ? run.x - (last.x + last.width) : Number.POSITIVE_INFINITY;
    const marker = last !== undefined && groups.at(-1)?.length === 1 && last.text.trim().length <= 4;
    if (last && gap < Math.max(last.size, run.size) * (marker ? WIDE * 2 : WIDE)) groups.at(-1)?.push(run);
    else groups.push([run]);
  }
  return groups.map(segment);
}

function segment(runs: Run[]): Segment {
  let text = '';
  let right = Number.NEGATIVE_INFINITY;
  let bold = 0;
  let letters = 0;
  let size = 0;
  for (const run of runs) {
    const gap = run.x - right;
    if (text !== '' && !/\s$/.test(text) && !/^\s/.test(run.text) && gap > run.size * 0.12) text += ' ';
    text += run.text;
    right = Math.max(right, run.x + run.width);
    letters += run.text.trim().length;
    if (run.bold) bold += run.text.trim().length;
    size = Math.max(size, run.size);
  }
  const first = runs[0];
  const sure = runs.flatMap((run) => run.confidence ?? []);
  const second = runs.find((run) => run !== first);
  return {
    x: first?.x ?? 0,
    right,
    baseline: first?.baseline ?? 0,
    size,
    bold: bold > letters * 0.8,
    text: text.replace(/\s+/g, ' ').trim(),
    second: second?.x ?? first?.x ?? 0,
    ...(sure.length > 0 ? { confidence: Math.min(...sure) } : {}),
  };
}
