/** What can be written only when all is drawn: on which page things are, and how many pages there are. */
import {
  BODY,
  heightOf,
  INK,
  lines,
  oneLine,
  PAGE,
  type Sheet,
  SMALL,
  type Style,
  silent,
  WIDTH,
  writeLine,
  writeLines,
} from './sheet.ts';

const NUMBER: Style = { ...BODY, size: 8.5, ink: INK.accent };

/** Each place that names another says its page, and leads there. */
export function drawPageNumbers(sheet: Sheet): void {
  for (const { to, page, x, y, part } of sheet.wanted) {
    const found = sheet.marks.get(to);
    if (found === undefined) continue;
    sheet.doc.switchToPage(page);
    const written = lines(sheet, String(found + 1), NUMBER, 40);
    writeLines(sheet, part, written, { ...NUMBER, x, y });
    sheet.doc.goTo(x - 4, y - 2, 30, heightOf(1, NUMBER) + 4, to);
    part.end();
  }
}

/** On each page but the cover: what it belongs to, and which of how many it is. */
export function drawFurniture(sheet: Sheet, header: string): void {
  const { start, count } = sheet.doc.bufferedPageRange();
  for (let page = start + 1; page < start + count; page += 1) {
    sheet.doc.switchToPage(page);
    const [above] = lines(sheet, oneLine(header), SMALL, WIDTH);
    const [number] = lines(sheet, `Page ${page + 1} of ${count}`, SMALL, WIDTH);
    const [maker] = lines(sheet, 'Evidence pack, made by Sopwith', SMALL, WIDTH / 2);
    silent(sheet, () => {
      sheet.doc
        .moveTo(PAGE.left, PAGE.top - 20)
        .lineTo(PAGE.left + WIDTH, PAGE.top - 20)
        .lineWidth(0.5)
        .stroke(INK.line);
      if (above) writeLine(sheet, above, { ...SMALL, x: PAGE.left, y: PAGE.top - 35 });
      if (maker) writeLine(sheet, maker, { ...SMALL, x: PAGE.left, y: PAGE.height - 42 });
      if (number) writeLine(sheet, number, { ...SMALL, x: PAGE.left + WIDTH - number.width, y: PAGE.height - 42 });
    });
  }
}
