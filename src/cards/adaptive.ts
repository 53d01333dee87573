/**
 * A card as Adaptive Card JSON (schema 1.5), drawn by Microsoft Teams and by the official renderer in the local
 * workspace. All text goes into rich text runs, which know no markdown: what people typed is never markup.
 */

import { actionSets } from './adaptive-actions.ts';
import { drawElement } from './adaptive-elements.ts';
import { FITS, type Fit } from './adaptive-fit.ts';
import { formsOf } from './adaptive-forms.ts';
import { type Drawn, type Format, guarded, richText } from './adaptive-text.ts';
import type { Card } from './card.ts';
import { squeezed } from './squeeze.ts';
import { clip } from './text.ts';

export type { Format } from './adaptive-text.ts';

/** Teams takes 28 KB for a whole activity, of which its envelope needs some. */
const MOST_BYTES = 24 * 1024;
const LEFT_OUT = 'Not all of it fits here. The evidence trail has the whole.';

/** Always at most 24 KB: what does not fit is clipped, lists say how many more there are, and forms are asked when pressed. */
export function toAdaptive(card: Card, format: Format): object {
  for (const fit of FITS) {
    const drawn = whole(card, format, fit, () => true);
    if (bytes(drawn) <= MOST_BYTES) return drawn;
  }
  // Even the tightest fit is too large.
  const tightest = FITS.at(-1) ?? FITS[0];
  return squeezed(
    card.elements,
    (isKept) => whole(card, format, tightest, isKept),
    (drawn) => bytes(drawn) <= MOST_BYTES,
  );
}

function whole(card: Card, format: Format, fit: Fit, isKept: (index: number) => boolean): object {
  const forms = formsOf(format, fit);
  const drawing = { format, fit, forms };
  const elements = card.elements.filter((_, index) => isKept(index));
  const left = card.elements.length - elements.length;
  const body: Drawn[] = [
    ...richText(card.title, { format, budget: fit.line, run: { size: 'Medium', weight: 'Bolder' } }),
    ...richText(card.subtitle ?? '', {
      format,
      budget: fit.line,
      run: { size: 'Small', isSubtle: true },
      spacing: 'Small',
    }),
    ...elements.flatMap((element) => drawElement(element, drawing)),
    ...(left > 0 ? richText(LEFT_OUT, { format, budget: fit.line, run: { size: 'Small', isSubtle: true } }) : []),
  ];
  const { inBody, below } = actionSets(card, forms, format);
  const spoken = guarded(clip(card.fallback, 300));
  return {
    ...{ type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version: '1.5' },
    ...{ fallbackText: spoken, speak: spoken.replaceAll(/[<>&]/g, ' ') },
    body: [...body, ...inBody],
    ...(below.length > 0 ? { actions: below } : {}),
  };
}

function bytes(json: object): number {
  return new TextEncoder().encode(JSON.stringify(json)).byteLength;
}
