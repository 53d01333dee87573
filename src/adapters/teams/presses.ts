/** Buttons of our cards (`adaptiveCard/action`): the answer is the card as whoever pressed sees it now. */
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { type AdaptiveCard, toAdaptive, toAdaptiveForm } from '../../cards/adaptive.ts';
import { toldCard } from '../../cards/views/told.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { findPostedByEffect } from '../../store/messages.ts';
import type { Activity } from './activity.ts';
import { readingOf, TOO_LARGE } from './answer.ts';
import { askedAgain } from './asked-again.ts';
import { type Asker, placeOf } from './asker.ts';
import { addressOf } from './conversations.ts';
import { REFRESH } from './drawing.ts';
import { formatOf } from './format.ts';
import { fileApart } from './guarded.ts';
import { inWords } from './in-words.ts';
import { cardInstead, type Invoked, words } from './invoke.ts';
import type { Parts } from './parts.ts';
import { isRefusal, type Press, press, pressIn } from './pressed.ts';
import { linkCard, UPLOAD, uploadLinkFor, uploadOffer, wantedIn } from './uploads.ts';

/** How long a card that was just posted is waited for, and how often it is looked for, in milliseconds. */
const POSTED = 3_000;
const PAUSE = 100;
/** The verb of the way back from what was asked to the card itself. */
export const BACK = 'sopwith_back';

const invoked = z.object({ action: z.object({ verb: z.string().max(60).optional(), data: z.unknown() }) });

/** Throws what Teams and the stores throw. */
export async function pressedCard(parts: Parts, asker: Asker, activity: Activity): Promise<Invoked> {
  const read = invoked.safeParse(activity.value);
  if (!read.success) return words(NOT_OURS);
  const { verb, data } = read.data.action;
  const message = activity.replyToId ?? undefined;
  const format = formatOf(await readingOf(parts, asker, {}, asker.conversation));
  if (verb === REFRESH) return refreshed(parts, asker, { message, data });
  if (verb === BACK) return wentBack(parts, asker, { message, data });
  if (verb === UPLOAD) {
    const asked = wantedIn(data) ?? { purpose: 'evidence' };
    const link = uploadLinkFor(parts, asker, asked);
    return link === undefined ? words(IN_CHAT) : cardInstead(withBack(linkCard(link, format), asked));
  }
  const pressed = pressIn(data);
  if (!pressed) return words(NOT_OURS);
  return shown(parts, asker, { answer: await press(parts, asker, pressed), pressed, message });
}

const IN_CHAT = 'Send it to me in our own chat.';
const NOT_OURS = 'This button is not one of mine. Ask for the card again.';

interface Shown {
  readonly answer: Answer;
  readonly pressed: Press;
  /** The message that the button is on. */
  readonly message: string | undefined;
}

async function shown(parts: Parts, asker: Asker, { answer, pressed, message }: Shown): Promise<Invoked> {
  switch (answer.type) {
    case 'none':
      return (await current(parts, asker, message)) ?? (await settled(parts, asker, { message, pressed }));
    case 'card': {
      const reading = await readingOf(parts, asker, answer.names, asker.conversation);
      const format = formatOf(reading);
      const again = await askedAgain(parts, asker, { answer, pressed });
      const form = again && toAdaptiveForm(again, format);
      if (form) return over(parts, asker, message, form);
      if (isRefusal(answer)) return words(inWords(answer.card, format));
      return over(parts, asker, message, toAdaptive(answer.card, format));
    }
    case 'form': {
      const format = formatOf(await readingOf(parts, asker, {}, asker.conversation));
      const drawn = toAdaptiveForm(answer, format);
      return drawn ? over(parts, asker, message, drawn) : words(inWords(TOO_LARGE, format));
    }
    case 'file':
      return words(fileApart(parts, asker, answer));
  }
}

/** The card of the message as they see it now; undefined if it is no card of a run, an SOP or a routine. */
async function current(parts: Parts, asker: Asker, message: string | undefined): Promise<Invoked | undefined> {
  if (message === undefined) return undefined;
  const { workspace, member } = asker;
  const posted = await parts.conversation.posted({ workspace, place: placeOf(asker), message, member: member.id });
  if (!posted) return undefined;
  return cardInstead(
    toAdaptive(posted.card, formatOf(await readingOf(parts, asker, posted.names, asker.conversation))),
  );
}

/** The message was an answer to somebody, which asked for this: it is done, and asks no more. */
async function settled(parts: Parts, asker: Asker, { message, pressed }: Omit<Shown, 'answer'>): Promise<Invoked> {
  const isStart = pressed.value.verb === 'start';
  const [title, text] = isStart ? STARTED : ['Done', `${asker.member.name} did it.`];
  const drawn = toAdaptive(
    toldCard(title, text, 'good'),
    formatOf(await readingOf(parts, asker, {}, asker.conversation)),
  );
  return message === undefined ? words(`${title}.`) : cardInstead(drawn);
}

const STARTED = ['Started', 'The card of the run stands in this conversation.'] as const;

/** In the place of the card, with a way back to it if it can be shown again. */
async function over(parts: Parts, asker: Asker, message: string | undefined, card: AdaptiveCard): Promise<Invoked> {
  return cardInstead((await current(parts, asker, message)) ? withBack(card) : card);
}

function withBack(card: AdaptiveCard, data: object = {}): AdaptiveCard {
  const back = { type: 'Action.Execute', title: 'Back', verb: BACK, data, associatedInputs: 'none' };
  return { ...card, actions: [...(card.actions ?? []), back] };
}

async function wentBack(parts: Parts, asker: Asker, { message, data }: OnMessage): Promise<Invoked> {
  const asked = wantedIn(data);
  if (!asked) return (await current(parts, asker, message)) ?? words('That card is not there any more.');
  const format = formatOf(await readingOf(parts, asker, {}, asker.conversation));
  return cardInstead(uploadOffer(asked, format));
}

interface OnMessage {
  readonly message: string | undefined;
  readonly data: unknown;
}

/** Teams asks by itself, because somebody looks at the card. */
async function refreshed(parts: Parts, asker: Asker, { message, data }: OnMessage): Promise<Invoked> {
  const now = await soon(() => current(parts, asker, message));
  if (now) return now;
  const effect = typeof data === 'object' && data !== null && 'effect' in data ? data.effect : undefined;
  if (message !== undefined && typeof effect === 'string' && effect.length <= 100) {
    void parts.underWay.during(() => takenBack(parts, asker, { message, effect }));
  }
  return words('This card is not there any more.');
}

/** Clients may ask for a card before it is written down that it was posted. */
async function soon(look: () => Promise<Invoked | undefined>): Promise<Invoked | undefined> {
  const until = performance.now() + POSTED;
  for (;;) {
    const found = await look();
    if (found || performance.now() > until) return found;
    await setTimeout(PAUSE);
  }
}

/** A message that was said twice, because the answer to the first was lost: the one that nobody knows of is taken back. Throws nothing. */
async function takenBack(
  parts: Parts,
  { workspace, conversation, thread }: Asker,
  { message, effect }: { readonly message: string; readonly effect: string },
): Promise<void> {
  try {
    const known = await findPostedByEffect(parts.db, { workspace, effect, platform: 'teams' });
    const isTwice = known.some(({ place, platformId }) => place === conversation.id && platformId !== message);
    if (isTwice) await parts.connector.remove(addressOf(conversation, thread), message);
  } catch (error) {
    parts.log.warn({ err: error, workspace }, 'a message that was said twice could not be taken back');
  }
}
