/** What a text is by its look, where its name does not say. */
import Papa from 'papaparse';
import { messageStart } from './message-start.ts';

/** How a person's message begins in the exports of both systems, whatever the language and the order of the date. */
const MESSAGE =
  /^[\u200E\u200F]*\[?\d{1,4}[-/.] ?\d{1,2}[-/.] ?\d{1,4}[,.]?\s[^\d\n]{0,12}\d{1,2}[:.]\d{2}(?:[:.]\d{2})?[^\n]{0,12}?(?:\]|\s[-–]\s)[^:\n]{0,80}/gm;

/** Whether text is an export of WhatsApp: it begins as one of its messages does, or many lines do, and persons speak. */
export function isWhatsAppExport(text: string): boolean {
  const start = text.slice(0, 20_000).trimStart();
  const found = [...start.matchAll(MESSAGE)];
  const spoken = found.filter((one) => start.startsWith(': ', one.index + one[0].length)).length;
  const lines = start.split('\n').filter((line) => line.trim() !== '').length;
  return spoken > 0 && (found[0]?.index === 0 || (spoken > 1 && found.length * 5 >= lines));
}

/**
 * Whether text is a thread of messages that somebody copied: several lines name a person and a time, each with words
 * below or behind it, and one person speaks twice. A timetable has no words of its own between its times.
 */
export function isChatThread(text: string): boolean {
  const lines = text.slice(0, 20_000).split('\n');
  const people: string[] = [];
  let silent = 0;
  lines.forEach((line, index) => {
    const start = messageStart(line);
    if (!start) return;
    people.push(start.person);
    const next = lines.slice(index + 1, index + 4).find((one) => one.trim() !== '');
    if (start.rest === '' && (next === undefined || messageStart(next) !== undefined)) silent++;
  });
  return people.length >= 2 && new Set(people).size < people.length && silent * 4 < people.length;
}

const MARKER_ALONE = /^(?:\(?[\p{L}\p{N}]{1,3}[.)]|[•▪‣◦*·\-–☐])$/u;

/**
 * Whether text that nobody called CSV is a table: of its first lines, nearly all have the same number of columns, at
 * least two by tabs or semicolons, three by commas or bars, as prose has commas too.
 */
export function looksDelimited(text: string): boolean {
  const start = text.slice(0, 20_000);
  return [',', ';', '\t', '|'].some((delimiter) => {
    if (!start.includes(delimiter)) return false;
    const rows = Papa.parse<string[]>(start, { delimiter }).data.filter((row) =>
      row.some((field) => field.trim() !== ''),
    );
    const widths = rows.map((row) => row.length).sort((a, b) => a - b);
    const usual = widths[Math.floor(widths.length / 2)] ?? 0;
    const least = delimiter === '\t' || delimiter === ';' ? 2 : 3;
    const alike = widths.filter((width) => width === usual).length;
    // "1.<tab>Unlock the door" is a list that a word processor copied.
    if (rows.filter((row) => MARKER_ALONE.test((row[0] ?? '').trim())).length > rows.length / 2) return false;
    const short = rows.flat().filter((field) => field.trim().length > 0 && /\w/.test(field)).length;
    return rows.length >= 3 && usual >= least && alike >= rows.length * 0.9 && short >= rows.length * 1.5;
  });
}
