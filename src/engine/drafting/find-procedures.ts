/** Finds the procedures of a document and the words in it that are their steps, before anything is inferred of them. */
import { LIMITS } from '../limits.ts';
import { goesByNouns } from './action-nouns.ts';
import type { Candidate } from './candidate.ts';
import { BOX } from './columns.ts';
import type { Block, SourceDocument } from './document.ts';
import type { LeftOut } from './draft.ts';
import { clip, fold } from './fold.ts';
import { withInheritedHeaders } from './inherited-headers.ts';
import { instructionIn } from './instruction.ts';
import { leftOutOf } from './left-out.ts';
import { headingSteps } from './numbered-headings.ts';
import { headingWords, outline, type Section } from './outline.ts';
import { type Procedure, proceduresOf } from './procedures.ts';
import { promoted } from './promote.ts';
import { type Place, stepsOfSection } from './section-steps.ts';
import { titleOf } from './title.ts';
import { isClosing } from './words/courtesy.ts';
import { lexiconOf } from './words/language.ts';
import type { Lexicon } from './words/lexicon.ts';
import { isNext } from './words/sequence.ts';

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
  const letter = withoutClosing(document.blocks);
  const written = letter.blocks.filter(
    // A box alone in its cell says that its row is ticked.
    (block) =>
      /[\p{L}\p{N}]/u.test(block.text) || (block.kind === 'cell' && (block.checkbox === true || BOX.test(block.text))),
  );
  const blocks = promoted(withInheritedHeaders(written, lexicon), lexicon);
  const sections = outline(blocks, lexicon);
  const name = fold(`${document.name.replaceAll('_', ' ')} ${titleOf(blocks, lexicon) ?? ''}`);
  const headings = new Set(sections.flatMap((one) => (one.heading ? [headingWords(one.heading.text)] : [])));
  const nouns = goesByNouns(sections, lexicon);
  const titles = new Set(
    sections.flatMap(({ above, kind }) => (kind === 'steps' && above.length > 0 ? [above[0]] : [])),
  );
  const checklist = lexicon.checklist.test(name);
  const place: Place = { lexicon, headings, titles, checklist, numbered: false, nouns };
  const sure = candidatesOf(sections, place);
  const found = goesByNumber(sure) ? candidatesOf(sections, { ...place, numbered: true }) : sure;
  const steps = new Map([...found].map(([section, candidates]) => [section, candidates.length]));
  const all = [...found.values()].flat();
  const chance = isChance(all, blocks.length) || (letter.isClosed && isNews(all, lexicon));
  const procedures: FoundProcedure[] = [];
  const rest: LeftOut[] = [];
  for (const procedure of proceduresOf({ ...document, blocks }, sections, { steps, lexicon })) {
    const candidates = procedure.sections.flatMap((section) => found.get(section) ?? []);
    const leftOut = leftOutOf(procedure.sections, chance ? [] : candidates, lexicon);
    if (candidates.length === 0 || chance || procedures.length >= MOST) rest.push(...leftOut);
    else procedures.push({ ...procedure, candidates, leftOut });
  }
  const below = belowClosing(letter.after, lexicon);
  const last = procedures.pop();
  // Whoever reviews a draft sees what was left out of it; without any, the import says so.
  if (last) procedures.push({ ...last, leftOut: [...last.leftOut, ...below].slice(0, LIMITS.leftOut) });
  else rest.push(...below);
  return { lexicon, procedures, leftOut: rest.slice(0, LIMITS.leftOut) };
}

/** One sentence of a text about other things ("Please welcome our new colleague"). */
function isChance([first, ...more]: readonly Candidate[], blocks: number): boolean {
  return first?.block.kind === 'paragraph' && more.length === 0 && first.confidence < 0.7 && blocks >= 6;
}

/** The blocks before the last phrase of a letter: what follows it is who wrote it. */
function withoutClosing(blocks: readonly Block[]): {
  readonly blocks: readonly Block[];
  readonly after: readonly Block[];
  readonly isClosed: boolean;
} {
  const from = Math.max(1, blocks.length - SIGNED);
  const at = blocks.findIndex((block, index) => index >= from && block.kind !== 'cell' && isClosing(fold(block.text)));
  const isClosed = at > 0 && blocks.slice(at).every(({ kind }) => kind === 'paragraph' || kind === 'heading');
  return isClosed
    ? { blocks: blocks.slice(0, at), after: blocks.slice(at), isClosed }
    : { blocks, after: [], isClosed };
}

/** "PS: check the gas too": what is asked for below the name of who wrote it. */
function belowClosing(blocks: readonly Block[], lexicon: Lexicon): LeftOut[] {
  return blocks.flatMap(({ page, text }) =>
    text.length <= 2000 && instructionIn(text.replace(POSTSCRIPT, ''), lexicon) !== undefined
      ? [{ page, quote: clip(text, 300), why: 'it stands below the end of a letter' }]
      : [],
  );
}

const POSTSCRIPT = /^(?:P\.?\s?S\.?|N\.?\s?B\.?|P\.?\s?D\.?)\s*[:.–—-]?\s*/;

/** A closing and who signed it take so many blocks at most. */
const SIGNED = 6;

/** A letter that tells how things stand, and asks for nothing in turn. */
function isNews(steps: readonly Candidate[], lexicon: Lexicon): boolean {
  return steps.every(
    ({ block, text }) =>
      block.kind === 'paragraph' && instructionIn(text, lexicon, 1) === undefined && !isNext(fold(text)),
  );
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
