/** What people may write to get out of its place, and cards that say it everywhere. */
import fc from 'fast-check';
import type { Card } from '../../src/cards/card.ts';
import { refusalCard } from '../../src/cards/refusals.ts';
import { approvalCard } from '../../src/cards/views/approval.ts';
import { draftCard } from '../../src/cards/views/draft.ts';
import { evidenceCard } from '../../src/cards/views/evidence.ts';
import { exceptionCard } from '../../src/cards/views/exception.ts';
import { runCard } from '../../src/cards/views/run.ts';
import { stepCard } from '../../src/cards/views/step.ts';
import type { Definition } from '../../src/engine/definition.ts';
import type { OpenRun } from '../../src/engine/run/state.ts';
import { proposalSaying } from './lessons.ts';
import { at, CAFE, CAFE_RUNS, DRAFT, REFUND, REFUND_RUNS, scene } from './states.ts';

export const NASTY = [
  '**bold** _it_ `code` # heading',
  '- one\n- two\n1. three',
  '[press here](https://evil.example)',
  '![](https://evil.example/x.png)',
  '<script>alert(1)</script>',
  '<at>Dee</at> <at id="0">Dee</at>',
  '@Dee <@U123> <!channel>',
  '{{DATE(2026-01-01T00:00:00Z, SHORT)}} {{TIME(2026-01-01T00:00:00Z)}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a template would look like is the point
  '${name} $when {${x}} {{{y}}}',
  'مرحبا \u202Edesrever\u2066 \u200F',
  '👩‍🍳🏳️‍🌈\uD83D',
  '\u0000\u001B[31m\u0007',
  'javascript:alert(1)',
  '"\\\'`\u2028\u2029',
  'a\n\n\n\n\nb',
];
/** Text that tries something. */
export const hostile = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...NASTY), { maxLength: 6 }).map((parts) => parts.join(' ')),
);

/** Every place where people write, filled with one text. */
export function cardsSaying(text: string): readonly Card[] {
  const cafe: Definition = {
    ...CAFE,
    ...{ title: text, purpose: text },
    roles: CAFE.roles.map((role) => ({ ...role, title: text })),
    steps: CAFE.steps.map((step) => ({
      ...{ ...step, title: text, instructions: text },
      evidence: step.evidence.map((item) => ({ ...item, title: text, ...(item.unit ? { unit: text } : {}) })),
      ...(step.options ? { options: step.options.map((option) => ({ ...option, title: text })) } : {}),
    })),
  };
  const note = { text, by: CAFE_RUNS.begun.startedBy, at: at(1) };
  const soiled = (run: OpenRun): OpenRun => ({
    ...{ ...run, title: text, notes: [note, { ...note, step: 'fridge' }] },
    exceptions: run.exceptions.map((one) => ({
      ...one,
      cause: one.cause.type === 'boundary' ? one.cause : { type: 'reported', note: text },
      ...(one.status === 'resolved' ? { reason: text } : {}),
    })),
    evidence: run.evidence.map((one) =>
      typeof one.value === 'object' ? { ...one, value: { ...one.value, name: text } } : one,
    ),
    steps: run.steps.map((step) =>
      step.state === 'rework' ? { ...step, sentBack: { ...step.sentBack, reason: text } } : step,
    ),
  });
  const texts = { ...REFUND_RUNS.half, inputs: { ...REFUND_RUNS.half.inputs, order: text } };
  const linked = {
    ...texts,
    evidence: texts.evidence.map((one) => (typeof one.value === 'string' ? { ...one, value: text } : one)),
  };
  const draft = DRAFT.draft && { ...DRAFT.draft, definition: cafe, questions: [{ text, confidence: 0.5 }] };
  return [
    runCard(soiled(CAFE_RUNS.outOfLimits), cafe, at(50)),
    stepCard(scene(soiled(CAFE_RUNS.partly), cafe), 'fridge', 1),
    stepCard(scene(soiled(CAFE_RUNS.sentBack), cafe), 'fridge', 2),
    stepCard(scene(soiled(CAFE_RUNS.deciding), cafe), 'beans', 1),
    approvalCard(scene(soiled(CAFE_RUNS.releasing), cafe), 'doors', 1),
    approvalCard(scene(linked, REFUND), 'pay', 1),
    exceptionCard(scene(soiled(CAFE_RUNS.outOfLimits), cafe), 'x1'),
    exceptionCard(scene(soiled(CAFE_RUNS.accepted), cafe), 'x1'),
    evidenceCard(linked, REFUND),
    draftCard({ ...DRAFT, title: text, ...(draft ? { draft } : {}) }, 1, [{ path: text, problem: text }]),
    proposalSaying(text),
    refusalCard({ code: 'sop_not_found', sop: text }),
  ];
}
