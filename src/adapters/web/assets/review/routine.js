/** A schedule that suits the SOP. Nothing runs by it until a person makes a routine of it. */
import { h } from '../dom.js';
import { zone } from '../time.js';
import { fill } from './condition.js';
import { labelled, put } from './field.js';
import { createPart } from './part.js';
import { DAYS, readSchedule, scheduleWords, writeSchedule } from './schedule.js';
import { edit, endGroup, review, withField } from './state.js';

const EVERY = [
  ['', 'Not planned'],
  ['day', 'Every day'],
  ['week', 'On days of the week'],
  ['month', 'Once a month'],
  ['other', 'Otherwise'],
];
const FIRST = { every: 'day', at: '08:00', days: [1, 2, 3, 4, 5], date: 1 };

/** `found()`: the schedule that the document speaks of ({ words, cron }), if it does. */
export function createRoutine(found) {
  const every = h('select', { class: 'input' });
  const at = h('input', { class: 'input', type: 'time', required: true });
  const date = h('input', { class: 'input', type: 'number', min: 1, max: 31 });
  const days = DAYS.map((name, index) => h('input', { type: 'checkbox', value: index + 1, 'aria-label': name }));
  const week = h(
    'div',
    { class: 'days', role: 'group', 'aria-label': 'Days of the week' },
    ...days.map((box, index) => h('label', { class: 'day-box' }, box, DAYS[index])),
  );
  const text = h('input', {
    class: 'input mono',
    maxlength: 100,
    'data-path': 'routine.schedule',
    spellcheck: 'false',
  });
  const place = h('input', { class: 'input', maxlength: 60, list: 'time-zones', 'data-path': 'routine.time_zone' });
  const zones = h(
    'datalist',
    { id: 'time-zones' },
    ...Intl.supportedValuesOf('timeZone').map((value) => h('option', { value })),
  );
  const pairs = {
    at: labelled('At', at),
    date: labelled('On day of the month', date),
    text: labelled('Schedule (minute, hour, day, month, weekday)', text),
    place: labelled('Time zone', place),
  };
  const told = h('p', { class: 'part-told' });
  const take = h('button', { type: 'button', class: 'text-button' }, 'Take it over');
  const offer = h('div', { class: 'offer' }, told, take);
  let isOther = false;

  const write = (routine, more = {}) =>
    edit(withField(review.work, 'routine', routine), { about: 'the schedule', ...more });
  const set = (schedule, more) => write({ ...review.work.routine, schedule }, more);
  const parts = () => readSchedule(review.work.routine?.schedule ?? '') ?? FIRST;
  every.addEventListener('change', () => {
    isOther = every.value === 'other';
    if (every.value === '') return write(undefined);
    const was = parts();
    const next = { ...was, every: every.value, days: was.days.length > 0 ? was.days : FIRST.days };
    const schedule = isOther ? (review.work.routine?.schedule ?? writeSchedule(FIRST)) : writeSchedule(next);
    write({ time_zone: zone, ...review.work.routine, schedule });
    update();
  });
  at.addEventListener('change', () => at.value !== '' && set(writeSchedule({ ...parts(), at: at.value })));
  date.addEventListener('change', () => {
    const day = Math.min(31, Math.max(1, Math.round(Number(date.value)) || 1));
    set(writeSchedule({ ...parts(), date: day }));
  });
  week.addEventListener('change', ({ target }) => {
    const chosen = days.filter((box) => box.checked).map((box) => Number(box.value));
    // A week without a day is no schedule.
    if (chosen.length === 0) target.checked = true;
    else set(writeSchedule({ ...parts(), every: 'week', days: chosen }));
  });
  text.addEventListener('input', () => set(text.value, { group: 'routine.schedule', isOwn: true }));
  text.addEventListener('blur', endGroup);
  place.addEventListener('change', () => write(withField(review.work.routine, 'time_zone', place.value.trim())));
  take.addEventListener('click', () => write({ time_zone: zone, ...review.work.routine, schedule: found().cron }));

  const part = createPart(
    {
      name: 'routine',
      title: 'When it is done',
      note: 'A schedule that suits it. It runs by itself once a person makes a routine of it.',
    },
    offer,
    h('div', { class: 'pairs' }, labelled('How often', every), pairs.at, pairs.date, pairs.text, pairs.place),
    week,
    zones,
  );

  function update() {
    const { routine } = review.work;
    const read = readSchedule(routine?.schedule ?? '');
    const how = routine === undefined ? '' : isOther || !read ? 'other' : read.every;
    fill(every, EVERY, how);
    const isRead = read && how !== 'other';
    pairs.at.hidden = !isRead;
    pairs.date.hidden = how !== 'month';
    week.hidden = how !== 'week';
    pairs.text.hidden = how !== 'other';
    pairs.place.hidden = routine === undefined;
    if (read) {
      if (document.activeElement !== at) put(at, read.at);
      if (document.activeElement !== date) put(date, String(read.date));
      for (const box of days) box.checked = read.days.includes(Number(box.value));
    }
    put(text, routine?.schedule ?? '');
    if (document.activeElement !== place) put(place, routine?.time_zone ?? '');
    const proposed = found();
    offer.hidden = !proposed;
    if (proposed) told.textContent = `The document says “${proposed.words}”.`;
    take.hidden = proposed?.cron === undefined || proposed.cron === routine?.schedule;
    part.update(routine === undefined ? [] : [scheduleWords(routine.schedule)]);
  }
  return { element: part.element, update };
}
