/** What Teams asks of a card besides its being valid, and what we ask of it there. */
import { type Json, objects, text } from '../support/slack/json.ts';
import { cardOf } from '../support/teams/reading.ts';
import { drawnIn } from './reading.ts';
import { problemsIn } from './validity.ts';

const KILOBYTE = 1024;
/** Of a card, and of the whole message around it. */
const MOST_BYTES = { card: 24 * KILOBYTE, activity: 28 * KILOBYTE };

/** Of a message with a card. Nothing if all is well. */
export function problemsOfMessage(activity: object): readonly string[] {
  const card = cardOf(activity);
  if (!card) return ['it has no card'];
  return [
    ...problemsOfCard(card),
    ...calls(card, objects((card.msteams as Json | undefined)?.entities)),
    ...(bytes(activity) > MOST_BYTES.activity ? [`a message of ${bytes(activity)} bytes`] : []),
    ...(text((activity as Json).summary) === '' ? ['a notification that says nothing'] : []),
    ...(/\/sop\b/.test(text((activity as Json).summary)) ? ['a notification that speaks of /sop'] : []),
  ];
}

/** Of a card, wherever it is shown. `isDialog`: all of its buttons answer to the dialog. */
export function problemsOfCard(card: object, { isDialog = false } = {}): readonly string[] {
  const drawn = drawnIn({ ...card, refresh: undefined, msteams: undefined });
  const ids = drawn
    .filter(({ type }) => !type.startsWith('Action.'))
    .flatMap(({ id }) => (id === undefined ? [] : [id]));
  const executes = drawn.filter(({ type }) => type === 'Action.Execute');
  const buttons = drawn.flatMap((one) => [...objects(one.actions), ...objects([one.inlineAction])]);
  const untitled = buttons.filter(({ title }) => text(title).trim() === '');
  const said = drawn.map(({ text: one, label, placeholder }) => `${text(one)} ${text(label)} ${text(placeholder)}`);
  const marked = drawn.filter(({ type, text: one }) => type !== 'TextBlock' && /<\/?at\b/i.test(text(one)));
  return [
    ...problemsIn(card),
    ...(bytes(card) > MOST_BYTES.card ? [`a card of ${bytes(card)} bytes`] : []),
    ...(new Set(ids).size < ids.length ? [`an id that stands there twice: ${ids}`] : []),
    ...(isDialog && executes.length > 0 ? ['Action.Execute in a dialog'] : []),
    ...executes
      .filter((one) => isAlone(one) && !isSpared(one, card))
      .map(({ title }) => `“${title}” has no fallback that says the same`),
    ...untitled.map(({ type }) => `${text(type)} without a title`),
    ...said.filter((one) => /\/sop\b/.test(one)).map((one) => `it speaks of /sop: ${one}`),
    ...marked.map((one) => `a mark where none is read: ${text(one.text)}`),
  ];
}

/** Old clients press what stands in its place, which must ask for the same. */
function isAlone({ data, fallback }: Json): boolean {
  const { type, data: other } = (fallback ?? {}) as Json;
  return type !== 'Action.Submit' || JSON.stringify(other) !== JSON.stringify(data);
}

/** Of a list so long that it has no room for them, the buttons of lines stand alone: every line is there. */
function isSpared({ fallback, tooltip }: Json, card: object): boolean {
  return fallback === undefined && tooltip !== undefined && bytes(card) > LONG_LIST;
}

const LONG_LIST = 12 * 1_024;

/** Whoever is marked is called, and whoever is called is marked. */
function calls(card: Json, entities: readonly Json[]): string[] {
  const texts = drawnIn(card.body).filter(({ type }) => type === 'TextBlock');
  const marks = texts.flatMap((one) => text(one.text).match(/<at\b.*?<\/at>/gis) ?? []);
  const called = entities.map((one) => text(one.text));
  return [
    ...marks.filter((one) => !called.includes(one)).map((one) => `${one} is marked and not called`),
    ...called.filter((one) => !marks.includes(one)).map((one) => `${one} is called and not marked`),
    ...called.filter((one) => !/^<at>[^<>]*[^<>\s][^<>]*<\/at>$/.test(one)).map((one) => `${one} is no mark`),
    ...entities.filter(({ mentioned }) => text((mentioned as Json).id) === '').map(() => 'somebody without an id'),
    ...(marks.length === 0 && /<\/?at\b/i.test(JSON.stringify(card.body)) ? ['half a mark'] : []),
  ];
}

function bytes(json: object): number {
  return new TextEncoder().encode(JSON.stringify(json)).byteLength;
}
