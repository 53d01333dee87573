/** What happened in a run, newest first: who, when, what, and how long it had been waited for and for whom. */
import { html } from 'hono/html';
import { type Moment, type Passage, passagesOf, waitedText } from '../../cards/history.ts';
import { happened } from '../../cards/pack/happened.ts';
import { count } from '../../cards/sentence.ts';
import type { RunEvent } from '../../engine/run/events.ts';
import { runPath } from './addresses.ts';
import type { Markup } from './document.ts';
import type { Shown } from './run-shown.ts';
import { time } from './time.ts';
import { nameOf, words } from './words.ts';

/** Rows of a page. */
const PAGE = 60;
/** How it began is shown below what is left out. */
const FIRST = 2;
/** Sentences of one row, and reminders of one fold, before the rest is folded or only counted. */
const MOST_TOLD = 5;
const MOST_FOLDED = 30;

/** `before`: the number of the event from which on a page before has shown them. */
export function timelineTab(shown: Shown, before: string | undefined): Markup {
  const { run, history } = shown;
  const end = /^\d{1,9}$/.test(before ?? '') ? Number(before) : undefined;
  const all = passagesOf(history.events, history.waits).toReversed();
  const from = end === undefined ? 0 : all.findIndex((one) => lastOf(one).seq < end);
  const page = from < 0 ? [] : all.slice(from, from + PAGE);
  const left = from < 0 ? 0 : all.length - from - page.length;
  const path = `${runPath(run.run)}?tab=timeline`;
  if (page.length === 0) {
    return html`<div class="empty"><h2>Nothing more</h2><p>That was the beginning of this run.</p><a class="button" href="${path}">Show the newest</a></div>`;
  }
  const first = left > FIRST && end === undefined ? all.slice(-FIRST) : [];
  const oldest = page.at(-1)?.moments[0].seq ?? 1;
  const older = html`<a class="button" href="${path}&amp;before=${oldest}">Show older</a>`;
  return html`<h2 class="visually-hidden">Timeline</h2>
      ${end === undefined ? '' : html`<p class="section-note">Before event ${end}. <a href="${path}">Show the newest</a></p>`}
      ${list(shown, page)}
      ${left === 0 ? '' : html`<p class="more">${older}${first.length === 0 ? '' : html` <span class="muted">${count(left - first.length, 'entry', 'entries')} left out, then how it began</span>`}</p>`}
      ${first.length === 0 ? '' : list(shown, first)}`;
}

function lastOf({ moments }: Passage): Moment {
  return moments.at(-1) ?? moments[0];
}

/** Under the days of UTC; `assets/times.js` makes them those of the reader's zone. */
function list(shown: Shown, passages: readonly Passage[]): Markup {
  let day = '';
  const rows = passages.map((passage) => {
    const { at } = lastOf(passage);
    const date = new Date(at).toISOString().slice(0, 10);
    const heading = date === day ? '' : html`<li class="history-day" data-day><h3>${time(at, 'day')}</h3></li>`;
    day = date;
    return html`${heading}${row(shown, passage)}`;
  });
  return html`<ol class="history" data-days>${rows}</ol>`;
}

function row(shown: Shown, passage: Passage): Markup {
  return passage.type === 'reminders' ? reminders(shown, passage) : momentRow(shown, passage.moments[0]);
}

function momentRow(shown: Shown, moment: Moment): Markup {
  const { definition, names } = shown;
  const { seq, at, actor, events, waits } = moment;
  const more = events.slice(MOST_TOLD);
  const sentences = (some: readonly RunEvent[]) =>
    some.map((one) => html`<p>${words(happened(shown, one), names)}</p>`);
  return html`<li class="moment" data-at="${new Date(at).toISOString()}" data-tone="${toneOf(events)}">
          <p class="moment-when">${time(at, 'time')}</p>
          <div class="moment-main">
            <p class="moment-who"><strong>${nameOf(actor, names)}</strong> · ${events.length === 1 ? `event ${seq}` : `events ${seq} to ${seq + events.length - 1}`}</p>
            ${sentences(events.slice(0, MOST_TOLD))}
            ${more.length === 0 ? '' : html`<details class="fold" id="more-${seq}"><summary class="fold-title">and ${more.length} more</summary>${sentences(more)}</details>`}
            ${waits.slice(0, MOST_TOLD).map((wait) => html`<p class="moment-waited">${words(waitedText(definition, moment, wait), names)}</p>`)}
            ${waits.length > MOST_TOLD ? html`<p class="moment-waited">and ${waits.length - MOST_TOLD} more waited</p>` : ''}
          </div>
        </li>`;
}

function reminders(shown: Shown, passage: Passage): Markup {
  const { moments } = passage;
  const last = lastOf(passage);
  const said = moments.flatMap(({ events }) => events);
  const folded = said.slice(-MOST_FOLDED).toReversed();
  return html`<li class="moment" data-at="${new Date(last.at).toISOString()}" data-tone="quiet">
          <p class="moment-when">${time(last.at, 'time')}</p>
          <div class="moment-main">
            <p class="moment-who"><strong>${nameOf(last.actor, shown.names)}</strong></p>
            <details class="fold" id="reminders-${moments[0].seq}">
              <summary class="fold-title">${count(said.length, 'reminder')} since ${time(moments[0].at, 'day_time')}</summary>
              ${folded.map((event) => html`<p>${words(happened(shown, event), shown.names)} <span class="muted">${time(event.at, 'day_time')}</span></p>`)}
              ${said.length > folded.length ? html`<p class="muted">and ${said.length - folded.length} before</p>` : ''}
            </details>
          </div>
        </li>`;
}

const TONES: Readonly<Partial<Record<RunEvent['type'], string>>> = {
  ...{ StepRejected: 'bad', StepMissed: 'bad', ExceptionRaised: 'bad', RunIncomplete: 'bad' },
  ...{ StepSkipped: 'attention', StepEscalated: 'attention', StepReopened: 'attention', RunLate: 'attention' },
  ...{ ExceptionEscalated: 'attention', RunCancelled: 'attention', StepReminded: 'quiet', StepSnoozed: 'quiet' },
  ...{ StepCompleted: 'good', StepApproved: 'good', ExceptionResolved: 'good', RunCompleted: 'good' },
};
const LOUDEST = ['bad', 'attention', 'good', 'quiet'];

/** What stands out of it most. */
function toneOf(events: readonly RunEvent[]): string {
  const tones = events.map(({ type }) => TONES[type]);
  return LOUDEST.find((one) => tones.includes(one)) ?? 'plain';
}
