/** Documents whose steps are headings: "### 1. Fill out the form", "Step 2: Call the supplier". */
import type { Candidate } from './candidate.ts';
import type { Block } from './document.ts';
import { instructionIn } from './instruction.ts';
import type { Section } from './outline.ts';
import type { Lexicon } from './words/lexicon.ts';

/** The headings that are steps, each with what stands below it; sections below such a heading map to `inside`. */
export function headingSteps(sections: readonly Section[], lexicon: Lexicon): Map<Section, Candidate | 'inside'> {
  const found = new Map<Section, Candidate | 'inside'>();
  const below = new Map<Block, Section[]>();
  for (const section of sections)
    for (const heading of section.above) {
      const inside = below.get(heading);
      if (inside) inside.push(section);
      else below.set(heading, [section]);
    }
  for (const family of families(sections)) {
    const words = family.filter((one) => /\p{L}{3}/u.test(one.heading?.marker ?? '')).length;
    const told = family.filter((one) => instructionIn(one.heading?.text ?? '', lexicon, 1) !== undefined).length;
    const bare = family.filter((one) => one.blocks.every((block) => block.kind !== 'item')).length;
    const steps = words >= 2 ? words === family.length : family.length >= 3 && told >= family.length * 0.7 && bare > 0;
    if (!steps) continue;
    for (const section of family) {
      const inside = section.heading ? (below.get(section.heading) ?? []) : [];
      for (const one of inside) found.set(one, 'inside');
      const candidate = candidateOf(section, inside);
      if (candidate) found.set(section, candidate);
    }
  }
  return found;
}

/** Numbered headings of one level under one parent. */
function families(sections: readonly Section[]): Section[][] {
  const groups = new Map<Block | undefined, Map<number, Section[]>>();
  for (const section of sections) {
    if (section.heading?.ordered !== true || (section.kind !== 'other' && section.kind !== 'steps')) continue;
    const parent = section.above.at(-1);
    const levels = groups.get(parent) ?? new Map<number, Section[]>();
    groups.set(parent, levels);
    const group = levels.get(section.heading.level);
    if (group) group.push(section);
    else levels.set(section.heading.level, [section]);
  }
  return [...groups.values()].flatMap((levels) => [...levels.values()]).filter((group) => group.length >= 2);
}

function candidateOf(section: Section, inside: readonly Section[]): Candidate | undefined {
  if (!section.heading) return undefined;
  const below = [section, ...inside].flatMap((one, index) => [
    ...(index > 0 && one.heading ? [one.heading.text] : []),
    ...one.blocks.map((block) =>
      block.kind === 'item' ? `${'  '.repeat(Math.min(block.level, 6))}- ${block.text}` : block.text,
    ),
  ]);
  return {
    block: section.heading,
    text: section.heading.text,
    details: below,
    columns: {},
    heading: section.above.at(-1),
    confidence: 0.85,
    nested: [],
  };
}
