import { LIMITS } from '../../../engine/limits.ts';
import { DocumentUnreadable } from '../../../runtime/ports.ts';
import { type ReadFormat, TextBudget } from '../format.ts';
import { BlockBuilder, roundSize } from './blocks.ts';
import { furnitureOf } from './furniture.ts';
import { type Segment, segmentsOf } from './lines.ts';
import { openPdf } from './open.ts';
import { inReadingOrder } from './reading-order.ts';

/** Reads a PDF that has text. A scan, whose pages are pictures, is `no_text`. */
export const readPdf: ReadFormat = async (bytes, name, progress) => {
  progress({ doing: 'opening' });
  const pdf = await openPdf(bytes);
  try {
    const budget = new TextBudget(LIMITS.documentText, () => new DocumentUnreadable('too_large'));
    const sheets: { page: number; height: number; segments: Segment[] }[] = [];
    for (let number = 1; number <= pdf.pages; number++) {
      progress({ doing: 'reading', page: number, pages: pdf.pages });
      const page = await pdf.page(number);
      for (const run of page.runs) budget.spend(run.text);
      sheets.push({ page: number, height: page.height, segments: segmentsOf(page.runs) });
    }
    const furniture = furnitureOf(sheets);
    const sizes = new Map<number, number>();
    for (const line of sheets.flatMap((sheet) => sheet.segments)) {
      if (furniture.has(line)) continue;
      const size = roundSize(line.size);
      sizes.set(size, (sizes.get(size) ?? 0) + line.text.length);
    }
    if (sizes.size === 0) throw new DocumentUnreadable('no_text');
    const builder = new BlockBuilder(sizes);
    for (const sheet of sheets) {
      builder.addPage(sheet.page, inReadingOrder(sheet.segments.filter((line) => !furniture.has(line))));
    }
    return { name, pages: pdf.pages, blocks: builder.blocks() };
  } finally {
    await pdf.close();
  }
};
