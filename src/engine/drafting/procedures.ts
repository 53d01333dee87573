/** Cuts a document into its procedures. */
import type { Block, SourceDocument } from './document.ts';
import type { Section } from './outline.ts';
import { nameAsTitle, namesAnSop, titleOf } from './title.ts';

export interface Procedure {
  readonly title: string;
  /** The title was made from the file's name. */
  readonly untitled: boolean;
  readonly sections: readonly Section[];
}

/**
 * One procedure, unless headings name several by number ("SOP 7", "SOP 7A"). What stands before the first of them
 * belongs to no procedure.
 */
export function proceduresOf(document: SourceDocument, sections: readonly Section[]): Procedure[] {
  const named = sections.filter((section) => section.heading !== undefined && namesAnSop(section.heading.text));
  const level = Math.min(...named.map((section) => section.heading?.level ?? 9));
  const heads = new Set(named.filter((section) => section.heading?.level === level));
  if (heads.size < 2) {
    const title = titleOf(document.blocks);
    return [{ title: title ?? nameAsTitle(document.name), untitled: title === undefined, sections }];
  }
  const procedures: { title: string; untitled: boolean; sections: Section[] }[] = [];
  for (const section of sections) {
    if (heads.has(section)) procedures.push({ title: printed(section.heading), untitled: false, sections: [section] });
    else procedures.at(-1)?.sections.push(section);
  }
  return procedures;
}

function printed(heading: Block | undefined): string {
  return heading?.text.slice(0, 200) ?? '';
}
