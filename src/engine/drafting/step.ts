/** Makes a step of a definition from what the document says of it, with what is unsure about it. */
import type { StepInput } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import type { FoundApproval } from './approval.ts';
import type { Candidate } from './candidate.ts';
import { doerOf } from './doer.ts';
import type { Inference, Question } from './draft.ts';
import { clip } from './fold.ts';
import { inferencesOf } from './inferences.ts';
import { amountIn } from './inputs.ts';
import { sentencesOf } from './instruction.ts';
import { questionsOf } from './questions.ts';
import { type Reading, readingOf, type Sop } from './step-reading.ts';

export interface MadeStep {
  readonly step: StepInput;
  readonly questions: readonly Question[];
  readonly inferences: readonly Inference[];
}

/** A step's title is at most this long; the rest of a long item is in its instructions. */
const TITLE = 120;

/** `earlier`: the steps before it, which its conditions may speak of. */
export function stepOf(candidate: Candidate, earlier: readonly StepInput[], sop: Sop): MadeStep {
  const { lexicon } = sop;
  const doer = doerOf(candidate.text, candidate.details, sop.roles, lexicon);
  const reading = readingOf(candidate, doer, earlier, sop);
  const { approval, options, when, condition, due, systems } = reading;
  const title = titleOf(doer.text);
  const instructions = instructionsOf(doer.text, title, candidate);
  const clock = clockOf(reading);
  const base = {
    id: sop.stepNames.take(title, 'step'),
    title,
    ...(instructions === '' ? {} : { instructions }),
    ...(when === undefined ? {} : { when }),
    ...(due === undefined && clock.due === undefined ? {} : clock),
    ...(systems.reads.length > 0 ? { reads: systems.reads.map((one) => one.value) } : {}),
    ...(systems.writes.length > 0 ? { writes: systems.writes.map((one) => one.value) } : {}),
    source: sourceOf(candidate),
  };
  const words = [candidate.text, ...candidate.details].join('\n');
  const step: StepInput = approval?.alone
    ? { ...base, kind: 'approval', ...needed(approval, words, sop, 'step') }
    : {
        ...base,
        ...(options.length >= 2 ? { kind: 'decision' as const, options: [...options] } : {}),
        ...(reading.role === undefined ? {} : { role: reading.role.value }),
        evidence: reading.evidence.map((one) => one.value),
        ...(approval ? needed(approval, words, sop, 'approval') : {}),
        // Where nothing tells a run whether the case has come, the doer says that it has not.
        ...(condition && when === undefined && options.length === 0 ? { skippable: true } : {}),
      };
  const about = { step, reading, titleOf: (role: string) => sop.roles.titleOf(role) };
  return { step, questions: questionsOf(about, lexicon), inferences: inferencesOf(about) };
}

/** Deadline and ladder: whoever is told when nobody answers gets the step when its time is over. */
function clockOf({ due, escalation }: Reading): Pick<StepInput, 'due' | 'escalate'> {
  const time = due?.value ?? escalation?.value.after;
  if (time === undefined) return {};
  return { due: time, ...(escalation ? { escalate: [{ after: 'PT0S', to: escalation.value.to }] } : {}) };
}

function sourceOf({ block, text }: Candidate): NonNullable<StepInput['source']> {
  const { page, box } = block;
  const quote = clip(text, LIMITS.text);
  if (!box || ![box.x, box.y, box.width, box.height].every(Number.isFinite)) return { page, quote };
  const { x, y, width, height } = box;
  return {
    page,
    box: { x: tenth(x), y: tenth(y), width: tenth(Math.max(0, width)), height: tenth(Math.max(0, height)) },
    quote,
  };
}

function tenth(points: number): number {
  return Math.round(points * 10) / 10;
}

/** The approval, with the amount above which it is needed where an input holds that amount. */
function needed(
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
function instructionsOf(text: string, title: string, { under = '', details }: Candidate): string {
  const whole = text.replace(/\s+/g, ' ').trim();
  const rest =
    whole.replace(/[.;:,]$/, '') === title
      ? ''
      : whole.startsWith(`${title}.`)
        ? whole.slice(title.length + 1).trim()
        : whole;
  return clip([under, rest, ...details].filter((part) => part.trim() !== '').join('\n'), LIMITS.instructions).trim();
}
