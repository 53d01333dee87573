/** One procedure as a draft: its steps, and what the document says of the SOP as a whole. */
import type { DefinitionInput, StepInput } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import { acronymsIn } from './acronyms.ts';
import { boundariesOf, type FoundBoundary } from './boundaries.ts';
import type { Candidate } from './candidate.ts';
import type { Block } from './document.ts';
import { INFERENCES, type Inference, type ProposedDraft } from './draft.ts';
import type { FoundProcedure } from './find-procedures.ts';
import { clip, wordsOf } from './fold.ts';
import { says } from './found.ts';
import { inputsOf } from './inputs.ts';
import { sentencesOf } from './instruction.ts';
import { labelLines } from './label-value.ts';
import { ledBy } from './led-by.ts';
import type { Section } from './outline.ts';
import { readRoles } from './read-roles.ts';
import { noteRecurringActors } from './recurring-actors.ts';
import { noteRecurringRoles } from './recurring-roles.ts';
import { readRoleColumns } from './role-columns.ts';
import { RoleBook } from './roles.ts';
import { routineOf, scheduleOf } from './routine.ts';
import { Names, sopKeyOf } from './slug.ts';
import { boundaryQuestion, generalQuestions, ownApprovals, routineQuestion } from './sop-questions.ts';
import { sound } from './sound.ts';
import { type MadeStep, stepOf } from './step.ts';
import { noteActingRoles } from './told-roles.ts';
import { labelledRole, usualDoer } from './usual-doer.ts';
import { deadlineQuestion } from './whole-deadline.ts';
import type { Lexicon } from './words/lexicon.ts';

/** At most this many questions: a reviewer answers the first ones, not a hundred. */
export const QUESTIONS = 40;

/** A sentence of more words speaks of a part: it is found, and not asked about. */
const RHYTHM = 8;

/** `keys`: keys of the document's other SOPs; the draft's own is added. */
export function sopDraft(procedure: FoundProcedure, lexicon: Lexicon, keys: Set<string>): ProposedDraft {
  const { candidates, sections } = procedure;
  const roles = new RoleBook(lexicon, acronymsIn(sections.flatMap((one) => one.blocks).map((block) => block.text)));
  for (const section of sections) if (section.kind === 'roles') readRoles(section, roles, lexicon);
  readRoleColumns(sections, roles, lexicon);
  noteRecurringActors(
    candidates.map((one) => one.text),
    roles,
    lexicon,
  );
  const listed = roles.size;
  const told = toldOutside(sections, candidates);
  const usual = usualDoer(procedure.title, told, roles, lexicon);
  const inputs = inputsOf(sections);
  const names = { stepNames: new Names(), evidenceNames: new Names() };
  const over = headingsOver(sections);
  const led = ledBy(sections, roles, lexicon);
  const labelled = labelledOver(sections, over, roles, lexicon);
  const sop = {
    lexicon,
    roles,
    inputs,
    ...names,
    headingsOver: over,
    labelled: (candidate: Candidate) => led.get(candidate.block) ?? labelled(candidate),
  };
  const made: MadeStep[] = [];
  for (const candidate of candidates.slice(0, LIMITS.steps)) {
    made.push(
      stepOf(
        candidate,
        made.map((one) => one.step),
        sop,
      ),
    );
  }
  const steps = made.map((one) => (usual ? given(one.step, usual.value) : one.step));
  noteActingRoles(told, roles, lexicon);
  noteRecurringRoles([...told, ...candidates.map((one) => one.text)], roles, lexicon);
  const boundaries = boundariesOf(
    [...told, ...candidates.map((one) => one.text)].flatMap(sentencesOf),
    inputs,
    roles,
    lexicon,
  );
  const routine = routineOf(
    { title: procedure.title, headings: sections.flatMap((one) => one.heading?.text ?? []), told },
    lexicon,
  );
  const schedule = scheduleOf(routine);
  const purpose = textOf(sections, 'purpose');
  const scope = textOf(sections, 'scope');
  const accountable = roles.matching(lexicon.accountable);
  const owner = roles.matching(lexicon.exceptions) ?? roles.mentioned(exceptionsText(sections));
  const bounds = boundaries.flatMap((one) => one.boundary ?? []);
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
    ...(bounds.length > 0 ? { boundaries: bounds } : {}),
    ...(schedule ? { routine: schedule } : {}),
  };
  const details = new Set(candidates.flatMap((one) => one.details));
  const deadline = deadlineQuestion(told.filter((line) => !details.has(line)));
  const general = [
    ...generalQuestions(procedure, candidates, steps, listed),
    ...(deadline ? [deadline] : []),
    ...(routine && !schedule && wordsOf(routine.words).length <= RHYTHM ? [routineQuestion(routine)] : []),
    ...boundaries.filter((one) => !one.boundary).map((one) => boundaryQuestion(one, roles)),
  ];
  const own = ownApprovals(steps, (role) => roles.titleOf(role));
  const ofSteps = [...made.flatMap((one) => one.questions), ...own].sort((a, b) => a.confidence - b.confidence);
  const questions = [...general, ...ofSteps];
  const whole = wholeInferences({ definition, boundaries, roles, routine });
  const doers = usual ? steps.filter((step, at) => step.role !== made[at]?.step.role) : [];
  const inferences = [
    ...whole,
    ...made.flatMap((one) => one.inferences),
    ...doers.map(
      ({ id }): Inference => ({
        step: id,
        field: 'role',
        value: roles.titleOf(usual?.value ?? ''),
        confidence: usual?.confidence ?? 0,
        reason: usual?.reason ?? '',
      }),
    ),
  ];
  return {
    definition: sound(definition),
    questions: questions.slice(0, QUESTIONS),
    inferences: fewest(inferences),
    ...(routine ? { routine } : {}),
  };
}

/** The least sure ones, where there are more than a reviewer's page can hold. */
function fewest(inferences: readonly Inference[]): readonly Inference[] {
  if (inferences.length <= INFERENCES) return inferences;
  const kept = new Set(inferences.toSorted((a, b) => a.confidence - b.confidence).slice(0, INFERENCES));
  return inferences.filter((one) => kept.has(one));
}

function headingsOver(sections: readonly Section[]): (candidate: Candidate) => readonly Block[] {
  const above = new Map<Block, readonly Block[]>();
  for (const { heading, above: outer } of sections) if (heading) above.set(heading, outer);
  return ({ heading, block }) => {
    if (!heading || heading === block) return [];
    return [heading, ...(above.get(heading) ?? []).toReversed()];
  };
}

/** Where sections name different people ("Responsible: …"), who does the steps of each. */
function labelledOver(
  sections: readonly Section[],
  over: (candidate: Candidate) => readonly Block[],
  roles: RoleBook,
  lexicon: Lexicon,
): (candidate: Candidate) => string | undefined {
  const named = new Map<Block, string>();
  for (const { kind, heading, above, blocks } of sections) {
    const about = kind === 'roles' ? above.at(-1) : heading;
    if (about === undefined || named.has(about)) continue;
    const label = kind === 'roles' && heading ? `${heading.text}: ` : '';
    const role = blocks
      .filter((block) => block.kind === 'paragraph' || block.kind === 'item')
      .flatMap((block) => labelLines(block.kind === 'item' ? block.text : `${label}${block.text}`))
      .map((line) => labelledRole(line, roles, lexicon))
      .find((one) => one !== undefined);
    if (role !== undefined) named.set(about, role);
  }
  if (new Set(named.values()).size < 2) return () => undefined;
  return (candidate) => {
    const heading = over(candidate).find((one) => named.has(one));
    return heading && named.get(heading);
  };
}

function given(step: StepInput, usual: string): StepInput {
  return step.role !== undefined || step.kind === 'approval' ? step : { ...step, role: usual };
}

/** Paragraphs, items and cells that are no steps, as lines; "Responsible" over a name as one line. */
function toldOutside(sections: readonly Section[], candidates: readonly Candidate[]): string[] {
  const taken = new Set(candidates.map((one) => one.block));
  const below = new Set(candidates.flatMap((one) => one.details).map((line) => line.replace(/^\s*- /, '')));
  const labelled = sections.flatMap(({ kind, heading, blocks: [first] }) =>
    kind === 'roles' && heading && first?.kind === 'paragraph' ? [`${heading.text}: ${first.text}`] : [],
  );
  // Rows with frequencies of their own do not say how often the whole is done.
  const rhythms = new Set(candidates.flatMap((one) => one.columns.frequency ?? []));
  const mixed = (block: Block) => rhythms.size > 1 && block.table !== undefined && rhythms.has(block.text);
  const lines = sections
    .flatMap((section) => section.blocks)
    .filter((block) => !taken.has(block) && !mixed(block) && !below.has(block.text) && block.text.length <= 1000)
    .slice(0, 400)
    .map((block) => (block.table?.header ? `${block.table.header}: ${block.text}` : block.text));
  return [...labelled, ...lines];
}

function exceptionsText(sections: readonly Section[]): string {
  const told = sections.filter((section) => section.kind === 'exceptions').flatMap((section) => section.blocks);
  return told.map((block) => block.text).join('\n');
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

function wholeInferences(found: {
  definition: DefinitionInput;
  boundaries: readonly FoundBoundary[];
  roles: RoleBook;
  routine: ProposedDraft['routine'];
}): Inference[] {
  const { definition, boundaries, roles, routine } = found;
  const { accountable_manager: accountable, exception_owner: owner } = definition;
  return [
    ...(accountable
      ? [
          {
            field: 'accountable_manager' as const,
            value: roles.titleOf(accountable),
            confidence: 0.75,
            reason: 'its duties say that it is accountable',
          },
        ]
      : []),
    ...(owner
      ? [
          {
            field: 'exception_owner' as const,
            value: roles.titleOf(owner),
            confidence: 0.65,
            reason: 'the document names it where it speaks of exceptions',
          },
        ]
      : []),
    ...boundaries.map((one) => ({
      field: 'boundaries' as const,
      value: clip(one.boundary?.when ?? one.words, 200),
      confidence: one.boundary ? 0.6 : 0.4,
      reason: says(one.words),
    })),
    ...(routine
      ? [
          {
            field: 'routine' as const,
            value: clip(routine.words, 200),
            confidence: routine.confidence,
            reason: says(routine.words),
          },
        ]
      : []),
  ];
}
