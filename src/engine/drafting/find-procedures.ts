/** Finds the procedures of a document and the words in it that are their steps, before anything is inferred of them. */
import type { Candidate } from './candidate.ts';
import { BOX } from './columns.ts';
import type { SourceDocument } from './document.ts';
import type { LeftOut } from './draft.ts';
import { fold } from './fold.ts';
import { withInheritedHeaders } from './inherited-headers.ts';
import { LEFT_OUT, leftOutOf } from './left-out.ts';
import { headingSteps } from './numbered-headings.ts';
import { headingWords, outline, type Section } from './outline.ts';
import { type Procedure, proceduresOf } from './procedures.ts';
import { promoted } from './promote.ts';
import { type Place, stepsOfSection } from './section-steps.ts';
import { titleOf } from './title.ts';
import { lexiconOf } from './words/language.ts';
import type { Lexicon } from './words/lexicon.ts';

export interface FoundProcedure extends Procedure {
  /** Never empty. */
  readonly candidates: readonly Candidate[];
  readonly leftOut: readonly LeftOut[];
}

/** At most this many procedures of one document. */
const MOST = 100;

/** In reading order, with what reads like an instruction and belongs to none of them. Never throws. */
export function findProcedures(document: SourceDocument): {
  readonly lexicon: Lexicon;
  readonly procedures: readonly FoundProcedure[];
  readonly leftOut: readonly LeftOut[];
} {
  const lexicon = lexiconOf(document.blocks.map((block) => block.text).join('\n'));
  const written = document.blocks.filter(
    // A box alone in its cell says that its row is ticked.
    (block) =>
      /[\p{L}\p{N}]/u.test(block.text) || (block.kind === 'cell' && (block.checkbox === true || BOX.test(block.text))),
  );
  const blocks = promoted(withInheritedHeaders(written, lexicon), lexicon);
  const sections = outline(blocks, lexicon);
  const name = fold(`${document.name.replaceAll('_', ' ')} ${titleOf(blocks, lexicon) ?? ''}`);
  const headings = new Set(sections.flatMap((one) => (one.heading ? [headingWords(one.heading.text)] : [])));
  const place: Place = { lexicon, headings, checklist: lexicon.checklist.test(name), numbered: false };
  const sure = candidatesOf(sections, place);
  const found = goesByNumber(sure) ? candidatesOf(sections, { ...place, numbered: true }) : sure;
  const steps = new Map([...found].map(([section, candidates]) => [section, candidates.length]));
  const chance = isChance([...found.values()].flat(), blocks.length);
  const procedures: FoundProcedure[] = [];
  const rest: LeftOut[] = [];
  for (const procedure of proceduresOf({ ...document, blocks }, sections, { steps, lexicon })) {
    const candidates = procedure.sections.flatMap((section) => found.get(section) ?? []);
    const leftOut = leftOutOf(procedure.sections, chance ? [] : candidates, lexicon);
    if (candidates.length === 0 || chance || procedures.length >= MOST) rest.push(...leftOut);
    else procedures.push({ ...procedure, candidates, leftOut });
  }
  return { lexicon, procedures, leftOut: rest.slice(0, LEFT_OUT) };
}

/** One sentence of a text about other things ("Please welcome our new colleague"). */
function isChance([first, ...more]: readonly Candidate[], blocks: number): boolean {
  return first?.block.kind === 'paragraph' && more.length === 0 && first.confidence < 0.7 && blocks >= 6;
}

/**
 * Whether the steps of the document are numbered: then a list of short notes ("3. Gas off") is one of steps too. So it is
 * where nothing at all is a step, perhaps for want of words of the document's language.
 */
function goesByNumber(found: ReadonlyMap<Section, readonly Candidate[]>): boolean {
  const all = [...found.values()].flat();
  return all.filter((one) => one.block.ordered === true).length * 2 > all.length || all.length === 0;
}

function candidatesOf(sections: readonly Section[], place: Place): Map<Section, readonly Candidate[]> {
  const byHeading = headingSteps(sections, place.lexicon);
  return new Map(
    sections.map((section) => {
      const own = byHeading.get(section);
      if (own === 'inside') return [section, []];
      return [section, own ? [own] : stepsOfSection(section, place)];
    }),
  );
}
