/** What was done for one step: how it ended, who did and approved it, what was recorded against which standard. */
import type { EvidenceItem, Step } from '../../engine/definition.ts';
import type { EvidenceRecord, StepRun } from '../../engine/run/state.ts';
import { acceptedText, isAstray } from '../astray.ts';
import type { Tone } from '../card.ts';
import { causeText } from '../cause.ts';
import { ended, heldBy, sentBackText } from '../outcome.ts';
import { count, inRow, sentence, who } from '../sentence.ts';
import { KINDS } from '../views/reason-form.ts';
import { approvalBlocks } from './approvals.ts';
import { recordedValue } from './happened.ts';
import type { Packed, Say } from './packed.ts';
import type { Block, Photo, Row } from './paper.ts';
import { standardOf } from './standard.ts';
import { waitLines } from './waits.ts';

export function stepRecord(packed: Packed, say: Say, step: Step, state: StepRun): readonly Block[] {
  const { run, definition } = packed;
  const number = definition.steps.indexOf(step) + 1;
  const stands = standing(packed, state);
  const records = run.evidence.filter((one) => one.step === step.id);
  const how = ended(run, definition, state)?.text;
  const waits = waitLines(
    packed,
    say,
    packed.waits.filter((one) => one.step === step.id),
  );
  const back = state.sentBack === undefined ? [] : [say(sentBackText(definition, step.id, state.sentBack))];
  const problems = problemLines(packed, say, step.id);
  const held = problems.length > 0 ? undefined : heldBy(run, definition, state);
  const heading = {
    type: 'heading',
    text: `${number}. ${step.title}`,
    id: step.id,
    aside: stands.text,
    tone: stands.tone,
  } as const;
  const text = how === undefined ? stands.more : say(how);
  // Nothing was asked of anybody.
  if (state.state === 'waiting_needs' || (state.state === 'not_applicable' && records.length === 0)) {
    return [heading, { type: 'text', text }, ...problems, ...noteLines(packed, say, step.id)];
  }
  const isPlain = waits.length === 1 && state.attempt === 1;
  return [
    heading,
    { type: 'text', text: inTurn([text, ...(isPlain ? waits : [])]) },
    ...(state.attempt > 1
      ? [
          {
            type: 'text',
            text: inTurn([
              state.state === 'completed' ? `It took ${state.attempt} attempts.` : `${state.attempt} attempts so far.`,
              ...back,
            ]),
          } as const,
        ]
      : []),
    ...(held === undefined ? [] : [{ type: 'notice', tone: 'attention', text: held } as const]),
    ...evidenceTable(packed, say, step, state, records),
    ...approvalBlocks(packed, say, step),
    ...(waits.length > 0 && !isPlain ? [{ type: 'list', items: waits } as const] : []),
    ...problems,
    ...noteLines(packed, say, step.id),
    ...photoBlock(say, step, records),
  ];
}

/** Sentences one after the other, each with its end: what people wrote often has none. */
function inTurn(sentences: readonly string[]): string {
  return sentences
    .map((one, index) => (index < sentences.length - 1 && !/[.!?…]$/.test(one) ? `${one}.` : one))
    .join(' ');
}

export interface Standing {
  readonly text: string;
  readonly tone: Tone;
  /** As a sentence, where nothing more is to be said. */
  readonly more: string;
}

/** How a step stands, in a word. */
export function standing({ run }: Packed, state: StepRun): Standing {
  const isOver = run.status === 'ended';
  switch (state.state) {
    case 'completed':
      return isAstray(run, state)
        ? { text: 'Done, out of limits', tone: 'attention', more: '' }
        : { text: 'Done', tone: 'good', more: '' };
    case 'skipped':
      return { text: 'Skipped', tone: 'attention', more: '' };
    case 'missed':
      return { text: 'Missed', tone: 'bad', more: '' };
    case 'not_applicable':
      return { text: 'Not applicable', tone: 'neutral', more: '' };
    case 'waiting_needs':
      return {
        text: isOver ? 'Never begun' : 'To do',
        tone: isOver ? 'bad' : 'neutral',
        more: isOver ? 'Its turn did not come.' : 'Its turn has not come yet.',
      };
    case 'waiting_approval':
      return {
        text: isOver ? 'Not approved' : 'Waits for approval',
        tone: 'attention',
        more: 'Its work is done, and not approved.',
      };
    case 'waiting_human':
    case 'rework':
    case 'agent_working':
      return { text: isOver ? 'Not done' : 'Open', tone: 'attention', more: 'It is not done.' };
  }
}

function evidenceTable(
  packed: Packed,
  say: Say,
  step: Step,
  state: StepRun,
  records: readonly EvidenceRecord[],
): readonly Block[] {
  if (step.evidence.length === 0) return [];
  const current = new Set(Object.values(state.recorded));
  const rows = step.evidence.flatMap((item): readonly Row[] => {
    const own = records.filter((one) => one.item === item.id);
    if (own.length > 0)
      return own.map((one) => recordRow(packed, say, { item, record: one, counts: current.has(one.id) }));
    const isMissing = state.state === 'completed' && item.required;
    return [
      {
        cells: [item.title, 'not recorded', standardOf(item), ''],
        ...(isMissing ? { tone: 'attention' as const } : {}),
      },
    ];
  });
  const long = records.flatMap((one) => longText(packed, say, step, one));
  const columns = [
    { title: 'Evidence', share: 3.2 },
    { title: 'Recorded', share: 3.6 },
    { title: 'Standard', share: 2.6 },
    { title: 'Who, when', share: 2.8 },
  ];
  return [{ type: 'table', columns, rows }, ...long];
}

/** In a narrow column it would fill pages. */
const LONG = 300;

function longText({ definition }: Packed, say: Say, step: Step, record: EvidenceRecord): readonly Block[] {
  const value = say(recordedValue(definition, record));
  if (value.length <= LONG) return [];
  const title = step.evidence.find((one) => one.id === record.item)?.title ?? record.item;
  const about = say(
    sentence(`${title}, `, who(record.by), ', ', { type: 'time', at: record.at, style: 'date_time' }, ':'),
  );
  return [
    { type: 'text', look: 'quiet', text: about },
    { type: 'text', text: value },
  ];
}

interface OneRecord {
  readonly item: EvidenceItem;
  readonly record: EvidenceRecord;
  readonly counts: boolean;
}

function recordRow({ run, definition }: Packed, say: Say, { item, record, counts }: OneRecord): Row {
  const whole = say(recordedValue(definition, record));
  const value = whole.length > LONG ? 'A long text: it stands below.' : whole;
  const isFormer = record.until !== undefined;
  const beside = !counts && !isFormer && typeof record.value !== 'object' ? ' (corrected later)' : '';
  const former = isFormer ? ` (attempt ${record.attempt}, sent back)` : beside;
  const outside =
    record.within === false ? say(sentence('Out of limits, ', isFormer ? 'sent back' : acceptedText(run, record))) : '';
  const signed = item.type === 'signature' ? 'Signed: ' : '';
  const by = say(sentence(who(record.by), '\n', { type: 'time', at: record.at, style: 'date_time' }));
  return {
    cells: [
      item.title,
      [`${signed}${value}${former}`, outside].filter((part) => part !== '').join('\n'),
      standardOf(item),
      by,
    ],
    ...(record.within === false
      ? { tone: 'attention' as const }
      : isFormer || beside !== ''
        ? { tone: 'neutral' as const }
        : {}),
  };
}

function problemLines({ run, definition }: Packed, say: Say, step: string): readonly Block[] {
  const own = run.exceptions.filter((one) => one.step === step);
  if (own.length === 0) return [];
  const items = own.map((one) => [
    `Problem ${one.id}, ${KINDS[one.kind].toLowerCase()}: ${causeText(definition, one)}`,
  ]);
  return [
    { type: 'notice', tone: 'attention', text: `${say(inRow(items))}. See “Problems, and how they were decided”.` },
  ];
}

export function noteLines({ run }: Packed, say: Say, step: string | undefined): readonly Block[] {
  const notes = run.notes.filter((one) => one.step === step);
  if (notes.length === 0) return [];
  const items = notes.map(({ text, by, at }) =>
    say(sentence(`Note: ${text} (`, who(by), ', ', { type: 'time', at, style: 'date_time' }, ')')),
  );
  return [{ type: 'list', items }];
}

function photoBlock(say: Say, step: Step, records: readonly EvidenceRecord[]): readonly Block[] {
  const photos = records.flatMap(({ item: id, value, by, at, until, attempt }): readonly Photo[] => {
    if (typeof value !== 'object' || !value.mime.startsWith('image/')) return [];
    const title = step.evidence.find((one) => one.id === id)?.title ?? id;
    const former = until === undefined ? '' : ` (attempt ${attempt}, sent back)`;
    const caption = say(sentence(`${title}${former}, `, who(by), ', ', { type: 'time', at, style: 'date_time' }));
    return [{ file: value.file, name: value.name, caption }];
  });
  return photos.length === 0 ? [] : [{ type: 'photos', photos }];
}

/** `3 records, 2 files, 1 problem` */
export function countsOf({ run }: Packed): string {
  const files = new Set(run.evidence.flatMap(({ value }) => (typeof value === 'object' ? [value.file] : []))).size;
  const parts = [count(run.evidence.length, 'record'), count(files, 'file'), count(run.exceptions.length, 'problem')];
  return parts.join(', ');
}
