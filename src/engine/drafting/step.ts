/** Makes a step of a definition from what the document says of it, with what is unsure about it. */
import type { DefinitionInput } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import { approvalOf, type FoundApproval } from './approval.ts';
import type { Candidate } from './candidate.ts';
import { isDecision, optionsOf } from './decision.ts';
import type { Question } from './draft.ts';
import { evidenceOf } from './evidence.ts';
import { clip, fold } from './fold.ts';
import { amountIn, type InputInput } from './inputs.ts';
import { sentencesOf } from './instruction.ts';
import { dueOf } from './measures.ts';
import { doerOf, type RoleBook, roleHeading } from './roles.ts';
import type { Names } from './slug.ts';
import type { Lexicon } from './words/lexicon.ts';

export type StepInput = NonNullable<DefinitionInput['steps']>[number];

/** What the steps of one SOP share. */
export interface Sop {
  readonly lexicon: Lexicon;
  readonly roles: RoleBook;
  readonly inputs: readonly InputInput[];
  readonly stepNames: Names;
  readonly evidenceNames: Names;
}

/** A step's title is at most this long; the rest of a long item is in its instructions. */
const TITLE = 120;

export function stepOf(candidate: Candidate, sop: Sop): { step: StepInput; questions: Question[] } {
  const { lexicon, roles } = sop;
  const doer = doerOf(candidate.text, candidate.details, roles, lexicon);
  const words = [candidate.text, ...candidate.details].join('\n');
  const title = titleOf(doer.text);
  const id = sop.stepNames.take(title, 'step');
  const role =
    (candidate.columns.role ? roles.named(candidate.columns.role) : undefined) ??
    doer.role ??
    roleHeading(candidate.heading, roles);
  const approval = approvalOf(candidate.text, candidate.details, roles, lexicon);
  const options = isDecision(doer.text, lexicon) ? optionsOf(doer.text, candidate.nested, lexicon) : [];
  const due = dueOf(`${candidate.text}\n${candidate.columns.due ?? ''}`, lexicon);
  const instructions = instructionsOf(doer.text, title, candidate.details);
  const base = {
    id,
    title,
    ...(instructions === '' ? {} : { instructions }),
    ...(due === undefined ? {} : { due }),
    source: { page: candidate.block.page, quote: clip(candidate.text, LIMITS.text) },
  };
  const step: StepInput = approval?.alone
    ? { ...base, kind: 'approval', ...condition(approval, words, sop, 'step') }
    : {
        ...base,
        ...(options.length >= 2 ? { kind: 'decision' as const, options } : {}),
        ...(role === undefined ? {} : { role }),
        evidence: evidenceOf(words, title, sop.evidenceNames, lexicon),
        ...(approval ? condition(approval, words, sop, 'approval') : {}),
      };
  return { step, questions: questionsOf(candidate, step, approval, sop) };
}

/** The approval, with the amount above which it is needed where an input holds that amount. */
function condition(
  found: FoundApproval,
  words: string,
  sop: Sop,
  place: 'step' | 'approval',
): Pick<StepInput, 'approval' | 'when'> {
  const amount = found.above === undefined ? undefined : amountIn(sop.inputs, words);
  if (amount === undefined) return { approval: found.approval };
  const when = `inputs.${amount} > ${found.above}`;
  return place === 'step' ? { when, approval: found.approval } : { approval: { ...found.approval, when } };
}

function titleOf(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const [first = flat] = sentencesOf(flat);
  // One sentence says what to do; the next ones say how. A first sentence of a word or two says too little.
  if (flat.length <= TITLE && first.length < 12) return flat.replace(/[.;:,]$/, '') || flat;
  return clip(first.replace(/[.;:,]$/, ''), TITLE) || clip(flat, TITLE);
}

/** What the title does not say: the whole item if it was shortened, and what stands below it. */
function instructionsOf(text: string, title: string, details: readonly string[]): string {
  const whole = text.replace(/\s+/g, ' ').trim();
  const rest =
    whole.replace(/[.;:,]$/, '') === title
      ? ''
      : whole.startsWith(`${title}.`)
        ? whole.slice(title.length + 1).trim()
        : whole;
  return clip([rest, ...details].filter((part) => part.trim() !== '').join('\n'), LIMITS.instructions).trim();
}

function questionsOf(candidate: Candidate, step: StepInput, approval: FoundApproval | undefined, sop: Sop): Question[] {
  const { lexicon } = sop;
  const quoted = `“${clip(step.title, 60)}”`;
  const found: Question[] = [];
  if (candidate.confidence < 0.75) {
    found.push({ step: step.id, text: `Is ${quoted} a step, or an explanation?`, confidence: candidate.confidence });
  }
  if (approval) {
    const { role, quorum = 1 } = approval.approval;
    const title = sop.roles.titleOf(role);
    const who = quorum > 1 ? `${quorum} people of the role ${title}` : `one person of the role ${title}`;
    found.push({ step: step.id, text: `Does ${quoted} need the approval of ${who}?`, confidence: approval.confidence });
  } else if (lexicon.approval.test(fold(candidate.text).split(' ').slice(0, 7).join(' '))) {
    found.push({ step: step.id, text: `${quoted} speaks of an approval: which role gives it?`, confidence: 0.4 });
  }
  const first = fold(candidate.text).split(' ')[0] ?? '';
  if (lexicon.conditions.has(first)) {
    found.push({
      step: step.id,
      text: `${quoted} holds only in one case: what decides that it applies?`,
      confidence: 0.5,
    });
  }
  if (step.kind !== 'decision' && isDecision(candidate.text, lexicon)) {
    found.push({ step: step.id, text: `${quoted} is a decision: between which ways?`, confidence: 0.5 });
  }
  for (const item of step.evidence ?? []) {
    if (item.type !== 'number' || item.min !== undefined || item.max !== undefined) continue;
    found.push({ step: step.id, text: `Which values are in order for ${quoted}?`, confidence: 0.55 });
  }
  return found;
}
