import type { Card, Element } from '../card.ts';

/** Every phrase that can follow `/sop`, as data, so that help never says what does not work. */
export function helpCard(
  phrases: readonly { readonly phrase: string; readonly follows: string; readonly explains: string }[],
): Card {
  const elements = phrases.map(({ phrase, follows, explains }): Element => {
    return { type: 'text', text: [{ type: 'code', text: `/sop ${phrase} ${follows}`.trim() }, ` – ${explains}`] };
  });
  return {
    title: 'What you can say',
    subtitle: 'KEY is the short name of an SOP, for example opening-checks.',
    tone: 'neutral',
    elements,
    actions: [],
    fallback: 'Drop a document here and type /sop import, or /sop list to see what can be run.',
  };
}
