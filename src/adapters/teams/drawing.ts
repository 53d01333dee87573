/** A card as an activity that Teams takes: the card itself, whom it calls, and for whom it looks different. */
import { type AdaptiveCard, toAdaptive } from '../../cards/adaptive.ts';
import { callable, callOf } from '../../cards/adaptive-text.ts';
import type { Card } from '../../cards/card.ts';
import { announced, clean, clip } from '../../cards/text.ts';
import type { Outgoing } from './connector.ts';
import { formatOf, type Reading } from './format.ts';
import { mentionsIn } from './mentions.ts';

/** Teams asks for the card anew for so many people at most. */
export const MOST_REFRESHED = 60;
/** Bytes of one of their ids in a card, and of what else a refresh needs. */
const ID_BYTES = 110;
const REFRESH_BYTES = 300;
/** Bytes of one who is called. */
const CALL_BYTES = 800;

export interface Drawing extends Reading {
  /** Teams' own ids of members, as far as they are known. */
  readonly ids: ReadonlyMap<string, string>;
  /** Those whose decision the card asks for: only they see its buttons. */
  readonly deciders?: readonly string[] | undefined;
  /** What the message is found by. */
  readonly effect?: string;
}

/** The verb of what Teams asks by itself when somebody looks at a card. */
export const REFRESH = 'sopwith_refresh';

export function activityOf(card: Card, drawing: Drawing): Outgoing {
  const refreshed = drawing.dialogs ? refreshedFor(drawing) : undefined;
  const seen = refreshed ? { ...card, actions: [] } : card;
  const called = calledBy(card, drawing);
  const kept = (refreshed ? refreshed.length * ID_BYTES + REFRESH_BYTES : 0) + called.size * CALL_BYTES;
  const format = formatOf({ ...drawing, calls: (member) => called.has(member) });
  const drawn = marked(toAdaptive(seen, format, kept), drawing.effect);
  const content = { ...drawn, ...refreshing(refreshed, drawing.effect), ...calling(called, drawing.names) };
  return { summary: clip(clean(announced(card.fallback, format)), 200), attachments: [attached(content)] };
}

export function attached(content: object): object {
  return { contentType: 'application/vnd.microsoft.card.adaptive', content };
}

/** Nobody else would see the buttons: so all of them must be known, and be few enough. */
function refreshedFor({ deciders = [], ids }: Drawing): readonly string[] | undefined {
  const known = deciders.map((member) => ids.get(member)).filter((id) => id !== undefined);
  const isAll = known.length > 0 && known.length === deciders.length && known.length <= MOST_REFRESHED;
  return isAll ? known : undefined;
}

function refreshing(userIds: readonly string[] | undefined, effect: string | undefined): object {
  if (!userIds) return {};
  const action = {
    type: 'Action.Execute',
    title: 'Refresh',
    verb: REFRESH,
    data: effect === undefined ? {} : { effect },
  };
  return { refresh: { action, userIds } };
}

/** The first element carries the effect that posts it, for when nobody knows whether it was said. */
function marked(card: AdaptiveCard, effect: string | undefined): AdaptiveCard {
  const [first, ...rest] = card.body;
  return effect === undefined || !first ? card : { ...card, body: [{ ...first, id: markOf(effect) }, ...rest] };
}

export function markOf(effect: string): string {
  return `effect-${effect}`;
}

/** Those whom the card calls, by member: Teams tells them. Alone with somebody nobody has to be called. */
function calledBy(card: Card, { ids, conversation }: Drawing): ReadonlyMap<string, string> {
  if (conversation?.kind === 'personal') return new Map();
  const known = mentionsIn(card).map((member) => [member, ids.get(member)] as const);
  return new Map(known.filter((one): one is [string, string] => one[1] !== undefined));
}

function calling(called: ReadonlyMap<string, string>, names: Drawing['names']): object {
  if (called.size === 0) return {};
  const entities = [...called].map(([member, id]) => {
    const name = names[member] ?? 'somebody';
    return { type: 'mention', text: callOf(name), mentioned: { id, name: callable(name) } };
  });
  return { msteams: { entities } };
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
