/** What a reviewer should say of the SOP as a whole. */
import type { StepInput } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import type { FoundBoundary } from './boundaries.ts';
import type { Candidate } from './candidate.ts';
import type { ProposedRoutine, Question } from './draft.ts';
import type { FoundProcedure } from './find-procedures.ts';
import { clip, fold, wordsOf } from './fold.ts';
import { says } from './found.ts';
import type { RoleBook } from './roles.ts';

/** What may not be done without leave, where no expression says when that is. */
export function boundaryQuestion(found: FoundBoundary, roles: RoleBook): Question {
  return {
    text: `“${clip(found.words, 90)}”: which value in a run shows that ${roles.titleOf(found.role)} must decide?`,
    confidence: 0.4,
    reason: says(found.words),
    about: { field: 'boundaries', words: clip(found.words, 120), role: found.role },
  };
}

/** Nobody approves their own work: where one role does a step and approves it, one person of it is not enough. */
export function ownApprovals(steps: readonly StepInput[], titleOf: (role: string) => string): Question[] {
  return steps.flatMap(({ id, title, kind, role, approval }): Question[] => {
    const isOwn = role !== undefined && kind !== 'approval' && approval?.role === role;
    if (!isOwn || approval.separation_of_duties === false) return [];
    const who = titleOf(role);
    return [
      {
        step: id,
        text: `${who} does “${clip(title, 60)}” and approves it, but nobody approves their own work: who else does?`,
        confidence: 0.3,
        reason: `with one ${who} a run could not go on`,
        about: { step: id, field: 'approval' },
      },
    ];
  });
}

/** How often the whole is done, where the words leave the day or the hour open. */
export function routineQuestion({ words, confidence }: ProposedRoutine): Question {
  return {
    text: `The document says “${clip(words, 80)}”: on which days and at what time should it start?`,
    confidence,
    reason: says(words),
    about: { field: 'routine' },
  };
}

/** The title, the number of steps, who does them. `listed`: how many roles the document lists. */
export function generalQuestions(
  { title, untitled }: FoundProcedure,
  candidates: readonly Candidate[],
  steps: readonly StepInput[],
  listed: number,
): Question[] {
  const found: Question[] = [];
  if (untitled || wordsOf(title).length === 0) {
    found.push({
      text: `The document has no title of its own: is “${clip(title, 60)}” right?`,
      confidence: 0.3,
      reason: 'the title was made from the file’s name',
      about: { field: 'title' },
    });
  }
  if (candidates.length > LIMITS.steps) {
    found.push({
      text: `Only the first ${LIMITS.steps} of ${candidates.length} steps were taken: should this be several SOPs?`,
      confidence: 0.2,
      reason: `an SOP has at most ${LIMITS.steps} steps`,
      about: { field: 'steps' },
    });
  }
  const often = candidates.flatMap((one) => one.columns.frequency ?? []);
  const rhythms = [...new Map(often.map((one) => [fold(one), one])).values()];
  if (rhythms.length > 1) {
    found.push({
      text: `Its steps are done at different frequencies (${clip(rhythms.join(', '), 90)}): should they be several SOPs?`,
      confidence: 0.3,
      reason: 'a column of its table says how often each step is done',
      about: { field: 'steps' },
    });
  }
  const nobody = steps.filter((step) => step.role === undefined && step.kind !== 'approval').length;
  if (nobody > 0) {
    const text =
      nobody === steps.length
        ? 'No step names who does it: which role does?'
        : `${nobody} of ${steps.length} steps name nobody: which role does them?`;
    const reason =
      listed > 0 ? 'the document lists roles, and these steps name none of them' : 'the document lists no roles';
    found.push({ text, confidence: listed > 0 ? 0.4 : 0.3, reason, about: { field: 'roles' } });
  }
  return found;
}
