/** What somebody wrote in Teams, as the phrases read it: without the call to Sopwith, with people by their ids. */
import type { Account, Activity } from './activity.ts';

export interface Written {
  readonly text: string;
  /** Whether Sopwith was called by name. */
  readonly isCalled: boolean;
  /** Other people who are named in it: `{n}` in the text is the n-th of them, between `MARK`s. */
  readonly named: readonly Account[];
}

/** Stands around the number of a person in the text; nobody can type it. */
const MARK = '\uE000';
/** People of one text that are looked up: no phrase names more. */
const MOST_NAMED = 20;

/** Mentions that are looked for, and characters of one: the longest name, with its marks. */
const MOST_MENTIONS = 40;
const MOST_MENTION = 400;
/** Where newer clients show what is quoted. What people type themselves comes with its `<` encoded. */
const QUOTED = /<quoted messageId="[^"<>]{0,100}"\s{0,10}\/>/g;

export function writtenIn({ text, entities, recipient }: Activity): Written {
  let rest = decoded((text ?? '').replaceAll(QUOTED, ''));
  const mentions = (entities ?? []).map(mentionIn).filter((one) => one !== undefined);
  const isUs = ({ account }: Mentioned) => account.id === recipient.id;
  const named: Account[] = [];
  for (const mentioned of mentions.slice(0, MOST_MENTIONS)) {
    if (!isUs(mentioned) && named.length >= MOST_NAMED) continue;
    const stand = isUs(mentioned) ? '' : `${MARK}${named.push(mentioned.account) - 1}${MARK}`;
    rest = rest.replace(decoded(mentioned.text), () => stand);
  }
  return { text: rest.trim(), isCalled: mentions.some(isUs), named };
}

/** The text with people called as the phrases call them. */
export function withNamed(text: string, members: readonly string[]): string {
  const named = text.replaceAll(
    new RegExp(`${MARK}(\\d+)${MARK}`, 'g'),
    (_, index: string) => members[Number(index)] ?? '',
  );
  return named.replaceAll(MARK, '');
}

interface Mentioned {
  readonly account: Account;
  readonly text: string;
}

/** Whom a mention means, as Teams calls them. What else it says is the word of whoever wrote it, but for a name. */
function mentionIn(entity: Readonly<Record<string, unknown>>): Mentioned | undefined {
  const { type, mentioned, text } = entity;
  if (type !== 'mention' || typeof text !== 'string') return undefined;
  if (text === '' || text.length > MOST_MENTION) return undefined;
  if (typeof mentioned !== 'object' || mentioned === null || !('id' in mentioned)) return undefined;
  const { id } = mentioned;
  if (typeof id !== 'string' || id === '' || id.length > 500) return undefined;
  const name = 'name' in mentioned && typeof mentioned.name === 'string' ? { name: mentioned.name.slice(0, 300) } : {};
  return { account: { id, ...name }, text };
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
};

/** Teams sends plain text with some characters of HTML; our own marks are taken out of it. */
export function decoded(text: string): string {
  return text
    .replaceAll(MARK, '')
    .replaceAll(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replaceAll('\u00a0', ' ');
}
