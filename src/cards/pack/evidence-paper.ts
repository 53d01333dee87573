/** The whole evidence pack as paper: a cover, and the sections in the order in which an auditor asks. */
import type { Tone } from '../card.ts';
import { valueText } from '../recorded.ts';
import { count, lasting, sentence, starter, who } from '../sentence.ts';
import { timeIn } from '../time.ts';
import { asOf, type Packed, type Say, sayer } from './packed.ts';
import type { Cover, Fact, Paper, Row, Section } from './paper.ts';
import { problemsSection } from './problems.ts';
import { procedureSection } from './procedure.ts';
import { fact } from './standard.ts';
import { countsOf, noteLines, standing, stepRecord } from './step-record.ts';
import { timelineSection } from './timeline.ts';
import { filesSection, peopleSection, VERIFY, verifyingSection } from './verifying.ts';

export function evidencePaper(packed: Packed): Paper {
  const { run, people, workspace } = packed;
  // A member may be called `constructor`, which every object has.
  const name = (member: string) => (Object.hasOwn(people, member) ? people[member] : undefined) ?? member;
  const say = sayer({ name, time: timeIn(workspace.timeZone) });
  const notes = noteLines(packed, say, undefined);
  return {
    title: `Evidence: ${run.title}`,
    header: `${run.title} · revision ${run.revision} · run ${run.run}`,
    at: asOf(packed),
    cover: cover(packed, say),
    sections: [
      overview(packed, say),
      doneSection(packed, say),
      problemsSection(packed, say),
      ...(notes.length > 0 ? [{ title: 'Notes on the run', blocks: notes }] : []),
      procedureSection(packed),
      timelineSection(packed, say),
      filesSection(packed),
      peopleSection(packed),
      verifyingSection(packed),
    ],
  };
}

function cover(packed: Packed, say: Say): Cover {
  const { run, published, workspace, heads } = packed;
  const ended = run.status === 'ended' ? run : undefined;
  const at = (instant: number) => ({ type: 'time', at: instant, style: 'date_time' }) as const;
  return {
    title: run.title,
    subtitle: `Evidence of one run, by revision ${run.revision} of the procedure`,
    ...outcome(packed),
    facts: [
      { label: 'Run', value: run.run },
      { label: 'SOP', value: `${run.title} (${run.key})` },
      {
        label: 'Revision',
        value: `${run.revision}${published === undefined ? '' : say(sentence(', published by ', who(published.by), ', ', at(published.at)))}`,
      },
      { label: 'Where', value: `${workspace.name}, in the conversation ${run.place.replace(/^web:/, '#')}` },
      { label: 'Started', value: say(sentence(at(run.startedAt), ', by ', starter(run))) },
      ...fact(
        'Ended',
        ended &&
          say(
            sentence(
              at(ended.endedAt),
              ', by ',
              who(ended.endedBy),
              `, after ${lasting(ended.endedAt - ended.startedAt)}`,
            ),
          ),
      ),
      ...fact('Shown as of', ended ? undefined : say([at(asOf(packed))])),
      ...fact('Reason', ended?.reason),
      ...fact('Due', run.due === undefined ? undefined : say([at(run.due)])),
      ...inputs(packed, say),
      { label: 'On record', value: countsOf(packed) },
      { label: 'Times', value: `as clocks in ${workspace.timeZone} show them` },
    ],
    texts: [
      {
        title: 'What this is',
        text: 'A company works by written procedures (SOPs). Each time one is followed is a run, and Sopwith keeps what happened in it: who did each step and when, what they recorded, who approved it, what went otherwise and who decided about that. This pack shows one run, against the procedure as it stood then.',
      },
      {
        title: 'How far it can be trusted',
        text: 'Nothing here can be edited afterwards without a trace: each event is chained to the one before by SHA-256. Done, skipped, missed and not applicable are four different things here: time alone completes, approves or skips nothing.',
      },
      {
        title: 'How to check it',
        text: `With the ZIP of this pack, offline: ${VERIFY}. The run’s history has ${count(heads.run.events, 'event')} and ends with ${heads.run.hash}. “How to verify”, on the last page, says more.`,
      },
    ],
  };
}

function outcome({ run }: Packed): { readonly outcome: string; readonly tone: Tone } {
  if (run.status === 'open') return { outcome: 'Still open', tone: 'accent' };
  const isClean = run.exceptions.length === 0 && run.evidence.every((one) => one.within !== false);
  switch (run.outcome) {
    case 'completed':
      return {
        outcome: isClean ? 'Completed' : 'Completed, with problems on the way',
        tone: isClean ? 'good' : 'attention',
      };
    case 'incomplete':
      return { outcome: 'Ended incomplete', tone: 'bad' };
    case 'cancelled':
      return { outcome: 'Cancelled', tone: 'attention' };
  }
}

function inputs({ run, definition }: Packed, say: Say): readonly Fact[] {
  return definition.inputs.flatMap((input) => {
    const value = Object.hasOwn(run.inputs, input.id) ? run.inputs[input.id] : undefined;
    if (value === undefined) return [];
    return [
      {
        label: 'Given',
        value: say(sentence(`${input.title}: `, input.type === 'link' ? String(value) : valueText(input, value))),
      },
    ];
  });
}

/** Every step in one line, with the page on which its record stands. */
function overview(packed: Packed, say: Say): Section {
  const { run, definition } = packed;
  const rows = run.steps.flatMap((state, index): readonly Row[] => {
    const step = definition.steps[index];
    if (!step || step.id !== state.id) return [];
    const { text, tone } = standing(packed, state);
    const by = 'by' in state ? say([who(state.by)]) : '';
    const when = 'at' in state ? say([{ type: 'time', at: state.at, style: 'date_time' }]) : '';
    return [{ cells: [String(index + 1), step.title.replaceAll(/\s+/g, ' '), text, by, when], tone, to: step.id }];
  });
  const columns = [
    { title: 'No.', share: 0.7 },
    { title: 'Step', share: 4.4 },
    { title: 'How it ended', share: 2.2 },
    { title: 'By', share: 2.2 },
    { title: 'When', share: 2.4 },
  ];
  return { title: 'Step by step, in short', blocks: [{ type: 'table', columns, rows }] };
}

function doneSection(packed: Packed, say: Say): Section {
  const { run, definition } = packed;
  const whole = packed.waits.filter((one) => one.step === undefined).length;
  const stops =
    whole === 0
      ? []
      : [
          {
            type: 'notice',
            tone: 'attention',
            text: 'The whole run was stopped for a while: see “Problems, and how they were decided”.',
          } as const,
        ];
  const blocks = run.steps.flatMap((state, index) => {
    const step = definition.steps[index];
    return step && step.id === state.id ? stepRecord(packed, say, step, state) : [];
  });
  return { title: 'What was done', blocks: [...stops, ...blocks] };
}
