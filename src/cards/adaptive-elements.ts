/** Each element of a card as elements of an Adaptive Card. */
import { actionSet, lineAction } from './adaptive-actions.ts';
import type { Fit } from './adaptive-fit.ts';
import type { Forms } from './adaptive-forms.ts';
import { COLOUR, type Drawn, type Format, guarded, inkOf, richText, type Wording } from './adaptive-text.ts';
import type { Element, Line, Text, Tone } from './card.ts';
import { fullSegments, MARKS } from './signs.ts';
import { clip, plain } from './text.ts';

export interface Drawing {
  readonly format: Format;
  readonly fit: Fit;
  readonly forms: Forms;
}

type Of<Type extends Element['type']> = Extract<Element, { type: Type }>;

export function drawElement(element: Element, drawing: Drawing): readonly Drawn[] {
  const { format, fit } = drawing;
  const long: Wording = { format, budget: fit.text, lines: fit.lines };
  const quiet: Wording = { ...long, run: { size: 'Small', isSubtle: true } };
  switch (element.type) {
    case 'text': {
      const { tone } = element;
      return richText(element.text, tone === undefined ? long : { ...long, run: { color: inkOf(tone, format) } });
    }
    case 'heading':
      return richText(element.text, { format, budget: fit.line, run: { weight: 'Bolder' }, spacing: 'Medium' });
    case 'context':
      return richText(element.text, { ...quiet, budget: Math.min(fit.text, 1_000), spacing: 'Small' });
    case 'facts':
      return shortened(element.facts, fit, quiet, ({ label, value }) => fact(label, value, drawing));
    case 'progress':
      return progress(element, drawing);
    case 'list':
      return shortened(element.items, fit, quiet, (line) => drawLine(line, drawing));
    case 'quote':
      return [
        ...richText(element.text, { ...long, run: { italic: true } }),
        ...(element.from === undefined ? [] : richText(element.from, quiet)),
      ];
    case 'notice':
      return [notice(element.tone, richText(element.text, { ...long, budget: Math.min(fit.text, 1_200), lines: 8 }))];
    case 'image':
      return image(element, drawing);
    case 'divider':
      return [{ type: 'Container', separator: true, spacing: 'Medium', items: [] }];
  }
}

/** At most as many as fit; then how many more there are. */
function shortened<Item>(
  items: readonly Item[],
  fit: Fit,
  quiet: Wording,
  draw: (item: Item) => Drawn,
): readonly Drawn[] {
  const shown = items.slice(0, fit.lines).map(draw);
  const more = items.length - shown.length;
  return more > 0 ? [...shown, ...richText(`and ${more} more`, { ...quiet, spacing: 'Small' })] : shown;
}

function fact(label: string, value: Text, { format, fit }: Drawing): Drawn {
  const name = richText(label, { format, budget: fit.line, run: { isSubtle: true } });
  const said = richText(value, { format, budget: fit.line * 2, lines: 4 });
  if (format.teams && LONG_WORD.test(label)) return { type: 'Container', spacing: 'Small', items: [...name, ...said] };
  return columns('Small', [
    { width: '128px', items: name },
    { width: 'stretch', items: said },
  ]);
}

/** It would run out of its column, and into the value: Teams breaks no words. */
const LONG_WORD = /\S{17}/;

const SEGMENTS = 16;

/** Longer words do not stand beside a bar on a phone. */
const LONG_LABEL = 24;

/** A bar of characters: it is drawn alike everywhere, in light and dark. */
function progress({ done, total, label }: Of<'progress'>, { format }: Drawing): readonly Drawn[] {
  const full = fullSegments({ done, total }, SEGMENTS);
  // In Teams what is called light is white in light and dark: there the rest is a thinner line.
  const rest = format.teams
    ? { text: '─'.repeat(SEGMENTS - full), isSubtle: true }
    : { text: '━'.repeat(SEGMENTS - full), isSubtle: true, color: 'Light' };
  const bar = [
    { type: 'TextRun', text: '━'.repeat(full), color: full === SEGMENTS ? 'Good' : 'Accent', weight: 'Bolder' },
    { type: 'TextRun', ...rest },
  ].filter((run) => run.text !== '');
  const said = { type: 'TextRun', text: `  ${label}`, size: 'Small', isSubtle: true };
  const block = (inlines: readonly Drawn[], spacing: string) => ({ type: 'RichTextBlock', spacing, inlines });
  if (!format.teams || label.length <= LONG_LABEL) return [block([...bar, said], 'Small')];
  return [block(bar, 'Small'), block([{ ...said, text: label }], 'None')];
}

function drawLine(line: Line, drawing: Drawing): Drawn {
  const { format, fit } = drawing;
  const { sign, tone } = MARKS[line.mark];
  const look = tone === undefined ? { isSubtle: true } : { color: inkOf(tone, format) };
  const mark =
    line.number === undefined
      ? { type: 'TextRun', text: sign, weight: 'Bolder', ...look }
      : { type: 'TextRun', text: `${line.number}.`, isSubtle: true };
  const isOver = line.mark === 'not_applicable' || line.mark === 'skipped';
  const text = richText(line.text, {
    format,
    budget: fit.line,
    lines: 3,
    ...(isOver ? { run: { isSubtle: true } } : {}),
    ...(line.mark === 'late' ? { run: { weight: 'Bolder' } } : {}),
  });
  // What is late is seen from afar: its sign alone would be one letter among many lines.
  const ink = line.mark === 'late' ? { color: inkOf('bad', format) } : { isSubtle: true };
  const small: Wording = { format, budget: fit.line, lines: 3, run: { size: 'Small', ...ink }, spacing: 'None' };
  const detail = line.detail === undefined ? [] : richText(line.detail, small);
  const action = line.action && lineAction(line.action, plain(line.text, format), drawing);
  return columns('Small', [
    { width: line.number === undefined ? '20px' : '26px', items: [{ type: 'RichTextBlock', inlines: [mark] }] },
    { width: 'stretch', items: [...text, ...detail] },
    ...(action ? [{ width: 'auto', items: [actionSet([action])] }] : []),
  ]);
}

interface Column {
  readonly width: string;
  readonly items: readonly Drawn[];
}

function columns(spacing: string, of: readonly Column[]): Drawn {
  const drawn = of.map(({ width, items }) => ({ type: 'Column', width, spacing: 'Small', items }));
  return { type: 'ColumnSet', spacing, columns: drawn };
}

/** A box that stands out. */
function notice(tone: Tone, items: readonly Drawn[]): Drawn {
  const style = tone === 'neutral' ? 'emphasis' : COLOUR[tone].toLowerCase();
  return { type: 'Container', style, spacing: 'Medium', items };
}

function image({ file, alt, isWide, chart }: Of<'image'>, { format, fit }: Drawing): readonly Drawn[] {
  const url = format.file?.(file);
  if (url === undefined) return [];
  const altText = guarded(clip(alt, Math.min(fit.text, 1_000)));
  const opened = format.charts && chart ? {} : { selectAction: { type: 'Action.OpenUrl', url } };
  return [{ type: 'Image', url, altText, size: isWide ? 'Stretch' : 'Large', ...opened }];
}
