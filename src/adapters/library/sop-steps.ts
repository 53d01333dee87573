/** The steps of an SOP, each as it stands in the run that is in flight. */

import { html } from 'hono/html';
import { conditionWords } from '../../cards/map/condition-words.ts';
import { limits } from '../../cards/recorded.ts';
import { inRow, quoted } from '../../cards/sentence.ts';
import { plain, UNNAMED } from '../../cards/text.ts';
import { needsOf, roleTitle, type Step, stepOf } from '../../engine/definition.ts';
import { durationInWords } from '../../engine/duration.ts';
import type { SopDetail } from '../../runtime/library/sop.ts';
import type { StepNow } from '../../runtime/library/steps.ts';
import { runPath } from './addresses.ts';
import type { Markup } from './document.ts';
import { time } from './time.ts';
import { type Names, nameOf } from './words.ts';

export function stepsTab(sop: SopDetail, names: Names, now: number): Markup {
  if (sop.steps.length === 0) {
    return html`<div class="empty"><h2>No step yet</h2><p>A draft without a step cannot be published. <code>/sop edit ${sop.key}</code> adds one.</p></div>`;
  }
  return html`${sop.run ? html`<p class="section-note">As they stand in <a href="${runPath(sop.run.id)}">the run of ${time(sop.run.startedAt, 'day_time')}</a>.</p>` : ''}
      <h2 class="visually-hidden">Steps</h2>
      <ol class="steps">
        ${sop.steps.map((step) => stepItem(sop, step, { names, now }))}
      </ol>`;
}

const STATES: Readonly<Record<StepNow['state'], string>> = {
  todo: 'To do',
  now: 'Now',
  done: 'Done',
  blocked: 'Blocked',
};

function stepItem(sop: SopDetail, step: StepNow, { names, now }: { names: Names; now: number }): Markup {
  const drawn = stepOf(sop.definition, step.id);
  const isLate = step.due !== null && step.due < now && step.endedAt === null;
  const state = isLate ? 'late' : stateOf(step);
  return html`<li class="step" id="step-${step.id}">
          <span class="step-number" aria-hidden="true">${step.order}</span>
          <div class="step-main">
            <h3>${step.title}</h3>
            ${drawn?.instructions === undefined ? '' : html`<p class="step-text">${drawn.instructions}</p>`}
            <p class="row-meta">${drawn ? about(sop, drawn, step.order - 1).join(' · ') : ''}</p>
            ${evidence(drawn)}
          </div>
          <div class="step-state">
            ${sop.run ? html`<span class="badge" data-state="${state}">${isLate ? 'Late' : wordOf(step)}</span>` : ''}
            <p class="row-when">${whenWords(step, names)}</p>
          </div>
        </li>`;
}

/** How a step ended is told apart; else the live state. */
function stateOf({ state, why, since }: StepNow): string {
  // That the run is stopped holds what waits; what has not begun is still to do.
  if (why === 'run_stopped' && since === null) return 'todo';
  return why === 'skipped' || why === 'missed' || why === 'not_applicable' ? why : state;
}

function wordOf(step: StepNow): string {
  switch (step.why) {
    case 'skipped':
      return 'Skipped';
    case 'missed':
      return 'Missed';
    case 'not_applicable':
      return 'Not applicable';
    case 'waiting_approval':
      return 'To approve';
    case 'rework':
      return 'To be done again';
    default:
      return STATES[stateOf(step) as StepNow['state']];
  }
}

function whenWords(step: StepNow, names: Names): Markup | string {
  if (step.endedAt !== null)
    return html`${step.endedBy ? html`${nameOf(step.endedBy, names)}, ` : ''}${time(step.endedAt, 'day_time')}`;
  const holder = step.assignee === null ? '' : (names[step.assignee] ?? 'somebody');
  if (step.due !== null) return html`${holder}${holder === '' ? '' : ', '}due ${time(step.due, 'day_time')}`;
  return holder;
}

/** What the SOP says of a step, in short. */
function about({ definition }: SopDetail, step: Step, index: number): readonly string[] {
  const needs = needsOf(definition, index);
  const above = definition.steps[index - 1]?.id;
  const isUsual = needs.length === (above === undefined ? 0 : 1) && needs[0] === above;
  const after = inRow(needs.map((id) => quoted(stepOf(definition, id)?.title ?? id)));
  const { approval } = step;
  const due = step.due ?? definition.defaults.due;
  return [
    step.kind === 'approval' ? 'approval' : step.kind === 'decision' ? 'decision' : '',
    step.role === undefined ? (step.kind === 'approval' ? '' : 'anybody') : roleTitle(definition, step.role),
    approval
      ? `approved by ${roleTitle(definition, approval.role)}${approval.quorum > 1 ? ` (${approval.quorum} people)` : ''}`
      : '',
    approval?.when === undefined ? '' : `where ${conditionWords(definition, approval.when)}`,
    step.when === undefined ? '' : `only where ${conditionWords(definition, step.when)}`,
    due === undefined ? '' : `within ${durationInWords(due)}`,
    isUsual ? '' : needs.length === 0 ? 'can begin at once' : `after ${plain(after, UNNAMED)}`,
    step.judgment === 'judgment' ? 'takes judgment' : '',
    step.reads.length > 0 ? `reads ${step.reads.join(', ')}` : '',
    step.writes.length > 0 ? `changes ${step.writes.join(', ')}` : '',
    step.delegation === 'human_only' ? '' : step.delegation.replaceAll('_', ' '),
  ].filter((one) => one !== '');
}

function evidence(step: Step | undefined): Markup | '' {
  if (!step || step.evidence.length === 0) return '';
  return html`<ul class="chips" aria-label="What is recorded">
              ${step.evidence.map((item) => html`<li class="chip">${item.title}${measure(item)}${item.required ? '' : ' (if there is any)'}</li>`)}
            </ul>`;
}

function measure(item: Step['evidence'][number]): string {
  const words = limits(item);
  return words === undefined ? '' : `: ${words}${item.unit === undefined ? '' : ` ${item.unit}`}`;
}
