/** The runs of an SOP, newest first. */
import { html } from 'hono/html';
import type { Caller } from '../../runtime/library/caller.ts';
import { type RunSummary, runSummaries } from '../../runtime/library/runs.ts';
import type { SopDetail } from '../../runtime/library/sop.ts';
import type { Looking } from '../../runtime/sight.ts';
import { runPath, sopPath } from './addresses.ts';
import type { Markup } from './document.ts';
import { time } from './time.ts';

const PAGE = 50;

export async function runsTab(
  looking: Looking,
  caller: Caller,
  sop: SopDetail,
  after: string | undefined,
): Promise<Markup> {
  const [, at = '', id = ''] = /^(\d{1,15})\.(.+)$/.exec(after ?? '') ?? [];
  const from = id === '' ? {} : { after: { startedAt: Number(at), id } };
  const { runs, next } = await runSummaries(looking, caller, { sop: sop.id, limit: PAGE, ...from });
  if (runs.length === 0 && next === null) {
    return html`<div class="empty"><h2>It has not run where you can see it</h2><p>${HOW_TO_RUN[sop.status](sop.key)}</p></div>`;
  }
  return html`<ul class="list">${runs.map(runRow)}</ul>
      ${next === null ? '' : html`<p class="more"><a class="button" href="${sopPath(sop.id, 'runs')}&amp;after=${next.startedAt}.${encodeURIComponent(next.id)}">Show older runs</a></p>`}`;
}

const HOW_TO_RUN: Readonly<Record<SopDetail['status'], (key: string) => Markup | string>> = {
  draft: () => 'It can run once it is published.',
  active: (key) => html`Press Run above, or type <code>/sop run ${key}</code> in a conversation.`,
  archived: () => 'It is archived, and starts no more.',
};

/** All of them are of one SOP: when each began tells it from the others. */
function runRow(run: RunSummary): Markup {
  const ended = run.endedAt === null ? '' : html`ended ${time(run.endedAt, 'day_time')}`;
  return html`<li class="row">
            <div class="row-main">
              <a class="row-title" href="${runPath(run.id)}">${time(run.startedAt, 'day_time')}</a>
              <p class="row-meta">revision ${run.revision} · ${placeWords(run.place)}</p>
            </div>
            <p class="row-when">${ended}</p>
            ${outcomeBadge(run)}
          </li>`;
}

export function outcomeBadge({ status, outcome }: Pick<RunSummary, 'status' | 'outcome'>): Markup {
  if (status === 'open') return html`<span class="badge" data-state="now">Open</span>`;
  const state = outcome === 'completed' ? 'done' : outcome === 'incomplete' ? 'missed' : 'skipped';
  return html`<span class="badge" data-state="${state}">${OUTCOMES[outcome ?? ''] ?? outcome ?? ''}</span>`;
}

const OUTCOMES: Readonly<Record<string, string>> = {
  completed: 'Completed',
  incomplete: 'Incomplete',
  cancelled: 'Cancelled',
};

/** A conversation, as far as its address tells. */
export function placeWords(place: string): string {
  const [platform = '', ...rest] = place.split(':');
  return platform === 'web' ? `#${rest.join(':')}` : `in ${PLATFORMS[platform] ?? platform}`;
}

/** The same behind a word: `Its card in #kitchen`. */
export function inPlace(place: string): string {
  return place.startsWith('web:') ? `in ${placeWords(place)}` : placeWords(place);
}

const PLATFORMS: Readonly<Record<string, string>> = { slack: 'Slack', teams: 'Teams' };
