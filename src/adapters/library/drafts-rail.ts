/** Drafts that wait to be published, as lists of them show each: what it asks and lacks, who answers for it, where to review it. */
import { html } from 'hono/html';
import { count } from '../../cards/sentence.ts';
import { clip } from '../../cards/text.ts';
import type { WaitingDraft } from '../../runtime/library/drafts.ts';
import type { Markup } from './document.ts';
import { time } from './time.ts';

/** Questions that are told in a list, and the characters of each. */
const ASKED = 3;
const LONGEST = 160;

/** Where a draft is reviewed. */
export type ReviewPath = (sop: string) => string;

export function draftCards(drafts: readonly WaitingDraft[], review: ReviewPath): Markup {
  return html`<ul class="cards drafts">${drafts.map((draft) => draftCard(draft, review))}</ul>`;
}

function draftCard(draft: WaitingDraft, review: ReviewPath): Markup {
  const { id, title, questions, missing } = draft;
  const left = questions.length - ASKED;
  return html`<li class="card draft">
          <div class="ready-head">
            <h3><a href="${review(id)}">${title}</a></h3>
            ${standing(draft)}
          </div>
          <p class="row-meta">${about(draft)}</p>
          <p class="row-meta">${whoAnswers(draft)}</p>
          ${missing.length === 0 ? '' : html`<p class="draft-missing">${count(missing.length, 'thing is', 'things are')} missing before it can be published.</p>`}
          ${
            questions.length === 0
              ? html`<p class="muted">It asks nothing.</p>`
              : html`<p>${count(questions.length, 'question')}:</p>
          <ul class="lines">${questions.slice(0, ASKED).map(({ text }) => html`<li data-state="now">${clip(text, LONGEST)}</li>`)}</ul>
          ${left > 0 ? html`<p class="row-meta">and ${left} more</p>` : ''}`
          }
          <p class="draft-onward"><a class="button button-small" href="${review(id)}" aria-label="Review ${title}">Review</a></p>
        </li>`;
}

/** The same in one row each, beside a list of SOPs. */
export function draftRows(drafts: readonly WaitingDraft[], review: ReviewPath): Markup {
  return html`<ul class="list">${drafts.map(
    (draft) => html`<li class="row">
            <div class="row-main">
              <a class="row-title" href="${review(draft.id)}">${draft.title}</a>
              <p class="row-meta">${short(draft)}</p>
              <p class="row-meta">${whoAnswers(draft)}</p>
            </div>
          </li>`,
  )}</ul>`;
}

export function standing({ missing, questions }: Pick<WaitingDraft, 'missing' | 'questions'>): Markup {
  if (missing.length > 0) return html`<span class="badge" data-state="blocked">Incomplete</span>`;
  if (questions.length > 0) return html`<span class="badge" data-state="late">Asks</span>`;
  return html`<span class="badge" data-state="done">Can be published</span>`;
}

function about({ from, readiness, revision, editedAt }: WaitingDraft): Markup {
  const source = from === null ? '' : `from ${from} · `;
  const next = revision === 0 ? 'first revision' : `revision ${revision + 1}`;
  return html`${source}${next} · readiness ${readiness} of 100 · edited ${time(editedAt, 'day_time')}`;
}

function short({ missing, questions, readiness }: WaitingDraft): string {
  const asks = questions.length === 0 ? ['asks nothing'] : [count(questions.length, 'question')];
  const lacks = missing.length === 0 ? [] : [`${count(missing.length, 'thing')} missing`];
  return [...lacks, ...asks, `readiness ${readiness}`].join(' · ');
}

/** Before its first revision nobody answers for an SOP yet, and any member may publish it. */
export function whoAnswers({ owner, revision }: Pick<WaitingDraft, 'owner' | 'revision'>): string {
  const open = revision === 0 ? '. Anybody may publish it' : '';
  if (owner === null)
    return revision === 0 ? `Nobody is named to answer for it${open}` : 'An administrator answers for it';
  const { title, members } = owner;
  const held = members.length === 0 ? 'nobody holds that yet' : members.map((one) => one.name).join(', ');
  return `${title} answers for it: ${held}${open}`;
}
