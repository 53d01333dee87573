/** Everything that the words of one candidate say, before it is a step. */
import type { StepInput } from '../definition.ts';
import { approvalOf, type FoundApproval } from './approval.ts';
import type { Candidate } from './candidate.ts';
import { type Condition, conditionOf, wayTitle, whenOf } from './conditions.ts';
import { clockDueOf, columnDueOf, dueOf } from './deadline.ts';
import { isDecision, type OptionInput, optionsOf } from './decision.ts';
import type { Block } from './document.ts';
import type { Doer } from './doer.ts';
import { headingRole, underRole } from './duties.ts';
import { type Escalation, escalationOf } from './escalation.ts';
import { evidenceOf } from './evidence.ts';
import { wordsOf } from './fold.ts';
import { type Found, says } from './found.ts';
import type { InputInput } from './inputs.ts';
import { sentencesOf } from './instruction.ts';
import { kindOf } from './kind.ts';
import { measureInWords, measuresOf } from './measures.ts';
import type { RoleBook } from './roles.ts';
import type { Names } from './slug.ts';
import { systemsOf } from './systems.ts';
import { noteToldRoles } from './told-roles.ts';
import type { Lexicon } from './words/lexicon.ts';

/** What the steps of one SOP share. */
export interface Sop {
  readonly lexicon: Lexicon;
  readonly roles: RoleBook;
  readonly inputs: readonly InputInput[];
  readonly stepNames: Names;
  readonly evidenceNames: Names;
  /** Headings above a block, the nearest first, its own section's included. */
  readonly headingsOver: (candidate: Candidate) => readonly Block[];
  /** Id of the role that a line of its section names for its steps. */
  readonly labelled: (candidate: Candidate) => string | undefined;
}

/** Everything that the words of one candidate say. */
export interface Reading {
  readonly candidate: Candidate;
  /** Who does it; for an approval, nobody does. */
  readonly role: Found<string> | undefined;
  readonly approval: FoundApproval | undefined;
  readonly options: readonly OptionInput[];
  readonly condition: Condition | undefined;
  /** The condition as an expression. */
  readonly when: string | undefined;
  readonly evidence: ReturnType<typeof evidenceOf>;
  readonly due: Found<string> | undefined;
  readonly clock: ReturnType<typeof clockDueOf>;
  readonly escalation: Found<Escalation> | undefined;
  readonly systems: ReturnType<typeof systemsOf>;
  readonly kind: ReturnType<typeof kindOf>;
  /** Numbers with units that the words set, as people read them. */
  readonly limits: readonly string[];
}

/** What is read of one line, in characters, and how many lines below a step: the rest explains. */
const LONGEST = 1500;
const MOST = 80;

/** `earlier`: the steps before it, which its conditions may speak of. */
export function readingOf(candidate: Candidate, doer: Doer, earlier: readonly StepInput[], sop: Sop): Reading {
  const { lexicon, roles } = sop;
  const { columns } = candidate;
  const text = candidate.text.slice(0, LONGEST);
  const details = candidate.details.slice(0, MOST).map((line) => line.slice(0, LONGEST));
  const sentences = [text, ...details].flatMap(sentencesOf);
  const said = approvalOf(text, details, roles, lexicon);
  const condition = conditionOf(doer.text.slice(0, LONGEST), lexicon);
  const options = optionsFor(candidate, doer.text.slice(0, LONGEST), condition, lexicon);
  const named = columns.role === undefined ? undefined : roles.listed(columns.role);
  const column: Found<string> | undefined =
    named === undefined ? undefined : { value: named, confidence: 0.95, reason: 'its column says so' };
  const evidence = evidenceOf(
    {
      text: doer.text.slice(0, LONGEST),
      details,
      checkbox: candidate.block.checkbox === true,
      before: beforeIt(earlier.at(-1)),
      ...(columns.evidence ? { evidence: columns.evidence } : {}),
      ...(columns.limit ? { limit: columns.limit } : {}),
      ...(columns.blank ? { blank: columns.blank } : {}),
      ...(columns.choices ? { choices: columns.choices } : {}),
    },
    sop.evidenceNames,
    lexicon,
  );
  const labelled = sop.labelled(candidate);
  const section: Found<string> | undefined =
    labelled === undefined
      ? undefined
      : { value: labelled, confidence: 0.8, reason: says(roles.titleOf(labelled), 'a line of its section names') };
  const role =
    column ??
    doer.role ??
    underRole(candidate, roles, lexicon) ??
    section ??
    headingRole(sop.headingsOver(candidate), roles, lexicon);
  const approval = said ?? (evidence.length === 0 ? approves(text, role, lexicon) : undefined);
  const lines = [text, columns.limit ?? '', ...details];
  noteToldRoles(sentences, roles, lexicon);
  return {
    candidate,
    approval,
    condition,
    options,
    evidence: approval?.alone ? [] : evidence,
    role,
    when:
      condition && options.length === 0 && !approval?.alone
        ? whenOf(condition.words, earlier, sop.inputs, lexicon)
        : undefined,
    due: (columns.due ? columnDueOf(columns.due, lexicon) : undefined) ?? dueIn([columns.due ?? '', text], lexicon),
    clock: clockDueOf([columns.due ?? '', ...lines].join('\n'), lexicon),
    escalation: escalationOf(sentences, roles, lexicon),
    systems: systemsOf([text, ...details], lexicon),
    kind: kindOf(doer.text.slice(0, LONGEST), candidate.block.checkbox === true, lexicon),
    limits: lines
      .slice(0, 12)
      .flatMap((line) => measuresOf(line, lexicon))
      .filter((one) => one.of !== 'money')
      .map(measureInWords),
  };
}

function beforeIt(step: StepInput | undefined): string {
  return step === undefined ? '' : `${step.title}\n${step.instructions ?? ''}`;
}

/** "Authorise the entry", told to somebody: who does it approves. */
function approves(text: string, role: Found<string> | undefined, lexicon: Lexicon): FoundApproval | undefined {
  const words = wordsOf(text);
  // German tells it with its last word: "Plan freigeben".
  const verb = lexicon.language === 'de' && words.length <= 8 ? `${words[0]} ${words.at(-1)}` : (words[0] ?? '');
  if (role === undefined || !lexicon.approval.test(verb)) return undefined;
  return {
    approval: { role: role.value, quorum: 1 },
    alone: true,
    above: undefined,
    amount: undefined,
    confidence: 0.6,
    words: text,
  };
}

/** The first line with a deadline that is not how long to wait for an answer. */
function dueIn(lines: readonly string[], lexicon: Lexicon): Found<string> | undefined {
  for (const sentence of lines.flatMap(sentencesOf)) {
    const due = dueOf(sentence, lexicon);
    if (due) return due;
  }
  return undefined;
}

function optionsFor(
  candidate: Candidate,
  text: string,
  condition: Condition | undefined,
  lexicon: Lexicon,
): readonly OptionInput[] {
  if (isDecision(text, lexicon)) return optionsOf(text, candidate.nested, lexicon);
  if (condition?.otherwise === undefined) return [];
  const [first, other] = [wayTitle(condition.act), wayTitle(condition.otherwise)];
  return first === other
    ? []
    : [
        { id: 'applies', title: first },
        { id: 'otherwise', title: other },
      ];
}
