/** Who is called by a card, in the way that each of them wishes. */
import type { Card, Element, Line, Span, Text } from '../cards/card.ts';
import { optional } from '../engine/optional.ts';
import { quietUntil } from '../engine/settings/quiet.ts';
import type { Settings } from '../engine/settings/settings.ts';
import type { Db } from '../store/database.ts';
import type { Drawn } from './drawn.ts';
import type { Memory } from './memory.ts';
import { ownOf, settingsOf } from './settings-of.ts';
import { zoneOf } from './talking.ts';

interface Asking {
  readonly db: Db;
  readonly memory: Memory;
  readonly now: () => number;
}

interface Calling {
  readonly workspace: string;
  /** Whether somebody can be written to alone. */
  readonly isReached: (member: string) => Promise<boolean>;
}

export interface Called {
  readonly drawn: Drawn;
  /** Everybody whom the card calls is not to be called before this instant. */
  readonly quietUntil?: number;
}

/**
 * The card as it is to be said: whoever does not want to be mentioned is named instead, and is written to alone if that is
 * what they want.
 */
export async function asCalled(asking: Asking, calling: Calling, drawn: Drawn): Promise<Called> {
  const called = membersCalled(drawn.card);
  if (called.size === 0 || drawn.isAskedFor) return { drawn };
  const settings = await settingsOf(asking, calling.workspace);
  if (settings.status === 'none') return { drawn };
  const silent = new Set<string>();
  const direct: string[] = [];
  const ends: (number | undefined)[] = [];
  for (const member of called) {
    const calls = ownOf(settings, member).calls ?? 'channel';
    const quiet = drawn.canWait ? await quietFor(asking, calling.workspace, settings, member) : undefined;
    ends.push(quiet);
    if (calls === 'digest' || quiet !== undefined) silent.add(member);
    else if (calls === 'direct' && (await calling.isReached(member))) {
      silent.add(member);
      direct.push(member);
    }
  }
  const wished = {
    ...drawn,
    card: silenced(drawn.card, silent),
    ...optional('directTo', told(drawn, settings, direct)),
  };
  const waits = ends.filter((end) => end !== undefined);
  return waits.length === called.size ? { drawn: wished, quietUntil: Math.min(...waits) } : { drawn: wished };
}

/** Whoever wants all of it once a day has no copy of an approval either. */
function told({ directTo }: Drawn, settings: Settings, direct: readonly string[]): readonly string[] | undefined {
  const kept = directTo?.filter((member) => ownOf(settings, member).calls !== 'digest');
  const all = [...new Set([...(kept ?? []), ...direct])];
  return all.length > 0 || directTo ? all : undefined;
}

/** Clocks are the member's own. */
async function quietFor(
  { db, now }: Asking,
  workspace: string,
  settings: Settings,
  member: string,
): Promise<number | undefined> {
  const hours = ownOf(settings, member).quiet ?? settings.quiet;
  if (hours === undefined || hours === 'none') return undefined;
  return quietUntil(hours, await zoneOf({ db }, { workspace, member }), now());
}

function membersCalled({ title, subtitle, elements }: Card): ReadonlySet<string> {
  const called = new Set<string>();
  for (const text of [title, subtitle ?? '', ...elements.flatMap(textsOf)]) {
    if (typeof text === 'string') continue;
    for (const span of text) if (typeof span !== 'string' && span.type === 'mention') called.add(span.member);
  }
  return called;
}

function textsOf(element: Element): readonly Text[] {
  switch (element.type) {
    case 'text':
    case 'heading':
    case 'context':
    case 'notice':
      return [element.text];
    case 'facts':
      return element.facts.map((fact) => fact.value);
    case 'list':
      return element.items.flatMap((line) => [line.text, ...(line.detail === undefined ? [] : [line.detail])]);
    case 'progress':
    case 'quote':
    case 'image':
    case 'divider':
      return [];
  }
}

function silenced(card: Card, silent: ReadonlySet<string>): Card {
  if (silent.size === 0) return card;
  const quiet = (text: Text): Text => (typeof text === 'string' ? text : text.map((span) => named(span, silent)));
  const line = (one: Line): Line => ({
    ...one,
    text: quiet(one.text),
    ...optional('detail', one.detail && quiet(one.detail)),
  });
  const element = (one: Element): Element => {
    switch (one.type) {
      case 'text':
      case 'heading':
      case 'context':
      case 'notice':
        return { ...one, text: quiet(one.text) };
      case 'facts':
        return { ...one, facts: one.facts.map((fact) => ({ ...fact, value: quiet(fact.value) })) };
      case 'list':
        return { ...one, items: one.items.map(line) };
      case 'progress':
      case 'quote':
      case 'image':
      case 'divider':
        return one;
    }
  };
  const head = { title: quiet(card.title), ...optional('subtitle', card.subtitle && quiet(card.subtitle)) };
  return { ...card, ...head, elements: card.elements.map(element) };
}

function named(span: Span, silent: ReadonlySet<string>): Span {
  const isSilent = typeof span !== 'string' && span.type === 'mention' && silent.has(span.member);
  return isSilent ? { type: 'member', member: span.member } : span;
}
