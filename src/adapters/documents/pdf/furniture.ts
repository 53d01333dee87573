import type { Segment } from './lines.ts';

interface Sheet {
  readonly height: number;
  readonly segments: readonly Segment[];
}

/**
 * Headers, footers and page numbers: text near the upper or lower edge that stands at the same height on other pages,
 * digits aside. A lone page number counts on a single page too.
 */
export function furnitureOf(sheets: readonly Sheet[]): Set<Segment> {
  const found = new Set<Segment>();
  const seen = new Map<string, Segment[]>();
  for (const sheet of sheets) {
    for (const segment of sheet.segments) {
      const edge = segment.baseline < sheet.height * 0.13 || segment.baseline > sheet.height * 0.87;
      if (!edge) continue;
      if (
        /^(?:page|seite|pagina|página|p\.)?\s*[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|von|sur|de|di|\/)\s*\d{1,4})?$/i.test(
          segment.text,
        )
      ) {
        found.add(segment);
      }
      const key = `${Math.round(segment.baseline / 4)}|${segment.text.replaceAll(/\d+/g, '#').toLowerCase()}`;
      const same = seen.get(key);
      if (same) same.push(segment);
      else seen.set(key, [segment]);
    }
  }
  const enough = sheets.length <= 3 ? 2 : Math.max(3, Math.ceil(sheets.length * 0.4));
  for (const same of seen.values()) {
    // The title of each phase may stand at one place in large letters; those differ in words and are not caught here.
    if (sheets.length >= 2 && same.length >= enough) for (const segment of same) found.add(segment);
  }
  return found;
}
