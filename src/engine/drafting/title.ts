import type { Block } from './document.ts';
import { clip, fold, wordsOf } from './fold.ts';
import { folding } from './folding.ts';
import { headingWords } from './outline.ts';
import type { Lexicon } from './words/lexicon.ts';

const NUMBERED_SOP =
  /^(?:(?:s\.?\s?o\.?\s?p|p\.?\s?o\.?\s?p|sop|pop|poe|pno|pnt|vaa|va|aa|io|procedure|procedura|procedimiento|procedimento|protocol|arbeitsanweisung|verfahrensanweisung|dienstanweisung|istruzione operativa|mode operatoire|instruccion de trabajo)\.?\s*(?:n[o°º]?\.?|nr\.?|#|-)?\s*\d+[a-z]?\b)/;

/** Whether a heading names an SOP by number ("SOP 7A: …"), as only the head of a procedure does. */
export function namesAnSop(heading: string): boolean {
  return NUMBERED_SOP.test(
    fold(heading)
      .replace(/[^\p{L}\p{N}.#°º -]+/gu, ' ')
      .trim(),
  );
}

const LABELLED = /^(?:sop |document |procedure )?(?:title|titel|titre|titulo|titolo)\s*:\s*(?=\S)/;
/** "runbook.md" as a heading names the file. */
const FILE = /^[^\s/]+\.(?:md|markdown|txt|docx?|xlsx?|csv|pdf|html?)$/i;
/** Where a title may stand: among the first blocks, and the first headings. */
const NEAR = 15;
const HEADINGS = 200;

/**
 * The title of a document, undefined if it has none: what a line calls its title, else its highest heading near the
 * beginning, in PDFs the largest letters of the first page with the lines of that size next to it. The name of a part
 * ("Purpose") is no title.
 */
export function titleOf(blocks: readonly Block[], lexicon: Lexicon): string | undefined {
  const labelled = blocks.slice(0, NEAR).find((block) => LABELLED.test(fold(block.text)));
  if (labelled) return clip(labelled.text.replace(/^[^:]*:\s*/, ''), 200);
  const headings = blocks
    .filter((block) => block.kind === 'heading' && !block.repeated && wordsOf(block.text).length > 0)
    .slice(0, HEADINGS);
  const below = headings.filter((block) => !isGeneric(block, blocks, lexicon));
  const chapters = headings.filter(isNumbered);
  const levels = new Map<number, number>();
  for (const { level } of headings) levels.set(level, (levels.get(level) ?? 0) + 1);
  const named = outsideSkipped(headings, lexicon).filter(
    // A title stands on the first page; of a workbook, whose pages are sheets, the first one may only explain it.
    (block) =>
      (block.page <= 1 || block.fontSize === undefined) &&
      !isPart(block, lexicon, (levels.get(block.level) ?? 0) > 1) &&
      withoutChatter(block.text) !== undefined &&
      !FILE.test(block.text) &&
      !isGeneric(block, blocks, lexicon),
  );
  const first = (
    chapters.length >= 2 ? named.filter((block) => !isNumbered(block) || isTop(block, below)) : named
  ).slice(0, 12);
  const level = Math.min(...first.map((block) => block.level));
  const at = first.findIndex((block) => block.level === level);
  const top = first[at];
  const opening = openingLine(blocks);
  const lead = leadOf(blocks);
  if (!top && lead !== undefined && blocks.findIndex((block) => block.kind === 'item') > 2) return lead;
  if (
    !top ||
    (opening && opening !== top && top.level > 1 && headings.filter((one) => one.level <= top.level).length > 1)
  )
    return (opening && withoutChatter(opening.text)) ?? (top ? undefined : lead) ?? top?.text;
  const name = withoutChatter(top.text) ?? top.text;
  const isChapter = top !== headings[0] && isNumbered(top) && isTop(top, below);
  const parts = [isChapter ? name.replace(/^\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\S)/, '') : name];
  for (const next of first.slice(at + 1)) {
    if (top.fontSize === undefined || next.fontSize !== top.fontSize || parts.length >= 3) break;
    parts.push(next.text);
  }
  return clip(parts.join(' ').trim(), 200);
}

/** "Standard Operating Procedure" above the name of the procedure, or the book above its only chapter. */
function isGeneric(block: Block, blocks: readonly Block[], lexicon: Lexicon): boolean {
  const words = headingWords(block.text);
  const next = blocks[blocks.indexOf(block) + 1];
  if (next?.kind !== 'heading' || next.level > block.level + 1) return false;
  return GENERIC.test(words) || (lexicon.handbook.test(words) && isOnlyChapter(next, block, blocks));
}

function isOnlyChapter(chapter: Block, title: Block, blocks: readonly Block[]): boolean {
  const above = blocks.filter((one) => one.kind === 'heading' && one.level <= chapter.level);
  return chapter.level > title.level && above.length === 2;
}

/** The kind of the document, which says nothing of what it is about. */
const GENERIC =
  /^(?:(?:standard )?operating procedures?(?: \(?sop\)?)?|s\.?o\.?p\.?|procedures?|checklist|check-?liste|work instructions?|protocol|methods?|methodology|methodik|methodologie|metodologia|methode|metodo|arbeitsanweisung|verfahrensanweisung|dienstanweisung|standardarbeitsanweisung|procedure operationnelle(?: standard(?:isee)?)?|mode operatoire|liste de controle|procedimiento(?: operativo)?(?: estandar(?:izado)?| normalizado)?(?: de trabajo)?|protocolo|lista de (?:verificacion|chequeo|verificacao|controle)|procedimento operacional padrao(?: \(?pop\)?)?|p\.?o\.?p\.?|procedura(?: operativa)?(?: standard)?|istruzione operativa|lista di controllo)$/;

/** "3. Cleaning" among other numbers is a chapter. */
function isNumbered(block: Block): boolean {
  return /^\d{1,2}(?:\.\d{1,2})*[.)]?\s/.test(block.ordered === true ? `${block.marker ?? '1'} ` : block.text);
}

/** The first heading, above all the others: "4.2 Changing the filter" is a page of a manual. */
function isTop(block: Block, headings: readonly Block[]): boolean {
  return block === headings[0] && headings.every((one) => one === block || one.level > block.level);
}

/**
 * A line without what a message begins with: "ok so closing the bar" is "Closing the bar". Undefined where nothing is
 * left that names a procedure: "Ok here is the list again for the patio".
 */
export function withoutChatter(text: string): string | undefined {
  const { folded, printed } = folding(text);
  const greeting = GREETING.exec(folded)?.[0] ?? '';
  if (HERE.test(folded.slice(greeting.length))) return undefined;
  if (greeting === '') return text;
  const rest = printed(greeting.length);
  return wordsOf(rest).length < 2 ? undefined : rest.charAt(0).toUpperCase() + rest.slice(1);
}

const GREETING =
  /^(?:(?:ok|okay|okey|hi|hey|hello|hiya|alright|sorry|hallo|moin|servus|good (?:morning|afternoon|evening)|guten (?:morgen|tag|abend)|bonjour|bonsoir|salut|coucou|hola|buen(?:os dias|as tardes|as noches|as)|oi|ola|bom dia|boa (?:tarde|noite)|ciao|buon ?giorno|buona ?sera)(?: a)?(?: (?:all|team|everyone|everybody|folks|guys|zusammen|leute|tous|toutes|tout le monde|l'equipe|equipe|equipo|todos|todas|gente|tutti|pessoal))?(?:[\s,!.:]+|$)|(?:so|also|und|and|then|bueno|entonces|alors|allora|entao),? (?=.* ))+/;
const HERE =
  /^(?:(?:so|and|also|again,?|und|et|y|e) )?(?:here (?:is|are|comes|it is|you go)|here's|hier (?:ist|sind|kommt|noch)|voici|voila|aqui (?:esta|estan|va|van|vai|tienen|teneis|tienes)|ahi (?:va|esta)|segue|ecco)(?![\p{L}])/u;

/** A short first line that ends no sentence. */
function openingLine(blocks: readonly Block[]): Block | undefined {
  const [line] = blocks;
  if (line?.kind !== 'paragraph' || line.text.length > 90 || /[.:;!?]$/.test(line.text)) return undefined;
  return withoutChatter(line.text) === undefined ? undefined : line;
}

/** "Closing the bar:" above a list. */
function leadOf(blocks: readonly Block[]): string | undefined {
  const at = blocks.findIndex((block) => block.kind === 'item');
  const lead = blocks[at - 1];
  if (lead?.kind !== 'paragraph' || lead.text.length > 70 || !/:$/.test(lead.text)) return undefined;
  return withoutChatter(lead.text)?.replace(/\s*:$/, '');
}

/** Headings that are not below one that is passed over ("Read me"). */
function outsideSkipped(headings: readonly Block[], lexicon: Lexicon): Block[] {
  let skipped = Number.POSITIVE_INFINITY;
  return headings.filter((block) => {
    if (block.level > skipped) return false;
    skipped = lexicon.sections.skip.test(headingWords(block.text)) ? block.level : Number.POSITIVE_INFINITY;
    return true;
  });
}

/** @param beside another heading of its level stands in the document, so that it may be a phase. */
function isPart(block: Block, lexicon: Lexicon, beside: boolean): boolean {
  const words = headingWords(block.text);
  const count = wordsOf(words).length;
  const { steps: _, ...parts } = lexicon.sections;
  if (count <= 4 && Object.values(parts).some((pattern) => pattern.test(words))) return true;
  return beside && ((count <= 2 && lexicon.part.test(words)) || GENERIC.test(words));
}

/** `opening_checks-v2.pdf` as words. */
export function nameAsTitle(name: string): string {
  const words = name
    .replace(/\.[a-z0-9]{1,9}$/i, '')
    .replaceAll(/[_\-.]+/g, ' ')
    .trim();
  const title = words === '' ? 'Procedure' : words.charAt(0).toUpperCase() + words.slice(1);
  return clip(title, 200);
}
