/** What stands in the sections of a pack, each kind drawn in its own way. Photos are in `photos.ts`, tables in `table.ts`. */
import type { Block, Fact } from '../../cards/pack/paper.ts';
import {
  BODY,
  ensure,
  heightOf,
  INK,
  LEADING,
  lines,
  oneLine,
  PAGE,
  type Part,
  pageNow,
  paragraph,
  part,
  QUIET,
  type Sheet,
  type Style,
  silent,
  told,
  WIDTH,
  writeLines,
} from './sheet.ts';

const TITLE: Style = { size: 17, weight: 'strong', ink: INK.strong };
const HEADING: Style = { size: 11.5, weight: 'strong', ink: INK.strong };
const SUBHEADING: Style = { ...BODY, size: 10, weight: 'strong' };
const LABEL: Style = { ...QUIET, size: 8.5 };
/** A heading stays with at least so much of what it is about. */
const KEEP = 74;

export function drawSectionTitle(sheet: Sheet, parent: Part, title: string): void {
  if (sheet.y > PAGE.top) sheet.y += 16;
  ensure(sheet, 60 + KEEP);
  const owner = part(sheet, parent, 'H1');
  const written = lines(sheet, title, TITLE, WIDTH);
  sheet.marks.set(`section ${title}`, pageNow(sheet));
  sheet.doc.addNamedDestination(`section ${title}`, 'XYZ', null, sheet.y - 8, null);
  writeLines(sheet, owner, written, { ...TITLE, x: PAGE.left, y: sheet.y });
  owner.end();
  sheet.y += heightOf(written.length, TITLE) + 8;
}

type Drawn = Exclude<Block, { readonly type: 'photos' | 'table' }>;

export function drawBlock(sheet: Sheet, parent: Part, block: Drawn): void {
  switch (block.type) {
    case 'text':
      if (block.look === 'code') drawCode(sheet, parent, block.text);
      else paragraph(sheet, parent, block.text, block.look === 'quiet' ? QUIET : BODY);
      break;
    case 'heading':
      drawHeading(sheet, parent, block);
      break;
    case 'facts':
      drawFacts(sheet, parent, block.facts);
      break;
    case 'list':
      drawList(sheet, parent, block.items);
      break;
    case 'notice':
      drawNotice(sheet, parent, block);
      break;
  }
}

type Heading = Extract<Block, { readonly type: 'heading' }>;

function drawHeading(sheet: Sheet, parent: Part, { text, id, aside, tone = 'neutral', isSmall }: Heading): void {
  const style = isSmall ? SUBHEADING : HEADING;
  const beside: Style = { ...BODY, size: 9, weight: 'strong', ink: INK[tone] };
  const [word] = aside === undefined ? [] : lines(sheet, aside, beside, WIDTH / 2);
  const wide = word === undefined ? 0 : word.width + 22;
  const written = lines(sheet, oneLine(text), style, WIDTH - wide);
  if (sheet.y > PAGE.top) sheet.y += isSmall ? 5 : 10;
  ensure(sheet, heightOf(written.length, style) + KEEP);
  // On top of a page there is a line already.
  const isRuled = !isSmall && sheet.y > PAGE.top;
  if (isRuled)
    silent(sheet, () =>
      sheet.doc
        .moveTo(PAGE.left, sheet.y)
        .lineTo(PAGE.left + WIDTH, sheet.y)
        .lineWidth(0.7)
        .stroke(INK.line),
    );
  sheet.y += isRuled ? 7 : 0;
  if (id !== undefined) {
    sheet.marks.set(id, pageNow(sheet));
    sheet.doc.addNamedDestination(id, 'XYZ', null, sheet.y - 12, null);
  }
  const owner = part(sheet, parent, isSmall ? 'H3' : 'H2');
  writeLines(sheet, owner, written, { ...style, x: PAGE.left, y: sheet.y });
  if (word) {
    const x = PAGE.left + WIDTH - word.width;
    silent(sheet, () => sheet.doc.circle(x - 8, sheet.y + style.size * 0.68, 2.6).fill(INK[tone]));
    writeLines(sheet, owner, [word], { ...beside, x, y: sheet.y + (style.size - beside.size) * 1.05 });
  }
  owner.end();
  sheet.y += heightOf(written.length, style) + (isSmall ? 2 : 4);
}

const LABELS = 92;

/** Of several facts with one label it stands once. */
function drawFacts(sheet: Sheet, parent: Part, facts: readonly Fact[]): void {
  const list = part(sheet, parent, 'L');
  facts.forEach(({ label, value }, index) => {
    const label_ = facts[index - 1]?.label === label ? '' : label;
    const names = lines(sheet, label_, LABEL, LABELS - 10);
    const height = heightOf(1, BODY);
    ensure(sheet, Math.max(2 * height, heightOf(names.length, LABEL)));
    const item = part(sheet, list, 'LI');
    if (label_ !== '') {
      const owner = part(sheet, item, 'Lbl');
      writeLines(sheet, owner, names, { ...LABEL, x: PAGE.left, y: sheet.y + (BODY.size - LABEL.size) * 1.05 });
      owner.end();
    }
    const least = sheet.y + heightOf(names.length, LABEL);
    const page = pageNow(sheet);
    paragraph(sheet, part(sheet, item, 'LBody'), value, BODY, {
      x: PAGE.left + LABELS,
      width: WIDTH - LABELS,
      after: 1.5,
    });
    if (page === pageNow(sheet)) sheet.y = Math.max(sheet.y, least);
  });
  list.end();
  sheet.y += 6;
}

function drawList(sheet: Sheet, parent: Part, items: readonly string[]): void {
  const list = part(sheet, parent, 'L');
  for (const text of items) {
    ensure(sheet, heightOf(1, BODY));
    const item = part(sheet, list, 'LI');
    const { y } = sheet;
    told(sheet, part(sheet, item, 'Lbl'), 'Span', () => {
      sheet.doc.circle(PAGE.left + 4, y + BODY.size * 0.7, 1.4).fill(INK.quiet);
    });
    paragraph(sheet, part(sheet, item, 'LBody'), text, BODY, { x: PAGE.left + 13, width: WIDTH - 13, after: 2 });
  }
  list.end();
  sheet.y += 5;
}

/** A box with a bar in its colour; one that is longer than a page has no box. */
function drawNotice(sheet: Sheet, parent: Part, { tone, text }: Extract<Block, { readonly type: 'notice' }>): void {
  const written = lines(sheet, text, BODY, WIDTH - 24);
  const height = heightOf(written.length, BODY) + 10;
  if (written.length > 40) {
    paragraph(sheet, parent, text, BODY);
    return;
  }
  ensure(sheet, height);
  silent(sheet, () => {
    sheet.doc.rect(PAGE.left, sheet.y, WIDTH, height).fill(INK.faint);
    sheet.doc.rect(PAGE.left, sheet.y, 3, height).fill(INK[tone]);
  });
  const owner = part(sheet, parent, 'P');
  writeLines(sheet, owner, written, { ...BODY, x: PAGE.left + 12, y: sheet.y + 5 });
  owner.end();
  sheet.y += height + 7;
}

/** To be read letter by letter, or typed as it stands. */
function drawCode(sheet: Sheet, parent: Part, text: string): void {
  const written = lines(sheet, text, { ...BODY, size: 9 }, WIDTH - 24);
  const height = written.length * 9 * LEADING + 12;
  ensure(sheet, height);
  silent(sheet, () => sheet.doc.roundedRect(PAGE.left, sheet.y, WIDTH, height, 3).fill(INK.faint));
  const owner = part(sheet, parent, 'P');
  writeLines(sheet, owner, written, { ...BODY, size: 9, x: PAGE.left + 12, y: sheet.y + 6 });
  owner.end();
  sheet.y += height + 7;
}
