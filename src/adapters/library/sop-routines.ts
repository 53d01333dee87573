/** The routines of an SOP: when each starts its next run, a switch for it, and the way to the form that sets one. */
import { html } from 'hono/html';
import { refusalSentence } from '../../cards/refusals.ts';
import { scheduleWords } from '../../cards/schedule-words.ts';
import { capital } from '../../cards/text.ts';
import { routineCard } from '../../cards/views/routine.ts';
import { isLeftOut } from '../../cards/views/routine-last.ts';
import { timesOf } from '../../cards/views/routine-words.ts';
import type { Caller } from '../../runtime/library/caller.ts';
import { routinesShown, type ShownRoutine } from '../../runtime/library/routines.ts';
import type { LibrarySop } from '../../runtime/library/sops.ts';
import { routineScene } from '../../runtime/routine-scene.ts';
import { readSchedule } from '../../runtime/schedule/read.ts';
import type { Looking } from '../../runtime/sight.ts';
import { routineFormPath, routinePath } from './addresses.ts';
import { cardBody } from './card-body.ts';
import type { Markup } from './document.ts';
import { csrfField } from './frame.ts';
import { callerOf, type Visitor } from './session.ts';
import { placeWords } from './sop-runs.ts';
import { type Names, words } from './words.ts';

export async function routinesTab(looking: Looking, visitor: Visitor, sop: LibrarySop, names: Names): Promise<Markup> {
  const caller = callerOf(visitor);
  const { routines, hidden } = await routinesShown(looking, caller, sop);
  const cards = await Promise.all(routines.map((one) => routine(looking, caller, visitor, one, names)));
  const others =
    hidden === 0
      ? ''
      : html`<p class="section-note">${hidden === 1 ? 'One more is' : `${hidden} more are`} in conversations that you are not in.</p>`;
  if (cards.length === 0) return html`${suggestion(sop)}${nothing(sop)}${others}`;
  return html`<h2 class="visually-hidden">Routines</h2>
      ${suggestion(sop)}
      <div class="routines">${cards}</div>
      ${others}
      ${sop.status === 'active' ? html`<p class="more"><a class="button" href="${routineFormPath(sop.sop)}">Set one in another conversation</a></p>` : ''}`;
}

/** What the SOP itself brings starts nothing: only a person sets a routine. */
export function suggestion({ active }: LibrarySop): Markup | '' {
  const suggested = active?.routine;
  if (!suggested) return '';
  const read = readSchedule(suggested.schedule);
  const when = read.ok ? scheduleWords(read.slots) : suggested.schedule;
  const zone = suggested.time_zone === undefined ? '' : ` (${suggested.time_zone})`;
  return html`<p class="section-note">This SOP brings a schedule of its own: ${when}${zone}. It starts nothing by itself: somebody sets a routine, and the form begins with these times.</p>`;
}

function nothing({ sop, status, title }: LibrarySop): Markup {
  if (status !== 'active') {
    return html`<div class="empty"><h2>No routine</h2><p>${status === 'draft' ? 'A routine starts runs by itself. Publish the draft first.' : 'What is archived is not run any more, by a routine neither.'}</p></div>`;
  }
  return html`<div class="empty"><h2>No routine yet</h2><p>A routine starts the runs of “${title}” by itself, on the days and at the time that you set, in one conversation.</p><a class="button button-primary" href="${routineFormPath(sop)}">Set a routine</a></div>`;
}

async function routine(
  looking: Looking,
  { workspace }: Caller,
  visitor: Visitor,
  shown: ShownRoutine,
  names: Names,
): Promise<Markup> {
  const { state, refusal } = shown;
  const { elements } = routineCard(state, await routineScene(looking, workspace, state));
  const times = `${capital(timesOf(state))} (${state.schedule.zone})`;
  const label = `${timesOf(state)}, ${placeWords(state.place)}`;
  return html`<section class="card routine" id="routine-${state.routine}">
          <div class="routine-head">
            <div><h3>${times}</h3><p class="row-meta">${placeWords(state.place)}</p></div>
            ${toggle(visitor, shown, label)}
          </div>
          ${cardBody(elements, names)}
          ${refusal === undefined ? changes(visitor, shown, label) : html`<p class="row-meta">${words(refusalSentence(refusal), names)}</p>`}
        </section>`;
}

/** One button that says how it is and, pressed, makes it otherwise. */
function toggle(visitor: Visitor, { state, refusal }: ShownRoutine, label: string): Markup {
  const isOn = state.status === 'active';
  const button = html`<button class="switch" id="switch-${state.routine}" type="submit" role="switch" aria-checked="${isOn ? 'true' : 'false'}" aria-label="Routine ${label}" ${refusal === undefined ? '' : 'disabled'}><span class="switch-track" aria-hidden="true"></span>${isOn ? 'On' : 'Off'}</button>`;
  if (refusal !== undefined) return button;
  return html`<form method="post" action="${routinePath(state)}/${isOn ? 'pause' : 'resume'}">${csrfField(visitor)}${button}</form>`;
}

function changes(visitor: Visitor, { state, next }: ShownRoutine, label: string): Markup {
  const { last, sop, routine } = state;
  const press = (what: string, title: string, slot?: number) =>
    html`<form method="post" action="${routinePath(state)}/${what}">${csrfField(visitor)}${slot === undefined ? '' : html`<input type="hidden" name="slot" value="${slot}">`}<button class="button button-small" type="submit" aria-label="${title}: ${label}">${title}</button></form>`;
  const skip =
    state.status !== 'active'
      ? ''
      : last && isLeftOut(state)
        ? press('restore', 'Undo skip', last.slot)
        : next === undefined
          ? ''
          : press('skip', 'Skip next', next);
  return html`<div class="buttons">
            <a class="button button-small" href="${routineFormPath(sop, routine)}" aria-label="Change: ${label}">Change</a>
            ${skip}
            ${press('end', 'End', undefined)}
          </div>`;
}
