/**
 * A draft from what somebody knows by heart. The steps go the way of every document, so that a line says as much as it
 * would in one; the other answers fill the places that a definition has for the six questions.
 */
import type { DefinitionInput, StepInput } from '../definition.ts';
import { duration } from '../duration.ts';
import { LIMITS } from '../limits.ts';
import { approverIn } from './approver-said.ts';
import { columnDueOf } from './deadline.ts';
import type { Block } from './document.ts';
import type { About, ProposedDraft, Question } from './draft.ts';
import { draftProcedures } from './draft-procedures.ts';
import { evidenceOf } from './evidence.ts';
import { capital, clip, fold, wordsOf } from './fold.ts';
import { nearestLines } from './nearest-lines.ts';
import { Names, slug, sopKeyOf } from './slug.ts';
import { ownApprovals } from './sop-questions.ts';
import { lexiconOf } from './words/language.ts';

/** Answers as typed. Those that are lists have one entry a line; `step: what` speaks of the step whose words it has. */
export interface Answers {
  readonly title: string;
  readonly purpose: string;
  /** `Barkeeper: wipe down the counter`, or without who does it. */
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

type RoleOf = (title: string) => string | undefined;

/**
 * Each line of `steps` is a step, at most `LIMITS.steps` of them; undefined if there is none. Valid by `parseDefinition`,
 * like every draft. An answer that fits nowhere is a question.
 */
export function draftOfInterview(answers: Answers): ProposedDraft | undefined {
  const said = linesOf(answers.steps).map(saidStep);
  if (said.length === 0) return undefined;
  const evidence = evidenceFor(said, answers.evidence);
  const { definition: drafted, questions } = draftOf(answers.title, said, evidence);
  const roles = [...(drafted.roles ?? [])];
  const roleOf: RoleOf = (title) => roleNamed(roles, title);
  const found = stepsSaid(said, drafted.steps ?? [], new Set(evidence.map((one) => one.what)), roleOf);
  const { steps, lost: unplaced } = approved(found, answers.approvals, roleOf);
  const owner = answers.owner.trim() === '' ? undefined : roleOf(answers.owner);
  const due = dueSaid(answers, said);
  const definition: DefinitionInput = {
    ...drafted,
    sop: sopKeyOf(answers.title),
    title: clip(answers.title.trim(), LIMITS.title) || drafted.title,
    ...(answers.purpose.trim() === '' ? {} : { purpose: clip(answers.purpose.trim(), LIMITS.text) }),
    roles,
    ...(owner ? { accountable_manager: owner, exception_owner: owner } : {}),
    inputs: inputsOf(answers.inputs, drafted.inputs ?? []),
    sources: sourcesOf(answers.sources),
    ...(due === undefined ? {} : { defaults: { due, ...(owner ? { escalate: [{ after: due, to: owner }] } : {}) } }),
    steps: steps.map(({ source: _, ...step }) => step),
  };
  // Who does what and who approves it are asked for below, where the answers do not say.
  const byId = new Map(steps.map((step) => [step.id, step]));
  const isOf = ({ step: of, about }: Question) => {
    if (of === undefined) return about?.field !== 'role' && about?.field !== 'roles';
    const step = byId.get(of);
    return step !== undefined && !(about?.field === 'approval' && step.approval !== undefined);
  };
  return {
    definition,
    questions: [
      ...linesOf(answers.boundaries).map(decidedElsewhere),
      ...evidence.filter((one) => one.home === -1).map((one) => evidenceLost(one, answers)),
      ...questions.filter(isOf),
      ...doneByNobody(found),
      ...unplaced,
      ...(answers.due.trim() === '' || due !== undefined ? [] : [lost(answers.due, { field: 'due' })]),
      ...ownApprovals(steps, (role) => roles.find((one) => one.id === role)?.title ?? role.replaceAll('_', ' ')),
    ],
  };
}

/** `30m`, or "2 hours" in the language of the steps. */
function dueSaid({ title, due }: Answers, steps: readonly SaidStep[]): string | undefined {
  const typed = duration.safeParse(due);
  if (typed.success) return typed.data;
  const text = [title, ...steps.map(({ who = '', what }) => `${who} ${what}`), due].join('\n');
  return columnDueOf(due, lexiconOf(text))?.value;
}

interface SaidStep {
  readonly who?: string;
  readonly what: string;
}

/** As the form asks for it, whoever stands before the colon does it. "At 10:30" names nobody, nor does "Step 2:". */
function saidStep(line: string): SaidStep {
  const [, who, what] = /^([^:\d]{2,40}):\s+(\S.*)$/u.exec(line) ?? [];
  if (who === undefined || what === undefined || wordsOf(who).length > 4) return { what: line };
  return { who: capital(who.trim()), what: capital(what) };
}

/** What the drafter makes of the lines, as of a document that lists them. It may see no procedure in one or two words. */
function draftOf(title: string, said: readonly SaidStep[], evidence: readonly SaidEvidence[]): ProposedDraft {
  const blocks: Block[] = [{ page: 1, kind: 'heading', text: title, level: 1 }];
  for (const [index, { what }] of said.entries()) {
    blocks.push({ page: 1, kind: 'item', text: what, level: 0, marker: `${index + 1}.`, ordered: true });
    for (const one of evidence) {
      if (one.home === index) blocks.push({ page: 1, kind: 'item', text: one.what, level: 1, marker: '•' });
    }
  }
  const [drafted] = draftProcedures({ name: title, pages: 1, blocks }).drafts;
  return drafted ?? { definition: { sop: 'procedure', title: 'Procedure' }, questions: [] };
}

/** Every line is a step, whatever the drafter made of it; who was named does it. */
function stepsSaid(
  said: readonly SaidStep[],
  drafted: readonly StepInput[],
  asEvidence: ReadonlySet<string>,
  roleOf: RoleOf,
): readonly StepInput[] {
  const left = [...drafted];
  const names = new Names();
  for (const { id } of drafted) names.take(id, id, 60);
  return said.map(({ who, what }): StepInput => {
    const at = left.findIndex(({ source }) => source?.quote === what);
    const [step] = at < 0 ? [] : left.splice(at, 1);
    const role = who === undefined ? undefined : roleOf(who);
    const plain = step ?? { id: names.take(what, 'step'), title: clip(what, LIMITS.title) };
    return withoutEvidence({ ...plain, ...(role === undefined ? {} : { role }) }, asEvidence);
  });
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

interface SaidEvidence extends AboutStep {
  /** Index of the step it belongs to; -1: none has these words, or several have them alike. */
  readonly home: number;
  /** The steps that have these words alike. */
  readonly alike: readonly string[];
}

function evidenceFor(said: readonly SaidStep[], answer: string): readonly SaidEvidence[] {
  const lines = said.map((one) => one.what);
  return linesOf(answer)
    .map(aboutStep)
    .map((one) => {
      const found = one.what === '' ? [] : nearestLines(lines, one.about);
      const alike = found.length > 1 ? found.map((at) => lines[at] ?? '') : [];
      return { ...one, home: found.length === 1 ? (found[0] ?? -1) : -1, alike };
    });
}

/** The steps with who approves them; `lost` are the lines that fit none, or name nobody. */
function approved(
  steps: readonly StepInput[],
  answer: string,
  roleOf: RoleOf,
): { readonly steps: readonly StepInput[]; readonly lost: readonly Question[] } {
  const made = [...steps];
  const unplaced: Question[] = [];
  const titles = steps.map((step) => step.title);
  for (const line of linesOf(answer)) {
    const { about, what } = aboutStep(line);
    const found = line.includes(':') ? nearestLines(titles, about) : [];
    const [at = -1] = found.length === 1 ? found : [];
    const step = made[at];
    const { title, people } = approverIn(what);
    const role = step && roleOf(title);
    if (!step || role === undefined || people > LIMITS.quorum)
      unplaced.push(
        lost(line, { field: 'approval', words: what }, found.length > 1 ? found.map((one) => titles[one] ?? '') : []),
      );
    else made[at] = { ...step, approval: { role, ...(people > 1 ? { quorum: people } : {}) } };
  }
  return { steps: made, lost: unplaced };
}

function decidedElsewhere(line: string): Question {
  const text = `Nobody who does it may decide this alone: “${clip(line, 200)}”. When does a run stop for it, and who decides?`;
  const about: About = { field: 'boundaries', words: clip(line, 120) };
  return { text, confidence: 0.3, reason: 'it was said in the interview', about };
}

function doneByNobody(steps: readonly StepInput[]): readonly Question[] {
  const nobody = steps.filter((step) => step.role === undefined && step.kind !== 'approval').length;
  if (nobody === 0) return [];
  const [who, some] = ['Who does the steps?', nobody === 1 ? 'the step that names' : `the ${nobody} steps that name`];
  const text = nobody === steps.length ? who : `Who does ${some} nobody?`;
  return [{ text, confidence: 0.3, reason: 'a line may begin with who does it', about: { field: 'role' } }];
}

/** `alike`: the steps that it fits as well as each other. */
function lost(line: string, about: About, alike: readonly string[] = []): Question {
  const said = `You said “${clip(line.trim(), 200)}”`;
  if (about.field === 'due') {
    const text = `${said}: how long is that? Write for example 30m, 2h or 1d. It is not in the draft yet.`;
    return { text, confidence: 0.2, reason: 'it is no length of time', about };
  }
  const reason =
    alike.length === 0
      ? 'no step has these words'
      : clip(`it fits ${alike.map((one) => `“${clip(one, 60)}”`).join(' and ')} alike`, 200);
  return { text: `${said}: which step is it about? It is not in the draft yet.`, confidence: 0.2, reason, about };
}

/** What it would record, said of no step in particular. */
function evidenceLost({ line, what, alike }: SaidEvidence, { title, steps }: Answers): Question {
  const words = what === '' ? line.replace(/:\s*$/, '') : what;
  const [item] = evidenceOf({ text: words, details: [] }, new Names(), lexiconOf(`${title}\n${steps}\n${line}`));
  const type = item === undefined || item.value.type === 'choice' ? 'text' : item.value.type;
  return lost(line, { field: 'evidence', words: clip(words, LIMITS.title), type }, alike);
}

/** The role of this title, a new one where there is none yet; undefined where it has no words, or there are too many. */
function roleNamed(roles: { id: string; title?: string | undefined }[], said: string): string | undefined {
  const title = clip(capital(said.trim()), LIMITS.title);
  const known = roles.find((one) => fold(one.title ?? one.id.replaceAll('_', ' ')) === fold(title));
  if (known) return known.id;
  if (wordsOf(title).length === 0 || roles.length >= LIMITS.roles) return undefined;
  const same = roles.find((one) => one.id === slug(title, 5));
  if (same) return same.id;
  const names = new Names();
  for (const { id } of roles) names.take(id, id, 60);
  const id = names.take(title, 'role', 5);
  roles.push({ id, title });
  return id;
}

/** One a line, or several in a row. */
function listed(answer: string): readonly string[] {
  return linesOf(answer.replace(/[;·]|,\s/g, '\n'));
}

type Inputs = NonNullable<DefinitionInput['inputs']>;

/** `Order number`, `Amount (EUR)`: a unit makes it a number. Those that the steps speak of stay. */
function inputsOf(answer: string, spokenOf: Inputs): Inputs {
  const names = new Names();
  for (const { id } of spokenOf) names.take(id, id, 60);
  const isSpokenOf = (title: string) => spokenOf.some((one) => fold(one.title ?? one.id) === fold(title));
  const typed = listed(answer).flatMap((line): Inputs => {
    const [, title = line, unit] = /^(.+?)\s*\(([^()]{1,8})\)$/u.exec(line) ?? [];
    if (isSpokenOf(title)) return [];
    const base = { id: names.take(title, 'input'), title: clip(title, LIMITS.title) };
    return [unit === undefined ? { ...base, type: 'text' } : { ...base, type: 'number', unit }];
  });
  return [...spokenOf, ...typed].slice(0, LIMITS.inputs);
}

function sourcesOf(answer: string): NonNullable<DefinitionInput['sources']> {
  const names = new Names();
  const lines = listed(answer).slice(0, LIMITS.sources);
  return lines.map((line) => ({ id: names.take(line, 'source'), title: clip(line, LIMITS.title) }));
}
