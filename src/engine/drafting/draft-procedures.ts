/** The drafter: a document's blocks in, drafts of the procedures in it out. Pure, and the same for every format. */
import type { DefinitionInput } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import type { Candidate } from './candidate.ts';
import type { SourceDocument } from './document.ts';
import type { Drafting, ProposedDraft, Question } from './draft.ts';
import { clip, fold, wordsOf } from './fold.ts';
import { inputsOf } from './inputs.ts';
import { headingSteps } from './numbered-headings.ts';
import { headingWords, outline, type Section } from './outline.ts';
import { type Procedure, proceduresOf } from './procedures.ts';
import { RoleBook, readRoles } from './roles.ts';
import { stepsOfSection } from './section-steps.ts';
import { Names, sopKeyOf } from './slug.ts';
import { type StepInput, stepOf } from './step.ts';
import { lexiconOf } from './words/language.ts';
import type { Lexicon } from './words/lexicon.ts';

/** At most this many questions: a reviewer answers the first ones, not a hundred. */
const QUESTIONS = 40;

/**
 * Finds the procedures of a document and drafts each as a definition that parses with `definitionSchema`, every step
 * with the page and words it comes from. No procedure in it: no drafts. Never throws.
 */
export function draftProcedures(document: SourceDocument): Drafting {
  const lexicon = lexiconOf(document.blocks.map((block) => block.text).join('\n'));
  const blocks = document.blocks.filter((block) => /[\p{L}\p{N}]/u.test(block.text));
  const sections = outline(blocks, lexicon);
  const headings = new Set(sections.flatMap((one) => (one.heading ? [headingWords(one.heading.text)] : [])));
  const keys = new Set<string>();
  const drafts = proceduresOf({ ...document, blocks }, sections).flatMap((procedure) => {
    const draft = draftOf(procedure, headings, lexicon, keys);
    return draft ? [draft] : [];
  });
  return { drafts: drafts.slice(0, 100) };
}

function draftOf(
  procedure: Procedure,
  headings: ReadonlySet<string>,
  lexicon: Lexicon,
  keys: Set<string>,
): ProposedDraft | undefined {
  const candidates = candidatesOf(procedure.sections, headings, lexicon);
  if (candidates.length === 0) return undefined;
  const roles = new RoleBook(lexicon);
  for (const section of procedure.sections) if (section.kind === 'roles') readRoles(section, roles);
  const listed = roles.size;
  const usual = usualDoer(procedure, roles, lexicon);
  const inputs = inputsOf(procedure.sections);
  const sop = { lexicon, roles, inputs, stepNames: new Names(), evidenceNames: new Names() };
  const made = candidates.slice(0, LIMITS.steps).map((candidate) => stepOf(candidate, sop));
  const steps = made.map((one) => given(one.step, usual));
  const purpose = textOf(procedure.sections, 'purpose');
  const scope = textOf(procedure.sections, 'scope');
  const accountable = roles.matching(lexicon.accountable);
  const owner = roles.matching(lexicon.exceptions) ?? roles.mentioned(exceptionsText(procedure.sections));
  const definition: DefinitionInput = {
    sop: keyOf(procedure.title, keys),
    title: clip(procedure.title.replace(/\s+/g, ' ').trim(), LIMITS.title) || 'Procedure',
    ...(purpose ? { purpose } : {}),
    ...(scope ? { scope } : {}),
    roles: roles.list(),
    ...(accountable ? { accountable_manager: accountable } : {}),
    ...(owner ? { exception_owner: owner } : {}),
    ...(isChecklist(candidates) ? { presentation: 'checklist' as const } : {}),
    inputs,
    steps,
  };
  const general = generalQuestions(procedure, candidates, steps, listed);
  const questions = [...general, ...made.flatMap((one) => one.questions).sort((a, b) => a.confidence - b.confidence)];
  return { definition, questions: questions.slice(0, QUESTIONS) };
}

/** Who does the steps that name nobody: the role in the title ("Role: …"), else the one whose duties say so. */
function usualDoer(procedure: Procedure, roles: RoleBook, lexicon: Lexicon): string | undefined {
  const label = lexicon.responsible.exec(fold(procedure.title))?.[0];
  if (label === undefined) return roles.doer();
  return roles.named(procedure.title.slice(label.length).replace(/\s*\([^)]*\)$/, ''));
}

function given(step: StepInput, usual: string | undefined): StepInput {
  return usual === undefined || step.role !== undefined || step.kind === 'approval' ? step : { ...step, role: usual };
}

function exceptionsText(sections: readonly Section[]): string {
  const told = sections.filter((section) => section.kind === 'exceptions').flatMap((section) => section.blocks);
  return told.map((block) => block.text).join('\n');
}

function candidatesOf(sections: readonly Section[], headings: ReadonlySet<string>, lexicon: Lexicon): Candidate[] {
  const byHeading = headingSteps(sections, lexicon);
  return sections.flatMap((section) => {
    const own = byHeading.get(section);
    if (own === 'inside') return [];
    return own ? [own] : stepsOfSection(section, headings, lexicon);
  });
}

/** Short boxes to tick, with nothing to say about each, are one card rather than a thread of cards. */
function isChecklist(candidates: readonly Candidate[]): boolean {
  const boxes = candidates.filter(
    (one) => one.block.checkbox === true && one.details.length === 0 && one.text.length < 120,
  );
  return candidates.length >= 5 && boxes.length >= candidates.length * 0.9;
}

function textOf(sections: readonly Section[], kind: 'purpose' | 'scope'): string | undefined {
  const section = sections.find((one) => one.kind === kind && one.blocks.some((block) => block.kind !== 'cell'));
  const text = section?.blocks
    .filter((block) => block.kind === 'paragraph' || block.kind === 'item')
    .map((block) => (block.kind === 'item' ? `- ${block.text}` : block.text))
    .join('\n')
    .trim();
  return text ? clip(text, LIMITS.text) : undefined;
}

function keyOf(title: string, keys: Set<string>): string {
  const base = sopKeyOf(title);
  for (let count = 1; ; count++) {
    const key = count === 1 ? base : `${base}-${count}`;
    if (!keys.has(key)) {
      keys.add(key);
      return key;
    }
  }
}

function generalQuestions(
  procedure: Procedure,
  candidates: readonly Candidate[],
  steps: readonly StepInput[],
  listed: number,
): Question[] {
  const found: Question[] = [];
  if (procedure.untitled || wordsOf(procedure.title).length === 0) {
    found.push({
      text: `The document has no title of its own: is “${clip(procedure.title, 60)}” right?`,
      confidence: 0.3,
    });
  }
  if (candidates.length > LIMITS.steps) {
    found.push({
      text: `Only the first ${LIMITS.steps} of ${candidates.length} steps were taken: should this be several SOPs?`,
      confidence: 0.2,
    });
  }
  const nobody = steps.filter((step) => step.role === undefined && step.kind !== 'approval').length;
  if (nobody > 0) {
    const text =
      nobody === steps.length
        ? 'No step names who does it: which role does?'
        : `${nobody} of ${steps.length} steps name nobody: which role does them?`;
    found.push({ text, confidence: listed > 0 ? 0.4 : 0.3 });
  }
  return found;
}
