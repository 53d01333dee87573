/** What a person sees and can touch: the blocks of a message or a view, as the emulator holds them now. */
import { isJson, type Json, objects, text } from './json.ts';

/** A message as tests read it. `thread` is the `ts` of the parent, on replies only. */
export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly thread?: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly subtype?: string;
  readonly metadata?: Json;
  readonly files: readonly { readonly id: string; readonly name: string; readonly mimetype: string }[];
  readonly reactions: readonly { readonly name: string; readonly users: readonly string[] }[];
  readonly isEdited: boolean;
  /** The only person who sees it. */
  readonly onlyFor?: string;
}

export interface View {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly user: string;
  readonly title: string;
  readonly callbackId: string;
  readonly metadata: string;
  readonly blocks: readonly Json[];
  readonly hash: string;
}

/** What to touch: its words, its `action_id`, or several things about it. */
export type Wanted =
  | string
  | { readonly text?: string; readonly action?: string; readonly value?: string; readonly block?: string };

export interface Touchable {
  readonly block: Json;
  readonly element: Json;
  /** Set where the words are those of an entry of an overflow menu. */
  readonly option?: Json;
}

/** Everything that can be touched, in reading order. */
export function touchables(blocks: readonly Json[]): Touchable[] {
  return blocks.flatMap((block) => {
    const inside = [block.accessory, block.element, ...objects(block.type === 'rich_text' ? [] : block.elements)];
    const elements = inside.filter(isJson).filter((one) => text(one.action_id) !== '');
    return elements.flatMap((element) => [
      { block, element },
      ...(element.type === 'overflow' ? objects(element.options).map((option) => ({ block, element, option })) : []),
    ]);
  });
}

/** The one thing that is meant. Throws with what is there instead: a person cannot tap what is not shown. */
export function find(blocks: readonly Json[], wanted: Wanted): Touchable {
  const all = touchables(blocks);
  const found = all.filter((one) => is(one, wanted));
  if (found.length === 1 && found[0] !== undefined) return found[0];
  const shown = all.map((one) => `"${wordsOf(one)}" (${text(one.element.action_id)})`).join(', ') || 'nothing';
  const what = typeof wanted === 'string' ? `"${wanted}"` : JSON.stringify(wanted);
  throw new Error(
    `${found.length === 0 ? 'There is no' : `There are ${found.length} of`} ${what} to touch. There is: ${shown}`,
  );
}

function is(one: Touchable, wanted: Wanted): boolean {
  const { element, option, block } = one;
  if (typeof wanted === 'string')
    return wordsOf(one) === wanted || (option === undefined && element.action_id === wanted);
  return (
    (wanted.text ?? wordsOf(one)) === wordsOf(one) &&
    (wanted.action ?? element.action_id) === element.action_id &&
    (wanted.value ?? (option ?? element).value) === (option ?? element).value &&
    (wanted.block ?? block.block_id) === block.block_id
  );
}

/** The words on a button, a menu's entry, or what stands in an empty field or beside it. */
export function wordsOf({ block, element, option }: Touchable): string {
  if (option !== undefined) return words(option.text);
  return words(element.text) || words(block.label) || words(element.placeholder) || '';
}

/** The words of all buttons and menu entries. */
export function buttonsOf(surface: { readonly blocks: readonly Json[] }): string[] {
  return touchables(surface.blocks)
    .filter((one) => one.element.type === 'button' || one.option !== undefined)
    .map(wordsOf);
}

/** All that the blocks say, or the text where there are none: what a person reads, a line for each piece. */
export function readable(surface: { readonly blocks: readonly Json[]; readonly text?: string }): string {
  return surface.blocks.length > 0 ? pieces(surface.blocks).join('\n') : (surface.text ?? '');
}

function pieces(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(pieces);
  if (!isJson(value)) return [];
  if (typeof value.text === 'string') return [value.text];
  return Object.entries(value)
    .filter(([key]) => key !== 'placeholder' && key !== 'confirm')
    .flatMap(([key, inner]) => (key === 'alt_text' && typeof inner === 'string' ? [inner] : pieces(inner)));
}

export function words(object: unknown): string {
  return isJson(object) ? text(object.text) : '';
}

/** Everybody and everything that the message calls on: `<@U…>`, `<!channel>`, `<!subteam^S…>`. Plain text calls nobody. */
export function mentionsOf(message: { readonly text?: string; readonly blocks: readonly Json[] }): string[] {
  const written = [message.text ?? '', ...marked(message.blocks)];
  const found = written.flatMap((one) => [...one.matchAll(/<([@!][^>|]+)[^>]*>/g)].map((match) => match[1] ?? ''));
  return [...new Set(found.filter((one) => !one.startsWith('!date^')))];
}

function marked(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(marked);
  if (!isJson(value)) return [];
  if (value.type === 'mrkdwn' || value.type === 'markdown') return [text(value.text)];
  if (value.type === 'user') return [`<@${text(value.user_id)}>`];
  if (value.type === 'usergroup') return [`<!subteam^${text(value.usergroup_id)}>`];
  if (value.type === 'broadcast') return [`<!${text(value.range)}>`];
  return Object.values(value).flatMap(marked);
}
