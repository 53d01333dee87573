/** Each element of a card as blocks. */
import { type Drawing, drawLines } from './block-kit-lines.ts';
import { type Drawn, plainText, richBlock, richText, runsOf, small, textRun, type Wording } from './block-kit-text.ts';
import type { Element, Text, Tone } from './card.ts';
import { fullSegments } from './signs.ts';
import { clean, clip } from './text.ts';

type Of<Type extends Element['type']> = Extract<Element, { type: Type }>;

export function drawElement(element: Element, drawing: Drawing): readonly Drawn[] {
  const { format, fit } = drawing;
  const long: Wording = { format, budget: fit.text, lines: fit.lines };
  switch (element.type) {
    case 'text':
      return richText(element.text, long);
    case 'heading':
      return richText(element.text, { format, budget: fit.line, style: { bold: true } });
    case 'context':
      return small(element.text, { ...long, budget: Math.min(fit.text, 600) });
    case 'facts':
      return facts(element, drawing);
    case 'progress':
      return richText(progress(element), long);
    case 'list':
      return [
        ...drawLines(element.items.slice(0, fit.lines), drawing),
        ...more(element.items.length - fit.lines, drawing),
      ];
    case 'quote':
      return quote(element, drawing);
    case 'notice':
      return notice(element, drawing);
    case 'image':
      return image(element, drawing);
    case 'divider':
      return [{ type: 'divider' }];
  }
}

function more(left: number, { format }: Drawing): readonly Drawn[] {
  return left > 0 ? small(`and ${left} more`, { format, budget: 100 }) : [];
}

/** One line a fact: fields of a section could not say a time in the reader's zone. */
function facts({ facts: all }: Of<'facts'>, drawing: Drawing): readonly Drawn[] {
  const { format, fit } = drawing;
  const shown = all.slice(0, fit.lines);
  const elements = shown.flatMap(({ label, value }, index) => [
    ...(index > 0 ? [textRun('\n')] : []),
    textRun(`${clip(clean(label), fit.line)}: `, { bold: true }),
    ...runsOf(value, { format, budget: fit.line * 2, lines: 4 }),
  ]);
  const block = elements.length > 0 ? [richBlock([{ type: 'rich_text_section', elements }])] : [];
  return [...block, ...more(all.length - shown.length, drawing)];
}

const SEGMENTS = 12;

/** A bar of characters: nothing else is drawn alike everywhere, in light and dark. */
function progress({ done, total, label }: Of<'progress'>): Text {
  const full = fullSegments({ done, total }, SEGMENTS);
  return `${'▰'.repeat(full)}${'▱'.repeat(SEGMENTS - full)}  ${label}`;
}

function quote({ text, from }: Of<'quote'>, drawing: Drawing): readonly Drawn[] {
  const { format, fit } = drawing;
  const elements = runsOf(text, { format, budget: fit.text, lines: fit.lines });
  return [
    ...(elements.length > 0 ? [richBlock([{ type: 'rich_text_quote', elements }])] : []),
    ...(from === undefined ? [] : small(from, { format, budget: fit.line })),
  ];
}

/** Blocks have no colours: the sign says how it is meant. */
const SIGNS: Readonly<Record<Tone, string | undefined>> = {
  neutral: undefined,
  accent: 'information_source',
  good: 'white_check_mark',
  attention: 'warning',
  bad: 'octagonal_sign',
};

/** A bar at its side makes it stand out. */
function notice({ tone, text }: Of<'notice'>, { format, fit }: Drawing): readonly Drawn[] {
  const said = runsOf(text, { format, budget: Math.min(fit.text, 1_200), lines: 8 });
  const name = SIGNS[tone];
  const sign = name === undefined ? [] : [{ type: 'emoji', name }, textRun('  ')];
  return said.length === 0 ? [] : [richBlock([{ type: 'rich_text_quote', elements: [...sign, ...said] }])];
}

function image({ file, alt }: Of<'image'>, { format, fit }: Drawing): readonly Drawn[] {
  const alt_text = plainText(alt, Math.min(fit.text, 1_000)).text;
  const id = format.picture?.(file);
  if (id !== undefined) return [{ type: 'image', slack_file: { id }, alt_text }];
  const url = format.file?.(file);
  if (url === undefined || !/^https:\/\//i.test(url) || url.length > 3_000) {
    return small(`Picture: ${alt}`, { format, budget: fit.line });
  }
  return [{ type: 'image', image_url: url, alt_text }];
}
