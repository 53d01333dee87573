/** A draft with what a model says of one piece of it: each value is marked as the model's, and asked about. */
import type { StepInput } from '../definition.ts';
import { durationInWords } from '../duration.ts';
import { LIMITS } from '../limits.ts';
import type { Block } from './document.ts';
import type { About, Inference, LeftOut, ProposedDraft, Question } from './draft.ts';
import { clip, fold } from './fold.ts';
import { limitInWords } from './measures.ts';
import type { Piece } from './pieces.ts';
import type { ProposedEntry } from './proposal.ts';
import { dueSaid, evidenceSaid, roleNamed } from './said.ts';
import { Names } from './slug.ts';

/** A step that only a model found. */
export interface Missed {
  readonly entry: ProposedEntry;
  readonly block: Block;
  /** As printed, on one line. */
  readonly words: string;
}

export interface Taken {
  /** What is said of each step of the piece, by its id. */
  readonly answers: ReadonlyMap<string, ProposedEntry>;
  readonly added: readonly Missed[];
}

/** How sure anything is that only a model says. */
const CONFIDENCE = 0.6;
/** Questions of a draft that models were asked about, at most. */
const QUESTIONS = 200;

/** Nothing is checked here: `accept` has, and checks what comes out of it. */
export function takeOver(draft: ProposedDraft, piece: Piece, { answers, added }: Taken): ProposedDraft {
  const { definition } = draft;
  const told: Told = { inferences: [], questions: [] };
  const fill = filling(draft, piece, told);
  const leftOut: LeftOut[] = [];
  const kept: Placed[] = [];
  const found = new Map(piece.steps.map((step) => [step.id, step]));
  for (const step of definition.steps ?? []) {
    const entry = answers.get(step.id);
    const at = found.get(step.id);
    if (entry?.is_step === false && at) leftOut.push(leftOutBy(piece, at));
    else kept.push({ step: entry ? fill.step(step, entry) : step, block: at?.block });
  }
  const names = new Names();
  for (const { step } of kept) names.take(step.id, step.id, 60);
  for (const { entry, block, words } of added.slice(0, Math.max(0, LIMITS.steps - kept.length))) {
    const plain = newStep(block, words, names);
    tell(told, plain, entry, {
      ...{ field: 'step', value: plain.title },
      question: `Is “${clip(plain.title, 60)}” a step? Only a model takes it for one.`,
    });
    kept.splice(placeOf(kept, entry.block), 0, { step: fill.step(plain, entry), block: entry.block });
  }
  const steps = kept.map((one) => one.step);
  const ids = new Set(steps.map((step) => step.id));
  const isOf = (one: { readonly step?: string }) => one.step === undefined || ids.has(one.step);
  return {
    ...draft,
    definition: { ...definition, roles: fill.roles, steps },
    questions: [...draft.questions.filter(isOf), ...told.questions].slice(0, QUESTIONS),
    inferences: [...(draft.inferences ?? []).filter(isOf), ...told.inferences],
    leftOut: [...(draft.leftOut ?? []), ...leftOut],
  };
}

interface Told {
  readonly inferences: Inference[];
  readonly questions: Question[];
}

interface Placed {
  readonly step: StepInput;
  readonly block: number | undefined;
}

/** Fills what a step leaves open; what the document's structure gave stays. `roles` grows with what is named. */
function filling({ definition }: ProposedDraft, piece: Piece, told: Told) {
  const roles = [...(definition.roles ?? [])];
  const text = fold(piece.blocks.map((block) => block.text).join('\n'));
  const names = new Names();
  for (const step of definition.steps ?? []) for (const item of step.evidence ?? []) names.take(item.id, item.id, 60);

  const fillStep = (step: StepInput, entry: ProposedEntry): StepInput => {
    const words = fold(piece.blocks[entry.block - piece.from]?.text ?? '');
    const title = `“${clip(step.title, 60)}”`;
    const isApproval = step.kind === 'approval';
    const role = step.role === undefined && !isApproval ? roleNamed(roles, entry, text) : undefined;
    const said = (step.evidence ?? []).length === 0 && !isApproval ? evidenceSaid(entry, words) : [];
    const evidence = said.map((item) => ({
      ...item,
      id: names.take(step.title, 'record', 4),
      title: clip(step.title, 80),
    }));
    const due = step.due === undefined ? dueSaid(entry, words) : undefined;
    if (role) {
      const value = role.title ?? role.id;
      tell(told, step, entry, { field: 'role', value, question: `Does ${value} do ${title}?` });
    }
    for (const item of evidence) {
      const limits = 'min' in item || 'max' in item ? ` (${limitInWords({ of: 'reading', ...item })})` : '';
      tell(told, step, entry, {
        ...{ field: 'evidence', value: `${item.type}: ${item.title}`, evidence: item.id },
        question: `Is a ${item.type} recorded for ${title}${limits}?`,
      });
    }
    if (due !== undefined) {
      const value = `within ${durationInWords(due)}`;
      tell(told, step, entry, { field: 'due', value, question: `Must ${title} be done ${value}?` });
    }
    if (entry.kind === 'approval' && !isApproval && step.approval === undefined) {
      told.questions.push(asked(step, { field: 'kind' }, `Is ${title} an approval? A model takes it for one.`));
    }
    if (entry.kind === 'decision' && step.kind !== 'decision') {
      told.questions.push(asked(step, { field: 'options' }, `Is ${title} a decision? A model takes it for one.`));
    }
    return {
      ...step,
      ...(role ? { role: role.id } : {}),
      ...(due === undefined ? {} : { due }),
      ...(evidence.length === 0 ? {} : { evidence }),
    };
  };
  return { roles, step: fillStep };
}

interface Value extends Pick<About, 'field' | 'evidence'> {
  /** As people read it. */
  readonly value: string;
  readonly question: string;
}

function tell({ inferences, questions }: Told, step: StepInput, entry: ProposedEntry, said: Value): void {
  const { value, question, ...about } = said;
  const reason = clip(`a model says so: ${entry.reason.replace(/\s+/g, ' ').trim()}`, 200);
  inferences.push({ step: step.id, field: about.field, value: clip(value, 200), confidence: CONFIDENCE, reason });
  questions.push(asked(step, about, question));
}

function asked({ id: step }: StepInput, about: Omit<About, 'step'>, text: string): Question {
  return { step, text, confidence: CONFIDENCE, reason: 'a model says so', about: { step, ...about } };
}

function newStep(block: Block, words: string, names: Names): StepInput {
  const title = clip(words.replace(/[.;:,]$/, ''), 120);
  return {
    id: names.take(title, 'step'),
    title,
    ...(words.length > title.length + 1 ? { instructions: clip(words, LIMITS.instructions) } : {}),
    source: { page: block.page, ...(block.box ? { box: block.box } : {}), quote: clip(words, LIMITS.text) },
  };
}

/** The words as the draft has them: the model may have quoted a part. */
function leftOutBy(piece: Piece, { block, quote }: Piece['steps'][number]): LeftOut {
  const page = piece.blocks[block - piece.from]?.page ?? 1;
  return { page, quote: clip(quote, 300), why: 'a model takes it for words that explain' };
}

/** Behind the last step that stands before this block, or in it. */
function placeOf(kept: readonly Placed[], block: number): number {
  return kept.findLastIndex((one) => one.block !== undefined && one.block <= block) + 1;
}
