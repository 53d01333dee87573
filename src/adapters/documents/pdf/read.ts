import { LIMITS } from '../../../engine/limits.ts';
import { DocumentUnreadable } from '../../../runtime/ports.ts';
import { type ReadFormat, TextBudget } from '../format.ts';
import { assembled, type PlacedPage } from './assemble.ts';
import { openPdf } from './open.ts';
import { isScanned, Scans } from './scans.ts';

/** Reads a PDF, page by page: what text it has, and where a page is a picture, what can be recognised in it. */
export const readPdf: ReadFormat = async (bytes, name, progress) => {
  progress({ doing: 'opening' });
  const pdf = await openPdf(bytes);
  const scans = new Scans(bytes);
  try {
    const budget = new TextBudget(LIMITS.documentText, () => new DocumentUnreadable('too_large'));
    const pages: PlacedPage[] = [];
    for (let number = 1; number <= pdf.pages; number++) {
      progress({ doing: 'reading', page: number, pages: pdf.pages });
      const page = await pdf.page(number);
      for (const run of page.runs) budget.spend(run.text);
      pages.push(page);
    }
    const typed = pages.filter((page) => !isScanned(page));
    for (const [index, page] of pages.entries()) {
      if (typed.includes(page)) continue;
      progress({ doing: 'reading', page: page.page, pages: pdf.pages, scanned: true });
      pages[index] = await scans.page(page, typed);
    }
    if (pages.every((page) => page.runs.length === 0)) throw new DocumentUnreadable('no_text');
    return { name, pages: pdf.pages, blocks: assembled(pages) };
  } finally {
    await scans.close();
    await pdf.close();
  }
};
