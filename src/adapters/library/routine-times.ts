/** The times of a routine as its form offers them: the usual ones to choose, anything else in words or as cron. */
import { html } from 'hono/html';
import { WEEKDAYS } from '../../cards/schedule-words.ts';
import { LIMITS } from '../../engine/limits.ts';
import { readSchedule } from '../../runtime/schedule/read.ts';
import type { Markup } from './document.ts';
import type { Sent } from './start.ts';

/** What its fields come back under; the others of the form are the SOP's inputs. */
const HOW = '_how';
const TIME = '_time';
const WEEKDAY = '_weekday';
const DATE = '_date';
const TYPED = '_words';

const PRESETS = [
  ['daily', 'Every day'],
  ['weekdays', 'Monday to Friday'],
  ['weekly', 'Once a week'],
  ['monthly', 'Once a month'],
  ['words', 'Other times'],
] as const;
type Preset = (typeof PRESETS)[number][0];

/** Every month has these: who means the 31st says so in words. */
const DATES = 28;

/** What was chosen, as somebody would type it. */
export function timesTyped(sent: Sent): string {
  const time = sent[TIME] ?? '';
  switch (presetIn(sent)) {
    case 'daily':
      return `daily ${time}`;
    case 'weekdays':
      return `weekdays ${time}`;
    case 'weekly':
      return `${sent[WEEKDAY] ?? ''} ${time}`;
    case 'monthly':
      return `${ordinal(Number(sent[DATE]))} of the month ${time}`;
    case 'words':
      return (sent[TYPED] ?? '').trim();
  }
}

function presetIn(sent: Sent): Preset {
  return PRESETS.find(([one]) => one === sent[HOW])?.[0] ?? 'words';
}

/** The same answers for a schedule that there is. */
export function timesChosen(typed: string): Sent {
  const read = readSchedule(typed);
  if (!read.ok) return typed === '' ? { [HOW]: 'weekdays', [TIME]: '06:30' } : { [HOW]: 'words', [TYPED]: typed };
  const { times, days, weekdays, months } = read.slots;
  const [first = 0] = times;
  const time = `${twoDigits(Math.floor(first / 60))}:${twoDigits(first % 60)}`;
  const other = { [HOW]: 'words', [TYPED]: typed, [TIME]: time };
  if (times.length > 1 || months.length > 0 || (days.length > 0 && weekdays.length > 0)) return other;
  if (days.length === 1)
    return (days[0] ?? 0) <= DATES ? { [HOW]: 'monthly', [TIME]: time, [DATE]: `${days[0]}` } : other;
  if (days.length > 0) return other;
  if (weekdays.length === 0) return { [HOW]: 'daily', [TIME]: time };
  if (weekdays.join() === '1,2,3,4,5') return { [HOW]: 'weekdays', [TIME]: time };
  return weekdays.length === 1 ? { [HOW]: 'weekly', [TIME]: time, [WEEKDAY]: WEEKDAYS[weekdays[0] ?? 0] ?? '' } : other;
}

/** Without a style sheet all of its fields are there; with one, those of what is chosen. */
export function timesFields(sent: Sent): Markup {
  const chosen = presetIn(sent);
  return html`<fieldset class="field times">
          <legend>When</legend>
          <div class="choices">${PRESETS.map(
            ([one, title]) =>
              html`<label class="choice"><input type="radio" name="${HOW}" value="${one}" ${one === chosen ? 'checked' : ''}><span>${title}</span></label>`,
          )}</div>
          <div class="times-row">
            <div class="times-weekday">
              <label for="${WEEKDAY}">Day</label>
              <select class="input" id="${WEEKDAY}" name="${WEEKDAY}">${[...WEEKDAYS.slice(1), WEEKDAYS[0]].map((day) => option(day, day, sent[WEEKDAY] ?? 'Monday'))}</select>
            </div>
            <div class="times-date">
              <label for="${DATE}">Day of the month</label>
              <select class="input" id="${DATE}" name="${DATE}">${Array.from({ length: DATES }, (_, index) => option(`${index + 1}`, ordinal(index + 1), sent[DATE] ?? '1'))}</select>
            </div>
            <div class="times-time">
              <label for="${TIME}">At</label>
              <input class="input" id="${TIME}" name="${TIME}" type="time" value="${sent[TIME] ?? '06:30'}">
            </div>
            <div class="times-words">
              <label for="${TYPED}">In words, or as cron</label>
              <input class="input" id="${TYPED}" name="${TYPED}" maxlength="${LIMITS.schedule}" value="${sent[TYPED] ?? ''}" autocomplete="off" aria-describedby="${TYPED}-hint">
              <p class="hint" id="${TYPED}-hint">Mon, Thu 14:00 · every 2 hours from 8:00 to 18:00 · 31st of the month 09:00 · 30 6 * * 1-5</p>
            </div>
          </div>
        </fieldset>`;
}

function option(value: string, title: string, chosen: string): Markup {
  return value === chosen
    ? html`<option value="${value}" selected>${title}</option>`
    : html`<option value="${value}">${title}</option>`;
}

function ordinal(day: number): string {
  const ending = day > 10 && day < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
