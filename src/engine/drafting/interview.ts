/**
 * A draft from what somebody knows by heart. The steps go the way of every document, so that a line says as much as it
 * would in one; the other answers fill the places that a definition has for the six questions.
 */
import type { DefinitionInput } from '../definition.ts';
import { duration } from '../duration.ts';
import { LIMITS } from '../limits.ts';
import type { Block } from './document.ts';
import type { ProposedDraft, Question } from './draft.ts';
import { draftProcedures } from './draft-procedures.ts';
import { clip, fold, wordsOf } from './fold.ts';
import { Names, slug, sopKeyOf } from './slug.ts';

/** Answers as typed. Those that are lists have one entry a line; `step: what` speaks of the step whose words it has. */
export interface Answers {
  readonly title: string;
  readonly purpose: string;
  readonly steps: string;
  /** 1. What must be known before it begins. */
  readonly inputs: string;
  /** 2. What must be looked up. */
  readonly sources: string;
  /** 3. `step: who, 2 people` */
  readonly approvals: string;
  /** 4. `step: photo` */
  readonly evidence: string;
  /** 5. How long a step may take (`30m`), and who is told. */
  readonly due: string;
  readonly owner: string;
  /** 6. What nobody who does it may decide. */
  readonly boundaries: string;
}

type StepInput = NonNullable<DefinitionInput['steps']>[number];

/** Undefined if there are no steps in the answers. Valid by `parseDefinition`, like every draft. */
export function draftOfInterview(answers: Answers): ProposedDraft | undefined {
  const said = linesOf(answers.steps).map(saidStep);
  const lines = said.map((one) => one.what);
  const evidence = linesOf(answers.evidence).map(aboutStep);
  const homes = new Map(evidence.map((one) => [one, one.about === '' ? -1 : nearestLine(lines, one.about)]));
  const blocks: Block[] = [{ page: 1, kind: 'heading', text: answers.title, level: 1 }];
  for (const [index, line] of lines.entries()) {
    blocks.push({ page: 1, kind: 'item', text: line, level: 0, marker: `${index + 1}.`, ordered: true });
    for (const one of evidence) {
      if (homes.get(one) === index) blocks.push({ page: 1, kind: 'item', text: one.what, level: 1, marker: '•' });
    }
  }
  const [drafted] = draftProcedures({ name: answers.title, pages: 1, blocks }).drafts;
  if (!drafted) return undefined;
  const questions: Question[] = [];
  for (const one of evidence) if (homes.get(one) === -1) questions.push(lost('evidence', one.line));

  const roles = [...(drafted.definition.roles ?? [])];
  const roleOf = (title: string) => roleNamed(roles, title);
  const asEvidence = new Set(evidence.map((one) => one.what));
  const found = [...(drafted.definition.steps ?? [])];
  const given = said.map((one, index): StepInput => {
    const at = found.findIndex(({ source }) => source?.quote === one.what);
    const [step] = at < 0 ? [] : found.splice(at, 1);
    const role = one.who === undefined ? undefined : roleOf(one.who);
    const plain = step ?? { id: `line_${index + 1}`, title: clip(one.what, LIMITS.title) };
    return withoutEvidence({ ...plain, ...(role === undefined ? {} : { role }) }, asEvidence);
  });
  const ids = new Set(given.map((step) => step.id));
  const isOf = (one: Question) => (one.step === undefined ? one.about?.field !== 'role' : ids.has(one.step));
  questions.push(...drafted.questions.filter(isOf));
  const nobody = given.filter((step) => step.role === undefined).length;
  if (nobody > 0) {
    const text = nobody === given.length ? 'Who does the steps?' : `Who does the ${nobody} steps that name nobody?`;
    questions.push({ text, confidence: 0.3, reason: 'a line may begin with who does it', about: { field: 'role' } });
  }
  const steps = approved(given, answers.approvals, roleOf, questions);
  const owner = answers.owner.trim() === '' ? undefined : roleOf(answers.owner);
  const due = duration.safeParse(answers.due);
  if (answers.due.trim() !== '' && !due.success) questions.push(lost('due', answers.due));
  for (const line of linesOf(answers.boundaries)) {
    const text = `Nobody who does it may decide this alone: “${clip(line, 200)}”. When does a run stop for it, and who decides?`;
    questions.unshift({
      text,
      confidence: 0.3,
      reason: 'it was said in the interview',
      about: { field: 'boundaries' },
    });
  }
  const definition: DefinitionInput = {
    ...drafted.definition,
    sop: sopKeyOf(answers.title),
    title: clip(answers.title.trim(), LIMITS.title) || drafted.definition.title,
    ...(answers.purpose.trim() === '' ? {} : { purpose: clip(answers.purpose.trim(), LIMITS.text) }),
    roles,
    ...(owner ? { accountable_manager: owner, exception_owner: owner } : {}),
    inputs: inputsOf(answers.inputs),
    sources: sourcesOf(answers.sources),
    ...(due.success
      ? { defaults: { due: due.data, ...(owner ? { escalate: [{ after: due.data, to: owner }] } : {}) } }
      : {}),
    steps: steps.map(({ source: _, ...step }) => step),
  };
  return { definition, questions };
}

/** `Barkeeper: wipe down the counter`: as the form asks for it, whoever stands before the colon does it. */
function saidStep(line: string): { readonly who?: string; readonly what: string } {
  const [, who, what] = /^([^:]{2,40}):\s*(\S.*)$/u.exec(line) ?? [];
  if (who === undefined || what === undefined || wordsOf(who).length > 4) return { what: line };
  return { who: capital(who.trim()), what: capital(what) };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** What became evidence need not be said once more. */
function withoutEvidence(step: StepInput, said: ReadonlySet<string>): StepInput {
  const { instructions = '', ...rest } = step;
  if ((step.evidence ?? []).length === 0) return step;
  const left = instructions.split('\n').filter((line) => !said.has(line.replace(/^- /, '')));
  const text = left.join('\n').trim();
  return text === '' ? rest : { ...rest, instructions: text };
}

function linesOf(text: string): readonly string[] {
  const bare = text.split('\n').map((line) => line.replace(/^\s*(?:[-*•–]|\d{1,3}[.)])\s+/, '').trim());
  return bare.filter((line) => line !== '').slice(0, LIMITS.steps);
}

interface AboutStep {
  readonly line: string;
  readonly about: string;
  readonly what: string;
}

function aboutStep(line: string): AboutStep {
  const at = line.lastIndexOf(':');
  return at < 0
    ? { line, about: line, what: line }
    : { line, about: line.slice(0, at), what: line.slice(at + 1).trim() };
}

/** The line with the most words in common, or the one whose number is named; -1 if none has any. */
function nearestLine(lines: readonly string[], about: string): number {
  const number = /^\s*(?:\p{L}+\s+)?(\d{1,3})\s*$/u.exec(about)?.[1];
  if (number !== undefined) return Number(number) <= lines.length ? Number(number) - 1 : -1;
  const wanted = new Set(wordsOf(about));
  const shared = lines.map((line) => wordsOf(line).filter((word) => wanted.has(word) && word.length > 2).length);
  const most = Math.max(0, ...shared);
  return most === 0 ? -1 : shared.indexOf(most);
}

function approved(
  steps: readonly StepInput[],
  answer: string,
  roleOf: (title: string) => string | undefined,
  questions: Question[],
): readonly StepInput[] {
  const made = [...steps];
  for (const line of linesOf(answer)) {
    const { about, what } = aboutStep(line);
    const at = nearestLine(
      made.map((step) => step.title),
      about,
    );
    const step = made[at];
    const people = Number(/\b([2-9]|1\d|20)\b/.exec(what)?.[1] ?? 1);
    const role = roleOf(what.replace(/[,;(].*$/, '').replace(/\b\d+\b.*$/, ''));
    if (!step || role === undefined || !line.includes(':')) {
      questions.push(lost('approval', line));
      continue;
    }
    made[at] = { ...step, approval: { role, ...(people > 1 ? { quorum: people } : {}) } };
  }
  return made;
}

function lost(field: 'approval' | 'evidence' | 'due', line: string): Question {
  const text = `You said “${clip(line, 200)}”: which step is it about? It is not in the draft yet.`;
  return { text, confidence: 0.2, reason: 'no step has these words', about: { field } };
}

function roleNamed(roles: { id: string; title?: string | undefined }[], said: string): string | undefined {
  const title = clip(capital(said.trim()), LIMITS.title);
  const known = roles.find((one) => fold(one.title ?? one.id.replaceAll('_', ' ')) === fold(title));
  if (known) return known.id;
  const id = slug(title, 5);
  if (id === '' || roles.length >= LIMITS.roles) return undefined;
  if (!roles.some((one) => one.id === id)) roles.push({ id, title });
  return id;
}

/** One a line, or several in a row. */
function listed(answer: string): readonly string[] {
  return linesOf(answer.replace(/[;·]|,\s/g, '\n'));
}

/** `Order number`, `Amount (EUR)`: a unit makes it a number. */
function inputsOf(answer: string): NonNullable<DefinitionInput['inputs']> {
  const names = new Names();
  return listed(answer)
    .slice(0, LIMITS.inputs)
    .map((line) => {
      const [, title = line, unit] = /^(.+?)\s*\(([^()]{1,8})\)$/u.exec(line) ?? [];
      const base = { id: names.take(title, 'input'), title: clip(title, LIMITS.title) };
      return unit === undefined ? { ...base, type: 'text' as const } : { ...base, type: 'number' as const, unit };
    });
}

function sourcesOf(answer: string): NonNullable<DefinitionInput['sources']> {
  const names = new Names();
  const lines = listed(answer).slice(0, LIMITS.sources);
  return lines.map((line) => ({ id: names.take(line, 'source'), title: clip(line, LIMITS.title) }));
}
