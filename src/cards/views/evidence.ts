/** A run's evidence trail in short: who did what, what was recorded, what went outside the procedure. */
import { type Definition, type EvidenceItem, stepOf } from '../../engine/definition.ts';
import type { EndedRun, EvidenceRecord, OpenRun, StepRun } from '../../engine/run/state.ts';
import { isAstray } from '../astray.ts';
import type { Card, Element, Line } from '../card.ts';
import { causeText } from '../cause.ts';
import { changeText, ended, resolutionOf, runOver, sentBackText } from '../outcome.ts';
import { formerOf, recordsOf } from '../recorded.ts';
import { atMoment, count, sentence, starter } from '../sentence.ts';
import { formerText, recordLine } from './evidence-lines.ts';
import { KINDS } from './reason-form.ts';

type Run = OpenRun | EndedRun;

export function evidenceCard(run: Run, definition: Definition): Card {
  const files = new Set(run.evidence.flatMap(({ value }) => (typeof value === 'object' ? [value.file] : []))).size;
  const summary = `${count(run.evidence.length, 'record')}, ${count(files, 'file')}, ${count(run.exceptions.length, 'problem')}`;
  const over = run.status === 'ended' ? runOver(run) : undefined;
  const whole = sentence(
    { type: 'code', text: `/sop evidence ${run.key}` },
    ' gives the whole trail as a file that can be verified.',
  );
  return {
    title: `Evidence of “${run.title}”`,
    subtitle: sentence(`Revision ${run.revision}, started by `, starter(run), ...atMoment(run, run.startedAt)),
    tone: over?.tone ?? 'neutral',
    elements: [
      { type: 'text', text: sentence(over === undefined ? 'The run is still open.' : over.text, ` ${summary}.`) },
      { type: 'list', items: run.steps.flatMap((step) => linesOf(run, definition, step)) },
      ...exceptionsOf(run, definition),
      { type: 'context', text: whole },
    ],
    actions: [],
    fallback: `Evidence of “${run.title}”: ${summary}`,
  };
}

function linesOf(run: Run, definition: Definition, step: StepRun): readonly Line[] {
  const drawn = stepOf(definition, step.id);
  if (!drawn || step.state === 'waiting_needs') return [];
  const records = recordsOf(run, step);
  const back = step.sentBack ? sentence(sentBackText(definition, step.id, step.sentBack), ' · ') : [];
  const how = ended(run, definition, step)?.text ?? sentence(back, 'Still open.');
  const mark = step.state === 'completed' && isAstray(run, step) ? 'accepted' : MARKS[step.state];
  const own: Line = { mark, text: [{ type: 'bold', text: drawn.title }], detail: how };
  const recorded = drawn.evidence.flatMap((item) => {
    const record = records.get(item.id);
    const former = formerOf(run, step.id, item.id).map((one) => formerLine(run, item, one));
    return record ? [...former, recordLine(run, item, record)] : former;
  });
  return [own, ...recorded];
}

/** Kept, and counts no longer: the step was sent back. */
function formerLine(run: Run, item: EvidenceItem, record: EvidenceRecord): Line {
  return { mark: 'skipped', text: item.title, detail: formerText(run, item, record) };
}

const MARKS = {
  waiting_human: 'now',
  rework: 'now',
  waiting_approval: 'now',
  agent_working: 'now',
  completed: 'done',
  skipped: 'skipped',
  missed: 'missed',
  not_applicable: 'not_applicable',
} as const satisfies Record<Exclude<StepRun['state'], 'waiting_needs'>, Line['mark']>;

function exceptionsOf(run: Run, definition: Definition): readonly Element[] {
  if (run.exceptions.length === 0) return [];
  const items = run.exceptions.map((one): Line => {
    const change = changeText(one);
    const decided = sentence(resolutionOf(run, one)?.text ?? [], ...(change ? [' · ', change] : []));
    const how = one.status === 'open' ? ['Not decided.'] : decided;
    return {
      mark: one.status === 'open' ? 'blocked' : 'done',
      text: `${KINDS[one.kind]}: ${causeText(definition, one)}`,
      detail: how,
    };
  });
  return [
    { type: 'heading', text: 'Problems' },
    { type: 'list', items },
  ];
}
