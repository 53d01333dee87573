/**
 * A card as Block Kit: a message, a modal or a part of App Home. Pure JSON, always within Slack's limits: what does not
 * fit is clipped, and lists say how many more there are.
 */
import { actionIds, actionRows } from './block-kit-actions.ts';
import { drawElement } from './block-kit-elements.ts';
import { FITS, type Fit, fitsIn, HOME, MESSAGE, MODAL, type Room } from './block-kit-fit.ts';
import type { Drawing } from './block-kit-lines.ts';
import { type Drawn, notification, plainText, richText, type SlackFormat, small } from './block-kit-text.ts';
import type { Card, Text } from './card.ts';
import { squeezed } from './squeeze.ts';
import { plain } from './text.ts';

export { fieldsOf, peopleIn } from './block-kit-answers.ts';
export { toFormView } from './block-kit-forms.ts';
export type { Drawn, SlackFormat } from './block-kit-text.ts';

const LEFT_OUT = 'Not all of it fits here. The evidence trail has the whole.';
/** The title of a modal. */
const MOST_TITLE = 24;

/**
 * At most 40 blocks and 10,000 characters. `text` is for notifications: at most 3,500 bytes, escaped already.
 * To be sent with `mrkdwn: false`.
 */
export function toBlocks(
  card: Card,
  format: SlackFormat,
): { readonly text: string; readonly blocks: readonly Drawn[] } {
  return { text: notification(card.fallback), blocks: fitted({ card, format, room: MESSAGE }) };
}

/** A card to read in a modal, with its buttons. `metadata`: at most 3,000 characters. */
export function toCardView(card: Card, format: SlackFormat, metadata: string): object {
  const title = plain(card.title, format);
  const isShort = title.trim().length <= MOST_TITLE;
  const blocks = fitted({ card, format, room: MODAL, titled: isShort ? 'elsewhere' : 'here' });
  return {
    ...{ type: 'modal', callback_id: 'card', private_metadata: metadata },
    ...{ title: plainText(isShort ? title : 'Sopwith', MOST_TITLE), close: plainText('Close', MOST_TITLE) },
    blocks: blocks.length > 0 ? blocks : [{ type: 'section', text: plainText(title, 150) }],
  };
}

/** App Home: at most 100 blocks, which the cards share. Cards for which no room is left are counted. */
export function toHomeView(cards: readonly Card[], format: SlackFormat): object {
  // Each takes a title and what parts it from the next: of more there is no room, and trying them all takes seconds.
  const most = Math.min(cards.length, Math.floor(HOME.blocks / 2));
  return { type: 'home', callback_id: 'home', blocks: homeBlocks(cards, format, most) };
}

function homeBlocks(cards: readonly Card[], format: SlackFormat, shown: number): readonly Drawn[] {
  const left = cards.length - shown;
  const last = left > 0 ? small(`and ${left} more`, { format, budget: 100 }) : [];
  const share = Math.max(1, shown);
  const room = {
    blocks: Math.floor((HOME.blocks - last.length) / share) - 1,
    characters: Math.floor(HOME.characters / share),
  };
  const drawn = cards.slice(0, shown).map((card, index) => fitted({ card, format, room, before: `${index}-` }));
  const isTooMuch = drawn.some((blocks) => !fitsIn(blocks, room));
  if (isTooMuch && shown > 0) return homeBlocks(cards, format, shown - 1);
  return [...drawn.flatMap((blocks, index) => [...(index > 0 ? [{ type: 'divider' }] : []), ...blocks]), ...last];
}

interface Fitting {
  readonly card: Card;
  readonly format: SlackFormat;
  readonly room: Room;
  /** Whether the title stands on the card; else its place has one of its own. */
  readonly titled?: 'here' | 'elsewhere';
  /** Of the card's action ids. */
  readonly before?: string;
}

/** As much of the card as fits: first texts and lists are shortened, then elements are left out. */
function fitted({ card, format, room, titled = 'here', before = '' }: Fitting): readonly Drawn[] {
  const draw = (fit: Fit, isKept: (index: number) => boolean) =>
    whole(card, { format, fit, ids: actionIds(before) }, { titled, isKept });
  for (const fit of FITS) {
    const drawn = draw(fit, () => true);
    if (fitsIn(drawn, room)) return drawn;
  }
  // Even the tightest fit is too large.
  const tightest = FITS.at(-1) ?? FITS[0];
  return squeezed(
    card.elements,
    (isKept) => draw(tightest, isKept),
    (drawn) => fitsIn(drawn, room),
  );
}

function whole(
  card: Card,
  drawing: Drawing,
  { titled, isKept }: { readonly titled: 'here' | 'elsewhere'; readonly isKept: (index: number) => boolean },
): readonly Drawn[] {
  const { format, fit, ids } = drawing;
  const elements = card.elements.filter((_, index) => isKept(index));
  const left = card.elements.length - elements.length;
  return [
    ...(titled === 'here' ? heading(card.title, drawing) : []),
    ...small(card.subtitle ?? '', { format, budget: fit.line }),
    ...elements.flatMap((element) => drawElement(element, drawing)),
    ...(left > 0 ? small(LEFT_OUT, { format, budget: fit.line }) : []),
    ...actionRows(card, format, ids),
  ];
}

/** A header takes 150 characters; a longer title is bold text. */
function heading(title: Text, { format, fit }: Drawing): readonly Drawn[] {
  const said = plain(title, format);
  return said.length <= 150
    ? [{ type: 'header', text: plainText(said, 150) }]
    : richText(title, { format, budget: fit.line, style: { bold: true } });
}
