/** How a webhook, its form and what was sent stand on pages. */
import { html } from 'hono/html';
import { TOPICS, type Topic } from '../../runtime/webhooks/event-types.ts';
import type { Logged } from '../../store/webhook-deliveries.ts';
import type { Webhook } from '../../store/webhooks.ts';
import { FORM_FIELD } from './act.ts';
import type { Markup } from './document.ts';
import { csrfField } from './frame.ts';
import type { Visitor } from './session.ts';
import { time } from './time.ts';

const TOPIC_WORDS: Readonly<Record<Topic, string>> = {
  run: 'Runs: started, late, completed, incomplete, cancelled',
  step: 'Steps: ready, taken, completed, skipped, missed, escalated',
  approval: 'Approvals: asked for, approved, rejected',
  exception: 'Exceptions: raised, escalated, decided',
  evidence: 'Evidence: values, photos and notes',
};
const SHORT: Readonly<Record<Topic, string>> = {
  ...{ run: 'runs', step: 'steps', approval: 'approvals', exception: 'exceptions', evidence: 'evidence' },
};

/** “runs, steps, approval.rejected” */
export function topicWords(events: readonly string[]): string {
  return events.map((one) => SHORT[one as Topic] ?? one).join(', ');
}

export function stateBadge({ off, failingSince }: Webhook): Markup {
  if (off === 'by_hand') return html`<span class="badge" data-state="archived">Off</span>`;
  if (off !== undefined) return html`<span class="badge" data-state="blocked">Stopped</span>`;
  if (failingSince !== undefined) return html`<span class="badge" data-state="late">Failing</span>`;
  return html`<span class="badge" data-state="active">On</span>`;
}

/** What is the matter with one that is not simply on. */
export function stateWords({ off, failingSince }: Webhook): Markup {
  const since = failingSince === undefined ? '' : html` since ${time(failingSince, 'day_time')}`;
  switch (off) {
    case 'by_hand':
      return html`It is off: nothing is sent, and what happens meanwhile is not sent later.`;
    case 'gone':
      return html`It answered that nobody is there any more, so it was switched off. Set another address, then switch it on.`;
    case 'failing':
      return html`Nothing has arrived${since}, so it was switched off. Mend what is behind the address, then switch it on.`;
    case undefined:
      return html`Nothing has arrived${since}. Each thing that it is owed is tried nine times, over 32 hours.`;
  }
}

export function deliveryRow(visitor: Visitor, webhook: Webhook, one: Logged): Markup {
  const { id, type, event, at, status, attempts, answer, error } = one;
  const run = event && html` · <a href="/library/runs/${encodeURIComponent(event.run)}">the run</a>`;
  const tries = attempts > 1 ? ` · ${attempts} attempts` : '';
  const next = status === 'waiting' ? html` · again ${time(one.due, 'day_time')}` : '';
  const became = error ?? (answer === undefined ? '' : `It answered ${answer}.`);
  return html`<li class="row">
            <div class="row-main">
              <p class="row-name"><code>${type}</code></p>
              <p class="row-meta">${time(at, 'day_time')}${run ?? ''}${tries}${next}</p>
              ${became === '' ? '' : html`<p class="row-meta">${became}</p>`}
            </div>
            <div class="buttons row-end">
              ${BADGES[status]}
              ${
                webhook.off || type === 'ping'
                  ? ''
                  : html`<form method="post" action="/library/settings/webhooks/${encodeURIComponent(webhook.id)}/again">${csrfField(visitor)}<input type="hidden" name="delivery" value="${id}"><button class="button button-small" type="submit" aria-label="Send again: ${type}">Send again</button></form>`
              }
            </div>
          </li>`;
}

const BADGES: Readonly<Record<Logged['status'], Markup>> = {
  delivered: html`<span class="badge" data-state="done">Delivered</span>`,
  waiting: html`<span class="badge" data-state="late">Waiting</span>`,
  failed: html`<span class="badge" data-state="blocked">Failed</span>`,
};

/** What is in its fields: as it is kept, or as somebody wants it. */
export interface Wanted {
  readonly url: string;
  readonly events: readonly string[];
}

const USUAL: Wanted = { url: '', events: ['run', 'step', 'approval', 'exception'] };

export function webhookForm(visitor: Visitor, { url, events }: Wanted = USUAL, id?: string): Markup {
  const types = events.filter((one) => !TOPICS.some((topic) => topic === one));
  return html`<form class="form card" method="post" action="/library/settings/webhooks${id === undefined ? '' : `/${encodeURIComponent(id)}`}">
          ${csrfField(visitor)}
          ${id !== undefined ? '' : html`<input type="hidden" name="${FORM_FIELD}" value="${crypto.randomUUID()}">`}
          <div class="field">
            <label for="webhook-url">Which address is told?</label>
            <input class="input" id="webhook-url" name="url" type="url" inputmode="url" required maxlength="2000" autocomplete="off" placeholder="https://" value="${url}">
          </div>
          <fieldset class="field">
            <legend>What is it told of?</legend>
            ${TOPICS.map((topic) => html`<div class="field-check"><input type="checkbox" id="topic-${topic}" name="topic-${topic}" ${events.includes(topic) ? 'checked' : ''}><label for="topic-${topic}">${TOPIC_WORDS[topic]}</label></div>`)}
            ${types.length === 0 ? '' : html`<input type="hidden" name="types" value="${types.join(' ')}"><p class="hint">And of ${types.join(', ')}, as was set over the API.</p>`}
          </fieldset>
          <button class="button button-primary" type="submit">${id === undefined ? 'Add the webhook' : 'Save'}</button>
        </form>`;
}
