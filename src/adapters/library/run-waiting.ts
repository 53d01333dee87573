/** What a run waits for now: for whom, to do what, and since when. */
import { html } from 'hono/html';
import { latenessText } from '../../cards/lateness.ts';
import { awaited } from '../../cards/pack/waits.ts';
import { sentence } from '../../cards/sentence.ts';
import { byName, decidersOf, doersOf } from '../../cards/turn.ts';
import { leftToDecide } from '../../cards/views/approval.ts';
import { stepOf } from '../../engine/definition.ts';
import type { Wait } from '../../engine/run/account.ts';
import { blockerOf, isOwed, stepRunOf, stopOf } from '../../engine/run/live.ts';
import type { Markup } from './document.ts';
import type { Shown } from './run-shown.ts';
import { elapsed, time } from './time.ts';
import { words } from './words.ts';

/** Turns that are shown; a checklist may have twenty at once. */
const MOST = 5;
/** So many people are told by name. */
const MOST_NAMED = 5;

export function waitingSection(shown: Shown): Markup | '' {
  // Where the record breaks off, what waited then says nothing of now.
  if (shown.history.isCut) return '';
  const open = shown.history.waits.filter((one) => one.until === undefined);
  if (open.length === 0 || shown.run.status === 'ended') return '';
  const order = ({ step }: Wait) => shown.definition.steps.findIndex(({ id }) => id === step);
  // What is late comes first, then what has waited longest.
  const rows = open.toSorted((one, other) => {
    return lateBy(shown, other) - lateBy(shown, one) || one.since - other.since || order(one) - order(other);
  });
  const more = rows.length - MOST;
  return html`<section class="section waiting" aria-labelledby="waiting">
        <h2 id="waiting">Waiting now<span class="count">${rows.length}</span></h2>
        <ul class="list">
          ${rows.slice(0, MOST).map((wait) => waitRow(shown, wait))}
        </ul>
        ${more > 0 ? html`<p class="section-note">and ${more} more, among the steps</p>` : ''}
      </section>`;
}

function waitRow(shown: Shown, wait: Wait): Markup {
  const { definition, names, now } = shown;
  const title = wait.step === undefined ? 'The whole run' : (stepOf(definition, wait.step)?.title ?? wait.step);
  const people = wait.assignee === undefined ? peopleFor(shown, wait) : [];
  const isNobody = people.length === 0 && wait.assignee === undefined && wait.role !== undefined;
  const who = isNobody
    ? '; nobody can yet'
    : people.length === 0 || people.length > MOST_NAMED
      ? ''
      : sentence(': ', byName(people));
  const late = lateBy(shown, wait);
  return html`<li class="row">
            <div class="row-main">
              ${wait.step === undefined ? html`<p class="row-name">${title}</p>` : html`<a class="row-title" href="?tab=steps#step-${wait.step}">${title}</a>`}
              <p class="row-meta">for ${words(sentence(awaited({ definition }, wait), who), names)}</p>
            </div>
            <p class="row-when">${elapsed(wait.since, now)}, since ${time(wait.since, 'day_time')}</p>
            ${late > 0 ? html`<span class="badge" data-state="late">${latenessText(late)}</span>` : html`<span class="badge" data-state="${wait.for === 'decision' ? 'blocked' : 'now'}">${WORDS[wait.for]}</span>`}
          </li>`;
}

const WORDS: Readonly<Record<Wait['for'], string>> = {
  work: 'To do',
  approval: 'To approve',
  decision: 'To decide',
};

/** Those who could: for a turn that is a role's. */
function peopleFor(shown: Shown, wait: Wait): readonly string[] {
  const { run } = shown;
  if (wait.for === 'decision') {
    const problem = wait.step === undefined ? stopOf(run) : blockerOf(run, wait.step);
    return problem ? decidersOf(shown, problem) : [];
  }
  const step = wait.step === undefined ? undefined : stepRunOf(run, wait.step);
  if (!step || !isOwed(step)) return [];
  return step.state === 'waiting_approval' ? leftToDecide(shown, step) : doersOf(shown, step);
}

/** Milliseconds since its deadline; 0: it has none, or it is ahead. */
function lateBy({ run, now }: Shown, { step: id, for: what }: Wait): number {
  const step = id === undefined || what === 'decision' ? undefined : stepRunOf(run, id);
  return step && isOwed(step) && step.due !== undefined ? Math.max(0, now - step.due) : 0;
}
