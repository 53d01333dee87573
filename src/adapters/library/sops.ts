/** The library: every SOP of the workspace, with what runs, what is next and what waits to be published. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { count } from '../../cards/sentence.ts';
import { waitingDrafts } from '../../runtime/library/drafts.ts';
import { type SopSummary, sopSummaries } from '../../runtime/library/sops.ts';
import { listWorkstreams, SOP_STATUSES, type SopFilter, type SopStatus } from '../../store/reads/library.ts';
import { sopPath, withQuery } from './addresses.ts';
import type { Markup } from './document.ts';
import { reviewPath } from './drafts.ts';
import { draftRows, type ReviewPath } from './drafts-rail.ts';
import { frame } from './frame.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { callerOf } from './session.ts';
import { time } from './time.ts';

const PAGE = 50;
const WORKSTREAMS = 200;
/** Drafts beside the list. */
const WAITING = 5;

interface Asked {
  readonly q: string;
  readonly status: SopStatus | undefined;
  readonly workstream: string | undefined;
}

export function sopListRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  return new Hono<LibraryEnv>().get('/', async (c) => {
    const visitor = c.get('visitor');
    const status = SOP_STATUSES.find((one) => one === c.req.query('status'));
    const asked = {
      q: (c.req.query('q') ?? '').slice(0, 200).trim(),
      status,
      workstream: c.req.query('workstream') || undefined,
    };
    const filter: SopFilter = { ...asked, words: asked.q, after: c.req.query('after'), limit: PAGE };
    const isWhole = !isFiltered(asked) && filter.after === undefined;
    const [{ sops, next }, workstreams, waiting] = await Promise.all([
      sopSummaries(parts, callerOf(visitor), filter),
      listWorkstreams(parts.db, visitor.workspace, WORKSTREAMS),
      isWhole ? waitingDrafts(parts, visitor.workspace, WAITING) : undefined,
    ]);
    const more = next === null ? undefined : withQuery('/library', { ...asked, after: next });
    return c.html(
      frame(c, {
        title: 'Library',
        live: ['run', 'sop', 'routine'],
        main: listPage({ sops, asked, workstreams, more, rail: rail(waiting, reviewPath(parts, c)), now: parts.now() }),
      }),
    );
  });
}

interface Listing {
  readonly sops: readonly SopSummary[];
  readonly asked: Asked;
  readonly workstreams: readonly string[];
  /** Where the next page is. */
  readonly more: string | undefined;
  /** Drafts that wait to be published. */
  readonly rail: Markup | '';
  readonly now: number;
}

function listPage({ sops, asked, workstreams, more, rail, now }: Listing): Markup {
  return html`<div class="page-head">
        <div>
          <h1>Library</h1>
          <p class="lead">The procedures of this workspace: what runs now, what is next, and what waits to be published.</p>
        </div>
        <div class="buttons"><a class="button" href="/library/import">Import</a></div>
      </div>
      ${toolbar(asked, workstreams)}
      <div class="${rail === '' ? '' : 'with-rail'}">
      ${rail}
      <div class="beside-rail">
      ${sops.length === 0 ? (isFiltered(asked) ? NOTHING_FITS : NOTHING_YET) : html`<ul class="list">${sops.map((sop) => sopRow(sop, now))}</ul>`}
      ${more === undefined ? '' : html`<p class="more"><a class="button" href="${more}">Show more</a></p>`}
      </div>
      </div>`;
}

function isFiltered({ q, status, workstream }: Asked): boolean {
  return q !== '' || status !== undefined || workstream !== undefined;
}

function rail(waiting: Waiting | undefined, review: ReviewPath): Markup | '' {
  if (!waiting || waiting.drafts.length === 0) return '';
  return html`<aside class="rail" aria-labelledby="rail-title">
        <div class="ready-head"><h2 id="rail-title">Waiting to be published</h2><a href="/library/drafts" aria-label="All drafts, and what they ask">All</a></div>
        ${draftRows(waiting.drafts, review)}
      </aside>`;
}

type Waiting = Awaited<ReturnType<typeof waitingDrafts>>;

function toolbar({ q, status, workstream }: Asked, workstreams: readonly string[]): Markup {
  return html`<form class="toolbar" method="get" action="/library" role="search">
        <label class="visually-hidden" for="q">Search by title or key</label>
        <input class="input" id="q" name="q" type="search" value="${q}" placeholder="Search by title or key" maxlength="200">
        <label class="visually-hidden" for="status">Status</label>
        <select class="input input-narrow" id="status" name="status">
          ${option('', 'Every status', status)}
          ${SOP_STATUSES.map((one) => option(one, STATUS_WORDS[one], status))}
        </select>
        ${
          workstreams.length === 0
            ? ''
            : html`<label class="visually-hidden" for="workstream">Workstream</label>
        <select class="input input-narrow" id="workstream" name="workstream">
          ${option('', 'Every workstream', workstream)}
          ${workstreams.map((one) => option(one, one, workstream))}
        </select>`
        }
        <button class="button" type="submit">Search</button>
      </form>`;
}

function option(value: string, label: string, chosen: string | undefined): Markup {
  return value === (chosen ?? '')
    ? html`<option value="${value}" selected>${label}</option>`
    : html`<option value="${value}">${label}</option>`;
}

export const STATUS_WORDS: Readonly<Record<SopStatus, string>> = {
  draft: 'Draft',
  active: 'Active',
  archived: 'Archived',
};

function sopRow(sop: SopSummary, now: number): Markup {
  const { id, title, status, revision, stepCount, workstream, owner, readiness } = sop;
  const facts = [
    revision === 0 ? 'not published yet' : `revision ${revision}`,
    count(stepCount, 'step'),
    ...(workstream === null ? [] : [workstream]),
    ...(owner === null ? [] : [owner.members.length === 1 ? (owner.members[0]?.name ?? owner.title) : owner.title]),
    `readiness ${readiness}`,
  ];
  return html`<li class="row">
            <div class="row-main">
              <a class="row-title" href="${sopPath(id)}">${title}</a>
              <p class="row-meta">${facts.join(' · ')}</p>
            </div>
            <p class="row-when">${happening(sop, now)}</p>
            ${stateBadge(sop, status)}
          </li>`;
}

/** The one thing that is said of it at a glance: what runs, else what is next, else what was last. */
function happening({ run, openRuns, routine, lastRun, draft, revision }: SopSummary, now: number): Markup | string {
  if (run) {
    const others = openRuns > 1 ? ` and ${openRuns - 1} more` : '';
    return html`${run.ended} of ${run.of} steps${others}, since ${time(run.startedAt, 'day_time')}`;
  }
  if (openRuns > 0) return 'runs in a conversation that you are not in';
  if (draft && revision > 0) return 'a draft waits to be published';
  if (routine?.next && routine.next > now) return html`next ${time(routine.next, 'day_time')}`;
  return lastRun ? html`last ${time(lastRun.endedAt, 'day_time')}: ${lastRun.outcome}` : 'never run';
}

function stateBadge({ openRuns, run }: SopSummary, status: SopStatus): Markup {
  if (run?.isLate) return html`<span class="badge" data-state="late">Late</span>`;
  if (openRuns > 0) return html`<span class="badge" data-state="now">Running</span>`;
  return html`<span class="badge" data-state="${status}">${STATUS_WORDS[status]}</span>`;
}

const NOTHING_FITS = html`<div class="empty">
        <h2>Nothing fits</h2>
        <p>No SOP has these words, this status and this workstream.</p>
        <a class="button" href="/library">Show all</a>
      </div>`;

const NOTHING_YET = html`<div class="empty">
        <h2>There is no SOP yet</h2>
        <p>Import a document, here or with <code>/sop import</code> in a channel. <code>/sop new</code> drafts one from your answers to questions, and <code>/sop template</code> begins with a ready one.</p>
        <a class="button button-primary" href="/library/import">Import a document</a>
      </div>`;
