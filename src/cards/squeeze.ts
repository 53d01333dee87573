import type { Element } from './card.ts';

/**
 * Draws the most of a card's first elements that fit. What stands out (a notice) is always kept, wherever it is: nobody
 * may miss that something is late or refused. If not even those fit, they are drawn all the same.
 */
export function squeezed<Drawn>(
  elements: readonly Element[],
  draw: (isKept: (index: number) => boolean) => Drawn,
  fits: (drawn: Drawn) => boolean,
): Drawn {
  const isNotice = (index: number) => elements[index]?.type === 'notice';
  const upTo = (end: number) => draw((index) => index < end || isNotice(index));
  let [fitting, tooMany] = [0, elements.length];
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (fits(upTo(middle))) fitting = middle;
    else tooMany = middle;
  }
  return upTo(fitting);
}
