/** Whether a run's history is what was written, where its chain ends, and how anybody checks that for themselves. */
import { html } from 'hono/html';
import { VERIFY } from '../../cards/pack/verifying.ts';
import { count } from '../../cards/sentence.ts';
import type { RunHistory } from '../../runtime/library/run-history.ts';
import { runPath } from './addresses.ts';
import type { Markup } from './document.ts';
import type { Shown } from './run-shown.ts';

/** In the head of the page, leading to the section. */
export function chainBadge({ history: { checked } }: Shown): Markup {
  return checked.status === 'whole'
    ? html`<a class="chain-badge" href="#record">${count(checked.events, 'event')}, chain verified</a>`
    : html`<a class="chain-badge" data-tone="bad" href="#record">Chain broken</a>`;
}

/** Above all else: whoever decides by this page should know. */
export function chainNotice({ history }: Shown): Markup | '' {
  const { checked } = history;
  if (checked.status === 'whole') return '';
  return html`<p class="notice" data-tone="bad" role="alert"><strong>This record is not what was written: ${checked.where}.</strong> ${toldStill(history)} Keep the database as it is, and ask whoever runs Sopwith: a backup has the rest.</p>`;
}

export function chainSection({ run, history }: Shown): Markup {
  const { checked, events, head } = history;
  const isWhole = checked.status === 'whole';
  return html`<section class="section" id="record">
        <h2>Record <span class="badge" data-state="${isWhole ? 'done' : 'blocked'}">${isWhole ? 'Verified' : 'Broken'}</span></h2>
        <dl class="facts card">
          <dt>Events</dt><dd>${isWhole ? checked.events : events.length}, each chained to the one before by SHA-256${isWhole ? html`; checked when this page was made, with every row that says the same` : ''}</dd>
          <dt>Chain head</dt><dd><code class="hash">${head === '' ? 'nothing' : head}</code></dd>
          <dt>Check it yourself</dt><dd><a href="${runPath(run.run)}/pack.zip">Download the ZIP</a>, then <code>${VERIFY}</code> in a folder of Sopwith’s program (any computer, after <code>npm ci</code>): it needs no network and nobody’s word, and prints the chain head, to be compared with the one above, or with one that you noted down before.</dd>
        </dl>
      </section>`;
}

/** How far what stands here can be believed. */
function toldStill({ events, isCut }: RunHistory): string {
  if (!isCut) return 'The timeline tells what its events say; what else stands on this page may not be so.';
  const sound =
    events.length === 0
      ? 'Nothing of it is told as what happened'
      : `Only the ${count(events.length, 'event')} before that ${events.length === 1 ? 'is' : 'are'} told as what happened`;
  return `${sound}; the steps are as the database has them, and may not be so.`;
}
