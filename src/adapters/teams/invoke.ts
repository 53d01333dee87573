/** What Teams is answered at once: the bodies of its invokes. */
import { type AdaptiveCard, DIALOG_TITLE } from '../../cards/adaptive.ts';
import { clip } from '../../cards/text.ts';
import { attached } from './drawing.ts';

export interface Invoked {
  readonly status: number;
  readonly body?: object;
}

/** The card that whoever pressed sees in the place of the old one. */
export function cardInstead(card: AdaptiveCard): Invoked {
  return {
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
  };
}

/** Words for whoever pressed; the card stays. */
export function words(text: string): Invoked {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text } };
}

/** A dialog that opens, or goes on. */
export function dialog(title: string, card: AdaptiveCard): Invoked {
  const isLong = JSON.stringify(card).length > 4_000;
  const value = {
    title: clip(title, DIALOG_TITLE),
    height: isLong ? 'large' : 'medium',
    width: 'medium',
    card: attached(card),
  };
  return { status: 200, body: { task: { type: 'continue', value } } };
}

export function dialogSays(text: string): Invoked {
  return { status: 200, body: { task: { type: 'message', value: text } } };
}

/** The dialog is closed. */
export const CLOSED: Invoked = { status: 200 };
