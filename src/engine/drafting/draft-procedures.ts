/** The drafter: a document's blocks in, drafts of the procedures in it out. Pure, and the same for every format. */
import type { SourceDocument } from './document.ts';
import type { Drafting, ProposedDraft } from './draft.ts';
import { findProcedures } from './find-procedures.ts';
import { noteQuestions } from './reader-notes.ts';
import { QUESTIONS, sopDraft } from './sop-draft.ts';

/**
 * Finds the procedures of a document and drafts each as a definition that parses with `definitionSchema`, every step
 * with the page and words it comes from. No procedure in it: no drafts. Never throws.
 */
export function draftProcedures(document: SourceDocument): Drafting {
  const { lexicon, procedures, leftOut } = findProcedures(document);
  const keys = new Set<string>();
  const drafts = procedures.map((procedure) => ({
    ...withNotes(sopDraft(procedure, lexicon, keys), document),
    ...(procedure.leftOut.length > 0 ? { leftOut: procedure.leftOut } : {}),
  }));
  return { drafts, ...(leftOut.length > 0 ? { leftOut } : {}) };
}

/** What the reader noted of the pages that the steps stand on is asked first: it concerns whole rows and sheets. */
function withNotes(draft: ProposedDraft, { notes = [] }: SourceDocument): ProposedDraft {
  const pages = new Set((draft.definition.steps ?? []).flatMap((step) => step.source?.page ?? []));
  return { ...draft, questions: [...noteQuestions(notes, pages), ...draft.questions].slice(0, QUESTIONS) };
}
