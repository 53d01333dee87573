/** A draft under review as the page gets it, with its words. */
import type { Line } from '../../../cards/card.ts';
import { type Refusal, refusalSentence } from '../../../cards/refusals.ts';
import { plain, type Words } from '../../../cards/text.ts';
import { changeLines } from '../../../cards/views/changes.ts';
import { questionFields } from '../../../cards/views/question-form.ts';
import type { Actor } from '../../../engine/actor.ts';
import { Places } from '../../../engine/drafting/places.ts';
import type { Readiness } from '../../../engine/readiness.ts';
import type { Comparison } from '../../../engine/sop/compare.ts';
import type { DefinitionProblem } from '../../../engine/sop/refusals.ts';
import type { Draft } from '../../../engine/sop/state.ts';
import type { DraftChange } from '../../../runtime/change-draft.ts';
import { type DraftFindings, type Findings, inferencesFor } from '../../../runtime/findings.ts';
import type { Judged, Reviewed } from '../../../runtime/review.ts';

export function showReviewed({ sop, draft, names }: Reviewed, words: Words) {
  const { settled } = sop;
  return {
    ...{ sop: sop.sop, key: sop.key, title: draft?.definition.title ?? sop.title, revision: sop.revision },
    ...(draft && { draft: showDraft(draft, names) }),
    ...(!draft && settled && { settled: { how: settled.how, text: plain(settledText(settled), words) } }),
  };
}

function settledText({ how, by, at }: NonNullable<Reviewed['sop']['settled']>) {
  return refusalSentence({ code: 'draft_settled', how, by, at });
}

function showDraft(draft: Draft, names: Reviewed['names']) {
  const { definition, edit, editedAt, document, place } = draft;
  return {
    ...{ draft: draft.draft, edit, definition, place, editedAt, editedBy: nameOf(draft.editedBy, names) },
    ...(draft.editedBy.type === 'member' && { editor: draft.editedBy.id }),
    ...(document && { document: { file: document.file, name: document.name } }),
    questions: showQuestions(draft),
    answered: (draft.answered ?? []).map(({ text, answer, by }) => ({ text, answer, by: nameOf(by, names) })),
  };
}

/** Questions with the fields that answer them. */
export function showQuestions({ definition, questions }: Draft) {
  return questions.map((question, index) => ({
    ...{ index, text: question.text, reason: question.reason, step: question.about?.step ?? question.step },
    ...{ field: question.about?.field, fields: questionFields(definition, question) },
  }));
}

function nameOf(actor: Actor, names: Reviewed['names']): string {
  return actor.type === 'member' ? (names[actor.id] ?? 'somebody') : 'Sopwith';
}

export function showJudged(judged: Judged, words: Words) {
  if (!judged.ok) return { problems: judged.problems };
  const { missing, readiness, changes } = judged;
  return {
    ...{ missing, readiness: showReadiness(readiness) },
    ...(changes && { changes: showChanges(changes, words) }),
  };
}

const CLAUSES: Readonly<Record<Readiness['clauses'][number]['question'], string>> = {
  inputs: 'What a run starts with',
  sources: 'What must be looked at',
  approvals: 'Who approves',
  evidence: 'What is recorded',
  escalation: 'When somebody else is told',
  boundaries: 'What nobody decides alone',
};

function showReadiness({ score, clauses }: Readiness) {
  return { score, clauses: clauses.map((one) => ({ ...one, title: CLAUSES[one.question] })) };
}

function showChanges(changes: Comparison, words: Words) {
  const line = ({ text, detail }: Line) => ({
    text: plain(text, words),
    ...(detail !== undefined && { detail: plain(detail, words) }),
  });
  return {
    lines: changeLines(changes).map(line),
    steps: Object.fromEntries(changes.steps.map((one) => [one.step.id, one.change])),
  };
}

/** The document, what was concluded and left out, and where each quotation stands: its block, by page and words. */
export function showDocument({ draft }: Reviewed, { document, drafts }: Findings) {
  const own = drafts[draft?.document?.findings?.draft ?? 0] ?? NOTHING;
  const { leftOut, routine } = own;
  const inferences = draft ? inferencesFor(draft.definition, own) : [];
  const places = new Places(document.blocks);
  const sources = draft?.definition.steps.flatMap((step) => step.source ?? []) ?? [];
  const found = [...sources, ...leftOut].map(({ page, quote, ...more }) => {
    const block = places.of({ page, quote, ...('box' in more && { box: more.box }) });
    return { page, quote, ...(block !== undefined && { block }) };
  });
  return {
    ...{ document, inferences, leftOut, places: found.filter((one) => one.block !== undefined) },
    ...(routine && { routine: { words: routine.words, ...(routine.cron && { cron: routine.cron }) } }),
  };
}

const NOTHING: DraftFindings = { inferences: [], leftOut: [] };

/** Why something was not done, for the page: its code, a sentence, and what is wrong where. */
export function showRefusal(refusal: Refusal, words: Words, now: number) {
  const message = plain(refusalSentence(refusal, { now }), words);
  return { code: refusal.code, message, problems: problemsOf(refusal) };
}

function problemsOf(refusal: Refusal): readonly DefinitionProblem[] {
  if (refusal.code === 'definition_invalid') return refusal.problems;
  return refusal.code === 'not_publishable' ? refusal.missing : [];
}

/** What the page says when a change cannot be made. */
export const IMPOSSIBLE: Readonly<Record<DraftChange['type'], string>> = {
  move: 'This step is not there any more.',
  merge: 'These two cannot be one step: together they say or record more than one step may.',
  split: 'Put the cursor between two words of the title or the instructions, then split.',
  remove: 'This step is not there any more.',
  add: 'There is no room for more steps. Make this several SOPs.',
  take: 'There is no room for more steps. Make this several SOPs.',
  role: 'There is no room for more roles. Take one away first.',
  addEvidence: 'A step cannot record more than this. Split it first.',
  retype: 'This step is not there any more.',
  kind: 'An approval needs somebody who gives it. Add a role first.',
  addOption: 'There is no room for more of them.',
  addInput: 'There is no room for more of them.',
  retypeInput: 'This is not asked for any more.',
  addSource: 'There is no room for more of them.',
  addBoundary: 'This cannot be added yet.',
  answer: 'This answers nothing yet. Choose or write something.',
};
