/** The cover of a pack, and what is on the pages after it. */
import type { Cover, Section } from '../../cards/pack/paper.ts';
import { drawBlock } from './blocks.ts';
import {
  BODY,
  heightOf,
  INK,
  lines,
  oneLine,
  PAGE,
  type Part,
  paragraph,
  part,
  type Sheet,
  type Style,
  silent,
  WIDTH,
  writeLines,
} from './sheet.ts';

const KIND: Style = { size: 10, weight: 'strong', ink: INK.accent };
const TITLE: Style = { size: 27, weight: 'strong', ink: INK.strong };
const SUBTITLE: Style = { size: 12, weight: 'plain', ink: INK.quiet };
/** Longer titles are cut here: the whole one stands among the facts. */
const MOST_LINES = 4;

export function drawCover(sheet: Sheet, parent: Part, cover: Cover): void {
  sheet.y = 96;
  silent(sheet, () => sheet.doc.rect(0, 0, PAGE.width, 8).fill(INK.accent));
  paragraph(sheet, parent, 'EVIDENCE PACK', KIND, { after: 10 });
  const title = lines(sheet, oneLine(cover.title), TITLE, WIDTH).slice(0, MOST_LINES);
  const owner = part(sheet, parent, 'H1');
  writeLines(sheet, owner, title, { ...TITLE, x: PAGE.left, y: sheet.y });
  owner.end();
  sheet.y += heightOf(title.length, TITLE) + 6;
  paragraph(sheet, parent, cover.subtitle, SUBTITLE, { after: 18 });
  drawOutcome(sheet, parent, cover);
  drawBlock(sheet, parent, { type: 'facts', facts: cover.facts });
  sheet.y += 10;
  for (const { title, text } of cover.texts) {
    paragraph(sheet, parent, title, { ...BODY, size: 10.5, weight: 'strong' }, { after: 2 });
    paragraph(sheet, parent, text, { ...BODY, size: 9.8 }, { after: 12 });
  }
}

function drawOutcome(sheet: Sheet, parent: Part, { outcome, tone }: Cover): void {
  const style: Style = { size: 12, weight: 'strong', ink: '#ffffff' };
  const written = lines(sheet, outcome, style, WIDTH - 30);
  const wide = Math.max(...written.map((one) => one.width)) + 26;
  const height = heightOf(written.length, style) + 10;
  silent(sheet, () => sheet.doc.roundedRect(PAGE.left, sheet.y, wide, height, 4).fill(INK[tone]));
  const owner = part(sheet, parent, 'P');
  writeLines(sheet, owner, written, { ...style, x: PAGE.left + 13, y: sheet.y + 5 });
  owner.end();
  sheet.y += height + 20;
}

/** The sections with their pages. */
export function contentsOf(sections: readonly Section[]): Section {
  const columns = [{ title: 'Section', share: 1 }];
  const rows = sections.map(({ title }) => ({ cells: [title], to: `section ${title}` }));
  return { title: 'Contents', blocks: [{ type: 'table', columns, rows }] };
}
