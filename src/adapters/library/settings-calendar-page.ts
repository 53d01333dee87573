/** The sections of quiet hours, public holidays and closed days, as they hold and as forms for whoever may change them. */
import { html } from 'hono/html';
import { dateWords } from '../../cards/day-words.ts';
import { settingsSentence } from '../../cards/refused-settings.ts';
import { sentence, who } from '../../cards/sentence.ts';
import { hoursTyped, quietText } from '../../cards/views/own-settings.ts';
import type { Actor } from '../../engine/actor.ts';
import { LIMITS } from '../../engine/limits.ts';
import type { DaysOff } from '../../engine/routine/days-off.ts';
import type { OwnSettings, Settings, SettingsEvent } from '../../engine/settings/settings.ts';
import type { Country } from '../../runtime/ports.ts';
import type { Markup } from './document.ts';
import { csrfField } from './frame.ts';
import type { Visitor } from './session.ts';
import type { CalendarForm, NotDone } from './settings-calendar.ts';
import { time } from './time.ts';
import { type Names, words } from './words.ts';

export interface CalendarShown {
  readonly settings: Settings;
  readonly own: OwnSettings;
  readonly names: Names;
  readonly days: DaysOff;
  /** Newest first. */
  readonly events: readonly {
    readonly type: string;
    readonly data: unknown;
    readonly actor: unknown;
    readonly at: number;
  }[];
  readonly countries: readonly Country[];
  readonly isAdmin: boolean;
  readonly admins: readonly string[];
  /** `2026-12-24` */
  readonly today: string;
  /** IANA name, of whoever looks. */
  readonly zone: string;
  readonly notDone?: NotDone;
}

/** Days off that are told ahead. */
const MOST_DAYS = 8;
const MOST_CLOSED = 50;

export function calendarSections(visitor: Visitor, shown: CalendarShown): Markup {
  return html`${quietSection(visitor, shown)}
      ${holidaysSection(visitor, shown)}
      ${closedSection(visitor, shown)}`;
}

function quietSection(visitor: Visitor, shown: CalendarShown): Markup {
  const { settings, own, zone } = shown;
  const everybody = settings.quiet ? hoursTyped(settings.quiet) : 'none';
  const [choice, hours] =
    own.quiet === undefined
      ? ['workspace', undefined]
      : own.quiet === 'none'
        ? ['none', undefined]
        : ['own', own.quiet];
  const option = (value: string, label: string) =>
    html`<div class="field-check"><input type="radio" id="whose-${value}" name="whose" value="${value}" ${value === choice ? 'checked' : ''}><label for="whose-${value}">${label}</label></div>`;
  return html`<section class="section" id="quiet">
        <h2>Quiet hours</h2>
        <div class="settings-pair">
          <div class="card">
            <h3>For everybody</h3>
            <p class="settings-holds">${quietText(settings.quiet)}</p>
            ${setBy(shown, 'QuietHoursSet')}
            ${problem(shown, 'quiet')}
            ${
              shown.isAdmin
                ? html`<form method="post" action="/library/settings/quiet">${csrfField(visitor)}
              ${hourFields('quiet', again(shown, 'quiet') ?? fromTo(settings.quiet))}
              <div class="buttons"><button class="button button-primary" type="submit">Save</button>${settings.quiet ? html`<button class="button" type="submit" name="off" value="1" formnovalidate>No quiet hours</button>` : ''}</div>
            </form>`
                : notYours(shown, 'quiet')
            }
          </div>
          <div class="card" id="own">
            <h3>For you</h3>
            <p class="settings-holds">Hours are those of your clock (${zone}). <code>/sop settings</code> in chat also says how you are called.</p>
            ${problem(shown, 'own')}
            <form method="post" action="/library/settings/quiet/own">${csrfField(visitor)}
              <fieldset class="field"><legend class="visually-hidden">Which hours are quiet for you?</legend>
                ${option('workspace', `Those of everybody (${everybody})`)}
                ${option('none', 'None')}
                ${option('own', 'Hours of my own:')}
              </fieldset>
              ${hourFields('own', again(shown, 'own') ?? fromTo(hours), false)}
              <div class="buttons"><button class="button button-primary" type="submit">Save</button></div>
            </form>
          </div>
        </div>
      </section>`;
}

interface Hours {
  readonly from: string;
  readonly to: string;
}

function fromTo(hours: Settings['quiet']): Hours {
  const [from = '', to = ''] = hours ? hoursTyped(hours).split('-') : [];
  return { from, to };
}

/** What was sent and not taken. */
function again({ notDone }: CalendarShown, which: CalendarForm): Hours | undefined {
  return notDone?.which === which ? { from: notDone.sent.from ?? '', to: notDone.sent.to ?? '' } : undefined;
}

function hourFields(id: string, { from, to }: Hours, isRequired = true): Markup {
  return html`<div class="field-row">
                <div class="field"><label for="${id}-from">From</label><input class="input" type="time" id="${id}-from" name="from" value="${from}" ${isRequired ? 'required' : ''}></div>
                <div class="field"><label for="${id}-to">Until</label><input class="input" type="time" id="${id}-to" name="to" value="${to}" ${isRequired ? 'required' : ''}></div>
              </div>`;
}

function holidaysSection(visitor: Visitor, shown: CalendarShown): Markup {
  const { settings, countries, notDone } = shown;
  const { holidays } = settings;
  const country = countries.find(({ code }) => code === holidays?.country);
  const region = country?.regions.find(({ code }) => code === holidays?.region);
  const typed = notDone?.which === 'holidays' ? (notDone.sent.place ?? '') : '';
  const of = [region?.name ?? holidays?.region, country?.name ?? holidays?.country].filter(Boolean).join(', ');
  return html`<section class="section" id="holidays">
        <h2>Public holidays</h2>
        <div class="card">
          <p class="settings-holds">${holidays ? html`Routines rest on the public holidays of <strong>${of}</strong>, unless they are set to run on holidays too.` : 'No public holidays are set: routines run on them as on any day.'}</p>
          ${setBy(shown, 'HolidaysSet', 'HolidaysCleared')}
          ${problem(shown, 'holidays')}
          ${
            shown.isAdmin
              ? html`<div class="settings-pair">
            <form method="post" action="/library/settings/holidays">${csrfField(visitor)}
              <div class="field"><label for="place">Country, or country and region</label>
                <input class="input" id="place" name="place" list="countries" required maxlength="100" autocomplete="off" placeholder="Portugal, GB-ENG, Germany Bavaria" value="${typed}">
                <datalist id="countries">${countries.map(({ name }) => html`<option value="${name}"></option>`)}</datalist>
              </div>
              <div class="buttons"><button class="button button-primary" type="submit">Save</button></div>
            </form>
            ${country && country.regions.length > 0 ? regionForm(visitor, country, holidays?.region) : ''}
          </div>
          ${holidays ? html`<form class="settings-off" method="post" action="/library/settings/holidays">${csrfField(visitor)}<input type="hidden" name="place" value="off"><button class="button button-small" type="submit">No public holidays</button></form>` : ''}`
              : notYours(shown, 'holidays')
          }
          ${ahead(shown)}
        </div>
      </section>`;
}

function regionForm(visitor: Visitor, { code, name, regions }: Country, chosen: string | undefined): Markup {
  const option = (value: string, label: string, isChosen: boolean) =>
    html`<option value="${value}" ${isChosen ? 'selected' : ''}>${label}</option>`;
  return html`<form method="post" action="/library/settings/holidays">${csrfField(visitor)}
              <div class="field"><label for="region">Region of ${name}</label>
                <select class="input" id="region" name="place">
                  ${option(code, 'Only what holds everywhere', chosen === undefined)}
                  ${regions.map((one) => option(`${code}-${one.code}`, one.name, one.code === chosen))}
                </select>
              </div>
              <div class="buttons"><button class="button" type="submit">Save the region</button></div>
            </form>`;
}

/** The next days on which routines rest, closed ones too: what people ask first of a calendar. */
function ahead({ days, settings, today }: CalendarShown): Markup | '' {
  const holidays = Object.entries(days.holidays).map(([date, name]) => ({ date, to: date, name }));
  const closed = settings.closed.map(({ from, to, reason }) => ({
    date: from,
    to,
    name: reason === '' ? 'closed' : reason,
  }));
  const coming = [...holidays, ...closed]
    .filter(({ to }) => to >= today)
    .toSorted((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))
    .slice(0, MOST_DAYS);
  if (coming.length === 0) return '';
  return html`<h3 class="settings-next">The next days off</h3>
          <dl class="facts">${coming.map(({ date, to, name }) => html`<dt>${span(date, to)}</dt><dd>${name}</dd>`)}</dl>`;
}

function span(from: string, to: string): string {
  return from === to ? dateWords(from, 'year') : `${dateWords(from, 'year')} to ${dateWords(to, 'year')}`;
}

function closedSection(visitor: Visitor, shown: CalendarShown): Markup {
  const { settings, today, isAdmin, notDone } = shown;
  const open = settings.closed.filter(({ to }) => to >= today);
  const sent: Readonly<Record<string, string>> = notDone?.which === 'closed' ? notDone.sent : {};
  return html`<section class="section" id="closed">
        <h2>Closed days<span class="count">${open.length}</span></h2>
        ${open.length === 0 ? html`<p class="section-note">No days ahead are closed. On those that are, routines rest.</p>` : html`<ul class="list settings-list">${open.slice(0, MOST_CLOSED).map((one) => closedRow(visitor, shown, one))}</ul>`}
        ${open.length > MOST_CLOSED ? html`<p class="section-note">and ${open.length - MOST_CLOSED} more</p>` : ''}
        ${problem(shown, 'closed')}
        ${
          isAdmin
            ? html`<form class="card" method="post" action="/library/settings/closed">${csrfField(visitor)}
          <div class="field-row">
            <div class="field"><label for="closed-from">First day</label><input class="input" type="date" id="closed-from" name="from" required min="${today}" value="${sent.from ?? ''}"></div>
            <div class="field"><label for="closed-to">Last day <span class="muted">(optional)</span></label><input class="input" type="date" id="closed-to" name="to" min="${today}" value="${sent.to ?? ''}"></div>
            <div class="field field-grow"><label for="closed-reason">Why <span class="muted">(optional)</span></label><input class="input" id="closed-reason" name="reason" maxlength="${LIMITS.title}" placeholder="Stocktaking" autocomplete="off" value="${sent.reason ?? ''}"></div>
          </div>
          <div class="buttons"><button class="button button-primary" type="submit">Close these days</button></div>
        </form>`
            : notYours(shown, 'closed')
        }
      </section>`;
}

function closedRow(visitor: Visitor, shown: CalendarShown, { from, to, reason }: Settings['closed'][number]): Markup {
  const days = span(from, to);
  const event = shown.events.find(({ type, data }) => {
    const fact = data as Partial<Extract<SettingsEvent, { type: 'DaysClosed' }>>;
    return type === 'DaysClosed' && fact.from === from && fact.to === to && fact.reason === reason;
  });
  return html`<li class="row">
            <div class="row-main">
              <p class="row-name">${days}</p>
              <p class="row-meta">${reason === '' ? 'Closed all day' : reason}${event ? html` · set ${said(shown, event)}` : ''}</p>
            </div>
            ${shown.isAdmin ? html`<form method="post" action="/library/settings/closed/remove">${csrfField(visitor)}<input type="hidden" name="from" value="${from}"><button class="button button-small" type="submit" aria-label="Open again: ${days}">Open again</button></form>` : ''}
          </li>`;
}

/** Who set what holds; nothing before anybody has. */
function setBy(shown: CalendarShown, ...types: readonly SettingsEvent['type'][]): Markup | '' {
  const event = shown.events.find(({ type }) => types.some((one) => one === type));
  return event ? html`<p class="row-meta">Set ${said(shown, event)}</p>` : '';
}

function said({ names }: CalendarShown, { actor, at }: CalendarShown['events'][number]): Markup {
  return html`by ${words([who(actor as Actor)], names)}, ${time(at, 'day_time')}`;
}

function problem({ notDone }: CalendarShown, which: CalendarForm): Markup | '' {
  return notDone?.which === which ? html`<p class="notice" data-tone="bad" role="alert">${notDone.why}</p>` : '';
}

/** In the words in which it would be refused. */
function notYours({ admins, names }: CalendarShown, what: 'quiet' | 'holidays' | 'closed'): Markup {
  const why = settingsSentence({ code: 'not_administrator', what, who: admins });
  return html`<p class="section-note">${words(sentence(why), names)}</p>`;
}
