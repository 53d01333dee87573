/** A card where there is room for words alone. */
import type { Format } from '../../cards/adaptive.ts';
import type { Card } from '../../cards/card.ts';
import { clip, plain } from '../../cards/text.ts';

/** What a refusal says, without its looks. */
export function inWords(card: Card, format: Format): string {
  const { phrase = (typed) => typed } = format;
  const said: Format = { ...format, phrase: (typed) => `“${phrase(typed)}”` };
  const texts = card.elements.flatMap((one) => {
    if (one.type === 'list') return one.items.map(({ text }) => plain(text, said));
    return one.type === 'text' || one.type === 'notice' ? [plain(one.text, said)] : [];
  });
  return clip([`${plain(card.title, said)}.`, ...texts].join(' '), 1_500);
}
