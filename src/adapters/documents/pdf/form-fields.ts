import type { DrawnMark, Place } from './drawn-marks.ts';
import { placeOf } from './drawn-marks.ts';
import type { Run } from './open.ts';

/** A field of a form as pdf.js hands it over. */
export interface FormField {
  readonly fieldType?: string;
  readonly checkBox?: boolean;
  readonly radioButton?: boolean;
  readonly fieldValue?: unknown;
  readonly exportValue?: unknown;
  readonly rect?: readonly number[];
}

/** Boxes to tick, and what has been filled in, at their places on the page. */
export function formFields(
  fields: readonly FormField[],
  view: readonly number[],
): { readonly boxes: readonly DrawnMark[]; readonly filled: readonly Run[] } {
  const boxes: DrawnMark[] = [];
  const filled: Run[] = [];
  for (const field of fields) {
    const place: Place = placeOf(field.rect ?? [], view);
    if (field.fieldType === 'Btn' && (field.checkBox || field.radioButton)) {
      const isTicked = typeof field.fieldValue === 'string' && field.fieldValue === field.exportValue;
      boxes.push({ ...place, text: isTicked ? '☑' : '☐' });
      continue;
    }
    const text = typeof field.fieldValue === 'string' ? field.fieldValue.replaceAll(/\s+/g, ' ').trim() : '';
    if (text === '' || field.fieldType === 'Btn') continue;
    const size = Math.min((place.bottom - place.top) * 0.7, 11);
    const width = place.right - place.left;
    filled.push({ text, x: place.left, width, baseline: place.bottom - size * 0.3, size, bold: false });
  }
  return { boxes, filled };
}
