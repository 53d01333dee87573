/** Procedures that are counted by a code of their house: "HR 1 - Hiring", "ACR TWO – Holidays". */

import { fold } from './fold.ts';
import type { Section } from './outline.ts';
import type { SectionTree } from './section-tree.ts';

const CODED = /^(\p{Lu}{2,4})[ .-]?(\d{1,3}|\p{Lu}{1,10})\s*[:–—-]\s*(?=[\p{L}\p{N}])/u;
/** "DAY 1: …", "PART A - …", "FASE 2: …" are parts of one procedure. */
const PART =
  /^(?:day|week|step|part|tag|teil|jour|etape|fase|phase|dia|sem|mes|paso|parte|case|cas|caso|fall|fig|tab|abb|nota?|ziel|goal|zona?|area|unit)$/;

/** Sections beside each other that hold steps and share a code before their number; undefined where there are no three. */
export function codedSections(tree: SectionTree): Section[] | undefined {
  const families = new Map<string, { readonly numbers: Set<string>; readonly sections: Section[] }>();
  for (const section of tree.sections) {
    const [, code, number] = CODED.exec(section.heading?.text ?? '') ?? [];
    if (!section.heading || code === undefined || number === undefined || PART.test(fold(code))) continue;
    if (tree.stepsBelow(section) < 2) continue;
    const key = `${code} ${section.heading.level}`;
    const family = families.get(key) ?? { numbers: new Set(), sections: [] };
    families.set(key, family);
    family.numbers.add(number);
    family.sections.push(section);
  }
  for (const { numbers, sections } of families.values())
    if (sections.length >= 3 && numbers.size === sections.length) return sections;
  return undefined;
}
