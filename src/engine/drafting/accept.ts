/**
 * What becomes of a draft when a model has looked at the document too. The structural draft is the floor: a model may
 * fill what it left open and point at steps that it missed, in the document's own words; it can neither reword a step nor
 * lose one. Everything taken from a model is marked as such and asked about.
 */
import { parseDefinition } from '../check.ts';
import { LIMITS } from '../limits.ts';
import type { Block } from './document.ts';
import type { Inference, LeftOut, ProposedDraft, Question } from './draft.ts';
import { clip, fold, wordsOf } from './fold.ts';
import type { FoundStep, Piece } from './pieces.ts';
import type { Proposal, ProposedEntry } from './proposal.ts';
import { dueSaid, evidenceSaid, roleNamed } from './said.ts';
import { Names } from './slug.ts';
import type { StepInput } from './step.ts';

export type Acceptance =
  | { readonly status: 'accepted'; readonly draft: ProposedDraft }
  /**
   * `quote_unknown`: it quotes words that are not in the document. `steps_lost`: a step of the draft is missing in it.
   * `invalid`: what it says makes no valid definition.
   */
  | { readonly status: 'refused'; readonly why: 'quote_unknown' | 'steps_lost' | 'invalid' };

/** How sure anything is that only a model says. */
const CONFIDENCE = 0.6;

/** Takes over what a model says about one piece of a draft, or refuses all of it. */
export function accept(draft: ProposedDraft, piece: Piece, proposal: Proposal): Acceptance {
  const entries: ProposedEntry[] = [];
  for (const each of proposal.entries) {
    if (!isQuoted(piece, each)) return { status: 'refused', why: 'quote_unknown' };
    entries.push(each);
  }
  const answers = new Map<string, ProposedEntry>();
  for (const step of piece.steps) {
    const entry = entries.find((one) => isAbout(one, step));
    if (!entry || (!entry.is_step && !isUnsure(draft, step.id))) return { status: 'refused', why: 'steps_lost' };
    answers.set(step.id, entry);
  }
  const found = new Set(answers.values());
  const added = entries.filter((one) => one.is_step && !found.has(one) && !piece.steps.some((s) => isAbout(one, s)));
  const merged = merge(draft, piece, answers, added);
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

function isAbout(entry: ProposedEntry, step: FoundStep): boolean {
  if (entry.block !== step.block) return false;
  const [said, known] = [fold(entry.quote), fold(step.quote.replace(/…$/, ''))];
  return said.includes(known) || known.includes(said);
}

function isUnsure(draft: ProposedDraft, step: string): boolean {
  return draft.questions.some((one) => one.about?.field === 'step' && (one.about.step ?? one.step) === step);
}

function merge(
  draft: ProposedDraft,
  piece: Piece,
  answers: ReadonlyMap<string, ProposedEntry>,
  added: readonly ProposedEntry[],
): ProposedDraft {
  const { definition } = draft;
  const roles = [...(definition.roles ?? [])];
  const questions: Question[] = [];
  const inferences: Inference[] = [];
  const leftOut: LeftOut[] = [];
  const says = (step: string, field: Inference['field'], value: string, reason: string): void => {
    const why = clip(`a model says so: ${reason}`, 200);
    inferences.push({ step, field, value: clip(value, 200), confidence: CONFIDENCE, reason: why });
  };
  const text = fold(piece.blocks.map((block) => block.text).join('\n'));
  const evidenceNames = new Names();
  for (const step of definition.steps ?? [])
    for (const item of step.evidence ?? []) evidenceNames.take(item.id, item.id);

  const filled = (step: StepInput, entry: ProposedEntry): StepInput => {
    const words = fold(piece.blocks[entry.block - piece.from]?.text ?? '');
    const role = step.role === undefined && step.kind !== 'approval' ? roleNamed(roles, entry, text) : undefined;
    const evidence = (step.evidence ?? []).length === 0 && step.kind !== 'approval' ? evidenceSaid(entry, words) : [];
    const due = step.due === undefined ? dueSaid(entry, words) : undefined;
    if (role) says(step.id, 'role', role.title ?? role.id, entry.reason);
    for (const item of evidence) says(step.id, 'evidence', item.type, entry.reason);
    if (due !== undefined) says(step.id, 'due', due, entry.reason);
    if (role) questions.push(asked(step, 'role', `Does ${role.title ?? role.id} do “${clip(step.title, 60)}”?`));
    if (entry.kind === 'approval' && step.kind !== 'approval' && step.approval === undefined) {
      questions.push(asked(step, 'approval', `Is “${clip(step.title, 60)}” an approval? A model takes it for one.`));
    }
    if (entry.kind === 'decision' && step.kind !== 'decision') {
      questions.push(asked(step, 'options', `Is “${clip(step.title, 60)}” a decision? A model takes it for one.`));
    }
    return {
      ...step,
      ...(role ? { role: role.id } : {}),
      ...(due === undefined ? {} : { due }),
      ...(evidence.length === 0
        ? {}
        : {
            evidence: evidence.map((item) => ({
              ...item,
              id: evidenceNames.take(step.title, 'record', 4),
              title: clip(step.title, 80),
            })),
          }),
    };
  };

  const kept: { readonly step: StepInput; readonly block: number | undefined }[] = [];
  const blockOf = new Map(piece.steps.map((step) => [step.id, step.block]));
  for (const step of definition.steps ?? []) {
    const entry = answers.get(step.id);
    if (entry?.is_step === false) leftOut.push(leftOutBy(piece, entry));
    else kept.push({ step: entry ? filled(step, entry) : step, block: blockOf.get(step.id) });
  }
  const stepNames = new Names();
  for (const { step } of kept) stepNames.take(step.id, step.id, 60);
  for (const entry of added) {
    if (kept.length >= LIMITS.steps) break;
    const step = filled(newStep(piece, entry, stepNames), entry);
    says(step.id, 'step', step.title, entry.reason);
    questions.push(asked(step, 'step', `Is “${clip(step.title, 60)}” a step? Only a model takes it for one.`));
    kept.splice(placeOf(kept, entry.block), 0, { step, block: entry.block });
  }
  const steps = kept.map((one) => one.step);
  const ids = new Set(steps.map((step) => step.id));
  const isOf = (one: { readonly step?: string }) => one.step === undefined || ids.has(one.step);
  return {
    ...draft,
    definition: { ...definition, roles, steps },
    questions: [...draft.questions.filter(isOf), ...questions].slice(0, 200),
    inferences: [...(draft.inferences ?? []).filter(isOf), ...inferences],
    leftOut: [...(draft.leftOut ?? []), ...leftOut],
  };
}

function asked(step: StepInput, field: Inference['field'], text: string): Question {
  return { step: step.id, text, confidence: CONFIDENCE, reason: 'a model says so', about: { step: step.id, field } };
}

function newStep(piece: Piece, entry: ProposedEntry, names: Names): StepInput {
  const block = piece.blocks[entry.block - piece.from] as Block;
  const printed = block.text.replace(/\s+/g, ' ').trim();
  // The words as printed, not as the model typed them.
  const at = fold(printed).indexOf(fold(entry.quote));
  const isPlain = fold(printed).length === printed.length;
  const words = isPlain && at >= 0 ? printed.slice(at, at + fold(entry.quote).length) : printed;
  const title = clip(words.replace(/[.;:,]$/, ''), 120);
  return {
    id: names.take(title, 'step'),
    title,
    ...(words.length > title.length + 1 ? { instructions: clip(words, LIMITS.instructions) } : {}),
    source: { page: block.page, ...(block.box ? { box: block.box } : {}), quote: clip(words, LIMITS.text) },
  };
}

function leftOutBy(piece: Piece, entry: ProposedEntry): LeftOut {
  const page = piece.blocks[entry.block - piece.from]?.page ?? 1;
  return { page, quote: clip(entry.quote, 300), why: 'explanation' };
}

/** Behind the last step that stands before this block. */
function placeOf(kept: readonly { readonly block: number | undefined }[], block: number): number {
  let place = 0;
  for (const [index, one] of kept.entries()) if (one.block !== undefined && one.block <= block) place = index + 1;
  return place;
}
