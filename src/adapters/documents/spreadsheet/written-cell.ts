import { markerOf } from '../marker.ts';
import { BOX_ALONE, type SheetCell, shownText } from './sheet-cell.ts';

/** A cell of words: a box before them, or alone, makes it one to tick. */
export function writtenCell(written: string): Pick<SheetCell, 'text' | 'checkbox'> {
  const text = shownText(written);
  if (BOX_ALONE.test(text)) return { text, checkbox: true };
  const marker = markerOf(text);
  return marker?.checkbox ? { text: text.slice(marker.length), checkbox: true } : { text };
}
