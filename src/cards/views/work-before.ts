/** What an approval without a doer is about: the work on the way to it, a line for each step with what was recorded. */
import { type Definition, type Step, stepOf } from '../../engine/definition.ts';
import { stepsBefore } from '../../engine/flow.ts';
import { stepRunOf } from '../../engine/run/live.ts';
import type { EvidenceRecord } from '../../engine/run/state.ts';
import type { Element, Line, Span } from '../card.ts';
import { limits, recordsOf, valueText } from '../recorded.ts';
import type { Scene } from '../scene.ts';
import { sentence } from '../sentence.ts';
import { MOST_PHOTOS, photosOf } from './evidence-lines.ts';
import { stepLine } from './step-lines.ts';

export function workBefore(scene: Scene, gate: Step): readonly Element[] {
  const { run, definition } = scene;
  const work = stepsUpTo(definition, gate).flatMap((drawn) => {
    const step = stepRunOf(run, drawn.id);
    return step && step.state !== 'not_applicable' ? [{ drawn, step, records: recordsOf(run, step) }] : [];
  });
  if (work.length === 0) return [];
  const items = work.map(({ drawn, step, records }): Line => {
    const line = stepLine(scene, step);
    const said = recorded(drawn, records);
    if (said.length === 0) return line;
    return { ...line, detail: sentence(...said, line.detail ?? '') };
  });
  const photos = work.flatMap(({ drawn, records }) => photosOf(drawn, records));
  return [{ type: 'list', items }, ...photos.slice(0, MOST_PHOTOS)];
}

/** In the order of the definition. What an earlier approval has judged is not asked again. */
function stepsUpTo(definition: Definition, gate: Step): readonly Step[] {
  const before = stepsBefore(definition);
  const own = [...(before.get(gate.id) ?? [])];
  const judged = new Set(
    own.flatMap((id) => (stepOf(definition, id)?.kind === 'approval' ? [id, ...(before.get(id) ?? [])] : [])),
  );
  return definition.steps.filter(({ id }) => own.includes(id) && !judged.has(id));
}

/** `Fridge temperature: 4 °C · ` */
function recorded(drawn: Step, records: ReadonlyMap<string, EvidenceRecord>): readonly Span[] {
  return drawn.evidence.flatMap((item): readonly Span[] => {
    const record = records.get(item.id);
    if (!record) return [];
    const value = valueText(item, record.value);
    if (record.within !== false) return sentence(`${item.title}: `, value, ' · ');
    return sentence(
      `${item.title}: `,
      { type: 'bold', text: `${record.value} ${item.unit ?? ''}`.trim() },
      ` (out of limits, ${limits(item)}) · `,
    );
  });
}
