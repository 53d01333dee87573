/**
 * What becomes of a draft when a model has looked at the document too. The structural draft is the floor: a model may
 * fill what it left open and point at steps that it missed, in the document's own words; it can neither reword a step nor
 * lose one, but for a step that was doubtful already. Everything taken from a model is marked as such and asked about.
 */
import { parseDefinition } from '../check.ts';
import type { ProposedDraft } from './draft.ts';
import { fold, wordsOf } from './fold.ts';
import { sentencesOf } from './instruction.ts';
import type { FoundStep, Piece } from './pieces.ts';
import type { Proposal, ProposedEntry } from './proposal.ts';
import { type Missed, takeOver } from './take-over.ts';

export type Acceptance =
  | { readonly status: 'accepted'; readonly draft: ProposedDraft }
  /**
   * `quote_unknown`: it quotes words that are not in the document. `steps_lost`: a step of the draft is missing in it.
   * `invalid`: what it says makes no valid definition.
   */
  | { readonly status: 'refused'; readonly why: 'quote_unknown' | 'steps_lost' | 'invalid' };

/** Takes over what a model says about one piece of a draft, or refuses all of it. */
export function accept(draft: ProposedDraft, piece: Piece, { entries }: Proposal): Acceptance {
  if (!entries.every((one) => isQuoted(piece, one))) return { status: 'refused', why: 'quote_unknown' };
  const answers = new Map<string, ProposedEntry>();
  for (const step of piece.steps) {
    const entry = entries.find((one) => isAbout(one, step));
    if (!entry || (!entry.is_step && !isUnsure(draft, step.id))) return { status: 'refused', why: 'steps_lost' };
    answers.set(step.id, entry);
  }
  const merged = takeOver(draft, piece, { answers, added: missedBy(piece, entries) });
  return parseDefinition(merged.definition).ok
    ? { status: 'accepted', draft: merged }
    : { status: 'refused', why: 'invalid' };
}

/** The words stand in the block that is named; a word or two could stand anywhere, so they must be all of it. */
function isQuoted(piece: Piece, entry: ProposedEntry): boolean {
  const text = fold(piece.blocks[entry.block - piece.from]?.text ?? '');
  const quote = fold(entry.quote);
  return quote !== '' && (text === quote || (text.includes(quote) && wordsOf(quote).length >= 3));
}

function isAbout(entry: Pick<ProposedEntry, 'block' | 'quote'>, step: FoundStep): boolean {
  if (entry.block !== step.block) return false;
  const [said, known] = [fold(entry.quote), fold(step.quote.replace(/…$/, ''))];
  return said.includes(known) || known.includes(said);
}

function isUnsure(draft: ProposedDraft, step: string): boolean {
  return draft.questions.some((one) => one.about?.field === 'step' && (one.about.step ?? one.step) === step);
}

/** Steps that the draft does not have, each once. */
function missedBy(piece: Piece, entries: readonly ProposedEntry[]): readonly Missed[] {
  const missed: Missed[] = [];
  for (const entry of entries) {
    const block = piece.blocks[entry.block - piece.from];
    if (!block || !entry.is_step || piece.steps.some((step) => isAbout(entry, step))) continue;
    const words = sentencesAround(block.text, entry.quote).replace(/\s+/g, ' ').trim();
    if (piece.steps.some((step) => isAbout({ block: entry.block, quote: words }, step))) continue;
    const isTaken = (one: Missed) => one.block === block && (one.words.includes(words) || words.includes(one.words));
    if (!missed.some(isTaken)) missed.push({ entry, block, words });
  }
  return missed;
}

/**
 * The whole sentences that hold a quotation, as printed and not as the model typed them: part of one may say the opposite
 * ("Never leave the fryer on").
 */
function sentencesAround(text: string, quote: string): string {
  const sentences = sentencesOf(text);
  const ends: number[] = [];
  let folded = '';
  for (const sentence of sentences) {
    folded += `${folded === '' ? '' : ' '}${fold(sentence)}`;
    ends.push(folded.length);
  }
  const said = fold(quote);
  const at = folded.indexOf(said);
  if (at < 0) return text;
  const first = ends.findIndex((end) => at < end);
  const last = ends.findIndex((end) => at + said.length <= end);
  return sentences.slice(first, last + 1).join(' ');
}
