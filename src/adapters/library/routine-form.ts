/** The form of a routine: the same questions as in chat, the usual times to choose from. */
import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { Field } from '../../cards/card.ts';
import {
  CLOSES_FIELD,
  DUE_FIELD,
  HOLIDAYS_FIELD,
  SCHEDULE_FIELD,
  SHIFT_FIELD,
  ZONE_FIELD,
} from '../../cards/views/routine-form.ts';
import type { LibrarySop } from '../../runtime/library/sops.ts';
import { FORM_FIELD } from './act.ts';
import { routineFormPath, sopPath } from './addresses.ts';
import type { Markup } from './document.ts';
import { csrfField } from './frame.ts';
import { timesFields } from './routine-times.ts';
import type { Visitor } from './session.ts';
import { suggestion } from './sop-routines.ts';
import { placeWords } from './sop-runs.ts';
import { inputField, placeLabel, type Sent } from './start.ts';

export const FIELDS = {
  ...{ place: '_place', routine: '_routine', zone: ZONE_FIELD },
  ...{ due: DUE_FIELD, closes: CLOSES_FIELD, shift: SHIFT_FIELD, holidays: HOLIDAYS_FIELD },
} as const;

interface Drawing {
  readonly isNew: boolean;
  /** The id that it has, or is to have. */
  readonly routine: string;
  readonly places: readonly string[];
  readonly sent: Sent;
  /** Why it was refused. */
  readonly problem: string;
  /** As chat asks them. */
  readonly fields: readonly Field[];
}

export function routineFormPage(visitor: Visitor, sop: LibrarySop, drawing: Drawing): Markup {
  const { isNew, routine, places, sent, problem, fields } = drawing;
  const back = sopPath(sop.sop, 'routines');
  const head = html`<p class="crumbs"><a href="/library">Library</a> <a href="${back}">${sop.title}</a></p>
      <div class="page-head"><div><h1>${isNew ? 'Set a routine' : 'Change the routine'}</h1><p class="lead">${sop.title}: its runs start by themselves at these times.</p></div></div>`;
  if (places.length === 0) {
    return html`${head}<div class="empty"><h2>Set it in chat</h2><p>No other conversation is known where its runs could start. Type <code>/sop routine ${sop.key} weekdays 06:30</code> where they are wanted.</p><a class="button" href="${back}">Back to its routines</a></div>`;
  }
  return html`${head}
      ${isNew ? suggestion(sop) : ''}
      <form class="form card" method="post" action="${routineFormPath(sop.sop)}">
        ${csrfField(visitor)}
        <input type="hidden" name="${FORM_FIELD}" value="${randomUUID()}">
        <input type="hidden" name="${FIELDS.routine}" value="${routine}">
        ${problem === '' ? '' : html`<p class="notice" data-tone="bad" role="alert">${problem}</p>`}
        ${timesFields(sent)}
        <div class="field">
          <label for="${FIELDS.place}">Conversation</label>
          <select class="input" id="${FIELDS.place}" name="${FIELDS.place}">
            ${places.map((place) => choice(place, isNew ? placeLabel(place) : placeWords(place), sent[FIELDS.place]))}
          </select>
          <p class="hint">${isNew ? 'Its runs start there. An SOP has one routine in a conversation.' : 'A routine stays in its conversation.'}</p>
        </div>
        ${(sop.active?.inputs ?? []).map((input) => inputField(input, sent[input.id]))}
        ${fields.filter(({ id }) => id !== SCHEDULE_FIELD).map((one) => asked(one, sent[one.id] ?? ''))}
        <div class="buttons">
          <button class="button button-primary" type="submit">${isNew ? 'Set the routine' : 'Save'}</button>
          <a class="button" href="${back}">Not now</a>
        </div>
      </form>`;
}

function asked(field: Field, value: string): Markup {
  const { id, label, required } = field;
  // In a list of choices nothing is left empty.
  const hint = field.type === 'choice' ? field.hint?.replace('Left empty', AS_USUAL) : field.hint;
  const input =
    field.type === 'choice'
      ? html`<select class="input" id="${id}" name="${id}"><option value="">${AS_USUAL}</option>${field.options.map((one) => choice(one.id, one.title, value))}</select>`
      : html`<input class="input" id="${id}" name="${id}" value="${value}" maxlength="${'maxLength' in field ? field.maxLength : ''}" autocomplete="off" aria-describedby="${id}-hint" ${required ? 'required' : ''}>`;
  return html`<div class="field"><label for="${id}">${label}${required ? '' : html` <span class="muted">(optional)</span>`}</label>${input}${hint === undefined ? '' : html`<p class="hint" id="${id}-hint">${hint}</p>`}</div>`;
}

const AS_USUAL = 'As usual';

function choice(value: string, title: string, chosen: string | undefined): Markup {
  return value === chosen
    ? html`<option value="${value}" selected>${title}</option>`
    : html`<option value="${value}">${title}</option>`;
}
