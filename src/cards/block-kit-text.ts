/**
 * Text for Slack. Rich text wherever it can be: its text elements know no markup, so that what people typed is shown as
 * typed and calls nobody. Small print and a line beside its button are text objects, which rich text cannot be: see `textObject`.
 */
import type { View } from '../engine/effect.ts';
import type { Span, Text } from './card.ts';
import { clean, clip, said, spansOf, type Words } from './text.ts';

/** Any block, element or object of Block Kit. */
export interface Drawn {
  readonly type: string;
  readonly [property: string]: unknown;
}

export interface SlackFormat extends Words {
  /** The platform's id for a mention; absent: told by name. */
  readonly mention: (member: string) => string | undefined;
  /** Where a posted card can be opened. */
  readonly address?: (view: View) => string | undefined;
  /** Slack's own id of a stored picture. */
  readonly picture?: (id: string) => string | undefined;
  /** The https address of a stored picture; without either it is told by its text. */
  readonly file?: (id: string) => string | undefined;
  /** Names the blocks of boxes to tick otherwise than before, so that clients forget what was ticked there. */
  readonly afresh?: string;
}

export interface Wording {
  readonly format: SlackFormat;
  /** Characters at most; what is longer ends with `…`. */
  readonly budget: number;
  /** Lines at most; further ones are joined to the last. */
  readonly lines?: number;
  /** How every run looks. */
  readonly style?: Style;
}

export type Style = Readonly<Partial<Record<'bold' | 'italic' | 'code', true>>>;

/** A text in a block of its own; nothing for an empty one. */
export function richText(text: Text, wording: Wording): readonly Drawn[] {
  const elements = runsOf(text, wording);
  return elements.length === 0 ? [] : [richBlock([{ type: 'rich_text_section', elements }])];
}

export function richBlock(elements: readonly Drawn[]): Drawn {
  return { type: 'rich_text', elements };
}

/** The runs of a text, clipped. Whoever is called is called, however long what stands before is. */
export function runsOf(text: Text, { format, budget, lines = 1, style = {} }: Wording): readonly Drawn[] {
  const runs: Drawn[] = [];
  let left = budget;
  let breaks = lines - 1;
  for (const span of spansOf(text)) {
    const user = userOf(span, format);
    if (user) runs.push(user);
    if (user || left <= 0) continue;
    const whole = said(span, format);
    const shown = clip(whole, left);
    left -= shown.length;
    const joined = shown.replaceAll('\n', () => {
      breaks -= 1;
      return breaks >= 0 ? '\n' : ' ';
    });
    if (joined !== '') runs.push(whole === shown ? runOf(span, joined, style) : textRun(joined, style));
  }
  return runs.some((run) => run.type !== 'text' || isShown(String(run.text))) ? runs : [];
}

function userOf(span: Span, format: SlackFormat): Drawn | undefined {
  if (typeof span === 'string' || span.type !== 'mention') return undefined;
  const user = format.mention(span.member);
  return user === undefined ? undefined : { type: 'user', user_id: user };
}

function runOf(span: Span, text: string, style: Style): Drawn {
  if (typeof span === 'string') return textRun(text, style);
  switch (span.type) {
    case 'bold':
    case 'mention':
      return textRun(text, { ...style, bold: true });
    case 'italic':
      return textRun(text, { ...style, italic: true });
    case 'code':
      return textRun(text, { ...style, code: true });
    case 'member':
      return textRun(text, style);
    case 'time': {
      const timestamp = Math.floor(span.at / 1_000);
      return { type: 'date', timestamp, format: DATES[span.style], fallback: text, ...styled(style) };
    }
    case 'link':
      return isAddress(span.url) ? { type: 'link', url: span.url, text, ...styled(style) } : textRun(text, style);
  }
}

/** Each reader sees their own zone and clock. No `pretty` date where sentences say “on”: “on yesterday” is none. */
const DATES = {
  ...{ time: '{time}', date: '{date_short}', date_time: '{date_short}, {time}' },
  day_time: '{day_divider_pretty}, {time}',
} as const;

export function textRun(text: string, style: Style = {}): Drawn {
  return { type: 'text', text, ...styled(style) };
}

function styled(style: Style): { readonly style?: Style } {
  return Object.keys(style).length === 0 ? {} : { style };
}

/** False for text of which nothing can be seen. */
export function isShown(text: string): boolean {
  return /[^\s\p{Cf}\p{Cc}\p{Mn}]/u.test(text);
}

function isAddress(url: string): boolean {
  return /^https?:\/\/[^\s<>|]+$/i.test(url) && url.length <= 3_000;
}

/** A label, a button, a title: `emoji: false`, so that `:smile:` stays what it is. Of text that shows nothing, a dash is shown. */
export function plainText(text: string, budget: number): Drawn {
  const shown = clip(clean(text), budget);
  return { type: 'plain_text', text: isShown(shown) ? shown : '–', emoji: false };
}

/**
 * A text object, which is plain or mrkdwn. Times for each reader's zone, bold, code and mentions need mrkdwn, whose reading
 * of stray marks Slack does not promise. So it is used only for text in which nothing can be a mark; all other text is
 * plain, with its times in words. Undefined for text that shows nothing.
 */
export function textObject(text: Text, wording: Wording): Drawn | undefined {
  const runs = runsOf(text, { ...wording, style: {} });
  const isPlain = runs.every((run) => run.type === 'text' && run.style === undefined);
  if (!isPlain && runs.every((run) => isHarmless(saidBy(run)))) {
    return {
      type: 'mrkdwn',
      text: runs.map((run, index) => mrkdwn(run, isFree(runs, index))).join(''),
      verbatim: true,
    };
  }
  const byName = { ...wording.format, mention: () => undefined };
  const said = runsOf(text, { ...wording, format: byName })
    .map(saidBy)
    .join('');
  return said === '' ? undefined : plainText(said, wording.budget);
}

/** What a run is made of, or what it falls back to. */
function saidBy(run: Drawn): string {
  return String(run.text ?? run.fallback ?? '');
}

/** True where calling somebody by name would be lost in a text object, because of what stands beside it. */
export function losesMention(text: Text, wording: Wording): boolean {
  return runsOf(text, wording).some((run) => run.type === 'user') && textObject(text, wording)?.type === 'plain_text';
}

/** Letters, digits and the signs of sentences: nothing that mrkdwn, an emoji code or a smiley begins with. */
const HARMLESS = /^(?:[\p{L}\p{N}\p{M} \u00A0\u202F\n.,!?'"“”‘’()&/·–—%°€$£+✓○●×❗-]|:(?=[\s\d]|$))*$/u;

function isHarmless(text: string): boolean {
  return HARMLESS.test(text);
}

/** Marks are read as such only where a word ends on either side. */
function isFree(runs: readonly Drawn[], index: number): boolean {
  const [before = '', own = '', after = ''] = [-1, 0, 1].map((step) => saidBy(runs[index + step] ?? textRun('')));
  const isOpen = !/[\p{L}\p{N}\p{M}]$/u.test(before) || /^\s/.test(own);
  return isOpen && (!/^[\p{L}\p{N}\p{M}]/u.test(after) || /\s$/.test(own));
}

function mrkdwn(run: Drawn, canBeMarked: boolean): string {
  const text = escaped(saidBy(run));
  switch (run.type) {
    case 'user':
      return `<@${run.user_id}>`;
    case 'date': {
      // Slack promises the date of a day divider in rich text only.
      const format = String(run.format).replace('{day_divider_pretty}', '{date_short_pretty}');
      return `<!date^${run.timestamp}^${format}|${text}>`;
    }
    case 'link':
      return `<${escaped(String(run.url))}|${text}>`;
    default:
      return canBeMarked ? marked(text, (run.style ?? {}) as Style) : text;
  }
}

/** Marks stand at the words themselves, in one line: `*New:* `, not `*New: *`. */
function marked(text: string, { bold, italic, code }: Style): string {
  const mark = code ? '`' : bold ? '*' : italic ? '_' : '';
  return text.replace(/^(\s*)(.*?)(\s*)$/s, (_all, before, words, after) =>
    words === '' || words.includes('\n') ? text : `${before}${mark}${words}${mark}${after}`,
  );
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Small and quiet. Where a mention would be lost, it is told at the size of all else. */
export function small(text: Text, wording: Wording): readonly Drawn[] {
  if (losesMention(text, wording)) return richText(text, wording);
  const element = textObject(text, wording);
  return element ? [{ type: 'context', elements: [element] }] : [];
}

/**
 * The text of a notification, where no block is drawn: at most 3,500 bytes escaped. Slack reads it as mrkdwn, so that
 * `@channel` and `:smile:` are broken up by an invisible joiner.
 */
export function notification(text: string): string {
  const shown = clip(clean(text).replaceAll(/\s+/g, ' ').trim(), MOST_NOTIFIED);
  return isShown(shown) ? escaped(shown.replaceAll(/@(?=\p{L})|:(?=[\w+-]+:)/gu, '$&\u2060')) : '–';
}

/** No character becomes more than five bytes. */
const MOST_NOTIFIED = 700;
