/** Documents whose steps are headings: "### 1. Fill out the form", "Step 2: Call the supplier". */
import type { Candidate } from './candidate.ts';
import type { Block } from './document.ts';
import { fold, wordsOf } from './fold.ts';
import { instructionIn, sentencesOf } from './instruction.ts';
import { headingWords, type Section } from './outline.ts';
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
    const many = family.length >= 3;
    const steps =
      words >= 2
        ? words === family.length
        : many && ((told >= family.length * 0.7 && bare > 0) || tellsTheWay(family, lexicon));
    if (!steps || mostlyHold(family, below, lexicon)) continue;
    for (const section of family) {
      const inside = section.heading ? (below.get(section.heading) ?? []) : [];
      for (const one of inside) found.set(one, 'inside');
      const candidate = candidateOf(section, inside);
      if (candidate) found.set(section, candidate);
    }
  }
  return found;
}

/** "1. First contact", "2. Invitation" over prose: what is done is named in the headings and told below them. */
function tellsTheWay(family: readonly Section[], lexicon: Lexicon): boolean {
  const parent = family[0]?.above.at(-1);
  if (parent === undefined || !lexicon.sections.steps.test(headingWords(parent.text))) return false;
  const prose = family.filter(
    ({ blocks }) => blocks.length > 0 && blocks.length <= 6 && blocks.every((block) => block.kind === 'paragraph'),
  );
  const named = family.filter(
    ({ heading }) =>
      lexicon.action.test(headNoun(heading?.text ?? '', lexicon)) ||
      instructionIn(heading?.text ?? '', lexicon, 1) !== undefined,
  );
  // Where the sentences instruct by themselves, they are the steps.
  const sentences = prose.flatMap(({ blocks }) => blocks.flatMap(({ text }) => sentencesOf(text)));
  const told = sentences.filter((one) => instructionIn(one, lexicon, 1) !== undefined);
  const enough = family.length * 0.6;
  return prose.length >= enough && named.length >= enough && told.length * 2 <= sentences.length;
}

/** The noun that a name is about: "First contact", "Reporting to the owner", "Prise de contact". */
function headNoun(text: string, lexicon: Lexicon): string {
  const words = wordsOf(text);
  if (lexicon.language !== 'en' && lexicon.language !== 'de') return words[0] ?? '';
  const after = words.findIndex((word, at) => at > 0 && AFTER.test(word));
  return words.at(after < 0 ? -1 : after - 1) ?? '';
}

const AFTER =
  /^(?:of|to|with|for|in|by|from|at|on|and|der|des|von|vom|an|am|im|mit|fur|zum|zur|durch|bei|beim|und|auf|aus|nach)$/;

/** "Phase 2: Investigation", or a name above boxes, numbers or instructions: what stands below is done, not the heading. */
function mostlyHold(
  family: readonly Section[],
  below: ReadonlyMap<Block, readonly Section[]>,
  lexicon: Lexicon,
): boolean {
  const held = family.filter(({ heading, blocks }) => {
    const inside = heading ? (below.get(heading) ?? []).flatMap((one) => one.blocks) : [];
    const items = [...blocks, ...inside].filter((block) => block.kind === 'item');
    // Questions and labels ("Contacts:") say nothing either way.
    const saying = items.filter((item) => !/[?:]$/.test(item.text));
    const told = saying.filter((item) => instructionIn(item.text, lexicon) !== undefined).length;
    if (told < 2 || told < saying.length * 0.6) return false;
    const top = Math.min(...items.map((item) => item.level));
    const outer = items.filter((item) => item.level === top);
    const marked = outer.filter((item) => item.ordered === true || item.checkbox === true).length * 2 > outer.length;
    return (
      marked || PHASE.test(fold(heading?.marker ?? '')) || instructionIn(heading?.text ?? '', lexicon, 1) === undefined
    );
  });
  return held.length * 2 > family.length;
}

const PHASE = /^(?:phase|fase|stage|stufe)\b/;

const MAY_STEP: ReadonlySet<Section['kind']> = new Set(['other', 'steps', 'approval']);

/** Numbered headings of one level under one parent. */
function families(sections: readonly Section[]): Section[][] {
  const groups = new Map<Block | undefined, Map<number, Section[]>>();
  for (const section of sections) {
    if (section.heading?.ordered !== true || !MAY_STEP.has(section.kind)) continue;
    // "3. Approval" is a section; "Step 3: Approval" is a step.
    if (section.kind === 'approval' && !/\p{L}{3}/u.test(section.heading.marker ?? '')) continue;
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
