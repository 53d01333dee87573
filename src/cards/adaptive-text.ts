/** Text as rich text blocks. Runs are plain: no markdown, no templates, no mention that nobody meant. */
import type { View } from '../engine/effect.ts';
import type { Span, Text, Tone } from './card.ts';
import { clean, clip, said, spansOf, type Words } from './text.ts';

/** Any element of an Adaptive Card. */
export interface Drawn {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** How the reader's platform says names and times, and where it shows files. */
export interface Format extends Words {
  /** The address of a stored file; absent: images are told by their text. */
  readonly file?: (id: string) => string;
  /** Charts are drawn by the page itself, in the place of their pictures: nothing opens when one is pressed. */
  readonly charts?: true;
  /** Where a posted card can be opened; absent: it is not there, or this platform has no addresses. */
  readonly address?: (view: View) => string | undefined;
  /** There is no file picker: files are sent in the thread of the run, or in the chat, which has no threads. */
  readonly attach?: 'picker' | 'thread' | 'chat';
  /**
   * Microsoft Teams draws it: clients that know no Universal Actions get plain ones in their place. `dialogs`: forms, and
   * what is only to be read, open in a dialog; else forms stand on the card. `isDialog`: it stands in one, whose buttons all
   * answer to it.
   */
  readonly teams?: { readonly dialogs: boolean; readonly isDialog?: boolean };
  /** Whether somebody whose turn it is can be called: then their name is marked, as `callOf` does. */
  readonly calls?: (member: string) => boolean;
}

export interface Wording {
  readonly format: Words & Pick<Format, 'calls' | 'teams'>;
  /** Characters at most; what is longer ends with `…`. */
  readonly budget: number;
  /** Lines at most; further ones are joined to the last. */
  readonly lines?: number;
  /** How every run looks. */
  readonly run?: Readonly<Record<string, unknown>>;
  readonly spacing?: 'None' | 'Small' | 'Default' | 'Medium';
}

/** The colour of a tone, of a box. */
export const COLOUR: Readonly<Record<Tone, string>> = {
  neutral: 'Default',
  accent: 'Accent',
  good: 'Good',
  attention: 'Warning',
  bad: 'Attention',
};

/** The colour of a tone, of letters and signs. Teams' own yellow cannot be read on white. */
export function inkOf(tone: Tone, { teams }: Pick<Format, 'teams'>): string {
  return teams && tone === 'attention' ? COLOUR.neutral : COLOUR[tone];
}

/**
 * Host macros (`{{DATE(…)}}`), templates (`${…}`) and mention marks (`<at>`) are broken up by an invisible joiner, so
 * that text which looks like one is shown as it was typed.
 */
export function guarded(text: string): string {
  return clean(text)
    .replaceAll(/[{$](?=\{)/g, '$&\u2060')
    .replaceAll(/<(?=\/?at\b)/gi, '<\u2060');
}

/** What must have a text: a label, a button. Of text that shows nothing, a dash is shown. */
export function labelled(text: string, budget: number): string {
  const shown = guarded(clip(clean(text), budget));
  return shown.trim() === '' ? '–' : shown;
}

/** How a name is marked that the client calls. The same stands in the card's list of mentions. */
export function callOf(name: string): string {
  return `<at>${callable(name)}</at>`;
}

const MOST_NAME = 100;

/** A name as it can stand in a mark, in text that knows links: short, without marks of its own, and never none. */
export function callable(name: string): string {
  const shown = clean(name)
    .replaceAll(/[<>&[\]*`\\\s]+/g, ' ')
    .trim();
  return shown === '' ? 'somebody' : guarded(clip(shown, MOST_NAME));
}

/** One block for each line of the text; nothing for an empty one. */
export function richText(text: Text, wording: Wording): readonly Drawn[] {
  const spans = spansOf(text);
  const { calls } = wording.format;
  if (calls && spans.some((span) => isCalled(span, calls))) return [calling(spans, wording, calls)];
  const lines = linesOf(spans, wording);
  return lines.flatMap((runs, index): Drawn[] => {
    if (runs.length === 0) return [];
    const isApart = index > 0 && lines[index - 1]?.length === 0;
    const spacing = index === 0 ? wording.spacing : isApart ? 'Small' : 'None';
    const inlines = wording.format.teams ? joined(runs) : runs;
    return [{ type: 'RichTextBlock', inlines, ...(spacing === undefined ? {} : { spacing }) }];
  });
}

type Calls = (member: string) => boolean;

function isCalled(span: Span, calls: Calls): span is Extract<Span, { type: 'mention' }> {
  return typeof span === 'object' && span.type === 'mention' && calls(span.member);
}

/** Clients call nobody out of rich text: such a sentence is plain text with marks, in which nothing else is one. */
function calling(spans: readonly Span[], { format, budget, run = {}, spacing }: Wording, calls: Calls): Drawn {
  const text = spans
    .map((span) =>
      isCalled(span, calls) ? callOf(format.name(span.member)) : unmarked(clip(said(span, format), budget)),
    )
    .join('');
  return { type: 'TextBlock', text, wrap: true, ...run, ...(spacing === undefined ? {} : { spacing }) };
}

function unmarked(text: string): string {
  return guarded(text).replaceAll(/[\\*_[\]]/g, '\\$&');
}

/** The runs of a text, clipped and broken into lines: hosts differ in what they make of a line break in a run. */
function linesOf(spans: readonly Span[], { format, budget, lines = 1, run = {} }: Wording): readonly Drawn[][] {
  const found: Drawn[][] = [[]];
  let left = budget;
  for (const span of spans) {
    if (left <= 0) break;
    const text = clip(said(span, format), left);
    left -= text.length;
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0 && found.length < lines) found.push([]);
      else if (index > 0) found.at(-1)?.push(textRun(' ', ' ', run));
      if (part !== '') found.at(-1)?.push(textRun(span, part, run));
    }
  }
  return found;
}

/** Runs that look alike are one: Teams takes so many bytes, and a list of twenty lines is full of them. */
function joined(runs: readonly Drawn[]): readonly Drawn[] {
  const found: Drawn[] = [];
  for (const run of runs) {
    const last = found.at(-1);
    const isAlike = last && JSON.stringify({ ...last, text: '' }) === JSON.stringify({ ...run, text: '' });
    // What looks like a mark may come about where two of them meet.
    if (isAlike) found[found.length - 1] = { ...last, text: guarded(`${last.text}${run.text}`) };
    else found.push(run);
  }
  return found;
}

function textRun(span: Span, text: string, run: Readonly<Record<string, unknown>>): Drawn {
  return { type: 'TextRun', text: guarded(text), ...run, ...styleOf(span) };
}

function styleOf(span: Span): Readonly<Record<string, unknown>> {
  if (typeof span === 'string') return {};
  switch (span.type) {
    case 'bold':
    case 'mention':
      return { weight: 'Bolder' };
    case 'italic':
      return { italic: true };
    case 'code':
      return { fontType: 'Monospace' };
    case 'link':
      return /^https?:\/\//i.test(span.url) ? { selectAction: { type: 'Action.OpenUrl', url: span.url } } : {};
    case 'member':
    case 'time':
      return {};
  }
}
