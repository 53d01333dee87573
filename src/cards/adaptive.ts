/**
 * A card as Adaptive Card JSON (schema 1.5), drawn by Microsoft Teams and by the official renderer in the local
 * workspace. All text goes into rich text runs, which know no markdown: what people typed is never markup.
 */

import type { ActionValue } from './action.ts';
import { actionSets } from './adaptive-actions.ts';
import { drawElement } from './adaptive-elements.ts';
import { FITS, type Fit } from './adaptive-fit.ts';
import { drawFields, formsOf, submitting } from './adaptive-forms.ts';
import { type Drawn, type Format, guarded, richText } from './adaptive-text.ts';
import type { Card, Form } from './card.ts';
import { squeezed } from './squeeze.ts';
import { announced, clip, plain } from './text.ts';

export type { Format } from './adaptive-text.ts';

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly version: string;
  readonly body: readonly Drawn[];
  readonly actions?: readonly Drawn[];
  readonly [property: string]: unknown;
}

/** Teams takes 28 KB for a whole activity, of which its envelope needs some. */
const MOST_BYTES = 24 * 1024;
const LEFT_OUT = 'Not all of it fits here. The evidence trail has the whole.';

/**
 * Always at most 24 KB, less the bytes that are `kept` for something else: what does not fit is clipped, lists say how
 * many more there are, and forms are asked when pressed.
 */
export function toAdaptive(card: Card, format: Format, kept = 0): AdaptiveCard {
  const most = MOST_BYTES - kept;
  for (const fit of FITS) {
    const drawn = whole(card, format, fit, () => true);
    if (bytes(drawn) <= most) return drawn;
  }
  // Even the tightest fit is too large.
  const tightest = FITS.at(-1) ?? FITS[0];
  return squeezed(
    card.elements,
    (isKept) => whole(card, format, tightest, isKept),
    (drawn) => bytes(drawn) <= most,
  );
}

function whole(card: Card, format: Format, fit: Fit, isKept: (index: number) => boolean): AdaptiveCard {
  const forms = formsOf(format, fit);
  const drawing = { format, fit, forms };
  const elements = card.elements.filter((_, index) => isKept(index));
  const left = card.elements.length - elements.length;
  const body: Drawn[] = [
    ...(isAbove(card.title, format)
      ? []
      : richText(card.title, { format, budget: fit.line, run: headingOf(card.title, format) })),
    ...richText(card.subtitle ?? '', {
      format,
      budget: fit.line,
      run: { size: 'Small', isSubtle: true },
      spacing: 'Small',
    }),
    ...apart(elements.flatMap((element) => drawElement(element, drawing))),
    ...(left > 0 ? richText(LEFT_OUT, { format, budget: fit.line, run: { size: 'Small', isSubtle: true } }) : []),
  ];
  const { inBody, below } = actionSets(card, forms, format);
  const spoken = guarded(clip(announced(card.fallback, format), 300));
  return {
    ...HEAD,
    ...{ fallbackText: spoken, speak: spoken.replaceAll(/[<>&]/g, ' ') },
    body: [...body, ...inBody],
    ...(below.length > 0 ? { actions: below } : {}),
  };
}

/** What follows a box stands clear of it. */
function apart(drawn: readonly Drawn[]): readonly Drawn[] {
  return drawn.map((one, index) => {
    const isBelowBox = drawn[index - 1]?.type === 'Container' && drawn[index - 1]?.style !== undefined;
    return isBelowBox && one.spacing === 'Small' ? { ...one, spacing: 'Medium' } : one;
  });
}

/** Titles of steps may be whole sentences. */
const LONG_TITLE = 60;

/** What is called medium is as small as all other text in Teams. */
function headingOf(title: Card['title'], format: Format) {
  const isLarge = format.teams && plain(title, format).length <= LONG_TITLE;
  return { size: isLarge ? 'Large' : 'Medium', weight: 'Bolder' };
}

/** Characters that Teams shows above a dialog. */
export const DIALOG_TITLE = 60;

/** It is the title of the dialog around the card: it would stand there twice. */
function isAbove(title: Card['title'], format: Format): boolean {
  return format.teams?.isDialog === true && plain(title, format).length <= DIALOG_TITLE;
}

const HEAD = {
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
} as const;

interface Asked {
  readonly form: Form;
  readonly value: ActionValue;
}

/**
 * A form as a card of its own. Its title stands on it, unless it is that of the dialog around it. Undefined where what is
 * filled in already is too large to be sent.
 */
export function toAdaptiveForm({ form, value }: Asked, format: Format): AdaptiveCard | undefined {
  const spoken = guarded(clip(form.title, 300));
  const isRefusing = value.verb === 'reject' || value.verb === 'cancel';
  const submit = { ...submitting(form, { value }, format), style: isRefusing ? 'destructive' : 'positive' };
  const head = { format, budget: 300, run: headingOf(form.title, format) };
  const drawn: AdaptiveCard = {
    ...{ ...HEAD, fallbackText: spoken, speak: spoken.replaceAll(/[<>&]/g, ' ') },
    body: [...(isAbove(form.title, format) ? [] : richText(form.title, head)), ...drawFields(form, 'a0', format)],
    actions: [submit],
  };
  return bytes(drawn) <= MOST_BYTES ? drawn : undefined;
}

function bytes(json: object): number {
  return new TextEncoder().encode(JSON.stringify(json)).byteLength;
}
