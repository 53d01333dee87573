/** What an approval without a doer is about: the work on the way to it, a line for each step with what was recorded. */
import type { Step } from '../../engine/definition.ts';
import { stepRunOf } from '../../engine/run/live.ts';
import { judgedBy } from '../../engine/run/send-back.ts';
import type { EvidenceRecord, StepRun } from '../../engine/run/state.ts';
import type { Element, Line, Span } from '../card.ts';
import { limits, recordsOf, valueText } from '../recorded.ts';
import type { Scene } from '../scene.ts';
import { sentence } from '../sentence.ts';
import { earlierAttempts, MOST_PHOTOS, photosOf } from './evidence-lines.ts';
import { stepLine } from './step-lines.ts';

/** `attempt`: of the approval. After it said no, its card still shows what it judged. */
export function workBefore(scene: Scene, gate: Step, attempt: number): readonly Element[] {
  const { run, definition } = scene;
  const work = judgedBy(definition, run, gate.id).flatMap((drawn) => {
    const step = stepRunOf(run, drawn.id);
    if (!step || step.state === 'not_applicable') return [];
    const judged = judgedAttempt(run, gate, attempt, step);
    return [{ drawn, step, attempt: judged, records: recordsOf(run, step, judged) }];
  });
  if (work.length === 0) return [];
  const items = work.map(({ drawn, step, records }): Line => {
    const line = stepLine(scene, step);
    const said = recorded(drawn, step, records);
    if (said.length === 0) return line;
    return { ...line, detail: sentence(...said, line.detail ?? '') };
  });
  const photos = work.flatMap(({ drawn, records }) => photosOf(drawn, records));
  const earlier = earlierAttempts(run, work);
  return [{ type: 'list', items }, ...earlier, ...photos.slice(0, MOST_PHOTOS)];
}

/** All that one decision sent back bears its instant. */
function judgedAttempt(run: Scene['run'], gate: Step, attempt: number, step: StepRun): number {
  const judging = stepRunOf(run, gate.id);
  const isRejected = judging?.attempt === attempt + 1 && judging.sentBack?.from === gate.id;
  return isRejected && step.sentBack?.at === judging.sentBack?.at ? step.attempt - 1 : step.attempt;
}

/** `Fridge temperature: 4 °C · `; of a step that is done, its line says itself what is out of limits. */
function recorded(drawn: Step, step: StepRun, records: ReadonlyMap<string, EvidenceRecord>): readonly Span[] {
  return drawn.evidence.flatMap((item): readonly Span[] => {
    const record = records.get(item.id);
    const isSaid = record?.within === false && step.state === 'completed' && step.recorded[item.id] === record.id;
    if (!record || isSaid) return [];
    const value = valueText(item, record.value);
    if (record.within !== false) return sentence(`${item.title}: `, value, ' · ');
    return sentence(
      `${item.title}: `,
      { type: 'bold', text: `${record.value} ${item.unit ?? ''}`.trim() },
      ` (out of limits, ${limits(item)}) · `,
    );
  });
}
