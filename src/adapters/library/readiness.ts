/** Which SOP is ready to become a product, and the one thing to fix next in each. The worst come first. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { QUESTION_NAMES } from '../../cards/readiness-words.ts';
import { readinessOfAll, type SopReadiness } from '../../runtime/library/ready.ts';
import { sopPath } from './addresses.ts';
import type { Markup } from './document.ts';
import { frame } from './frame.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';

export function readinessRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  return new Hono<LibraryEnv>().get('/readiness', async (c) => {
    const { sops, isCut } = await readinessOfAll(parts, { workspace: c.get('visitor').workspace, drafts: true });
    return c.html(frame(c, { title: 'Readiness', live: ['sop'], main: readinessPage(sops, isCut) }));
  });
}

const VERDICTS = { ready: ['done', 'Ready'], nearly: ['late', 'Nearly'], not_yet: ['blocked', 'Not yet'] } as const;

function readinessPage(sops: readonly SopReadiness[], isCut: boolean): Markup {
  const ready = sops.filter(({ verdict }) => verdict === 'ready').length;
  return html`<div class="page-head">
        <div>
          <h1>Readiness</h1>
          <p class="lead">${sops.length === 0 ? 'Which procedures others can run without asking whoever wrote them.' : `${ready} of ${sops.length} can be run by others without asking whoever wrote them. What is missing most comes first.`}</p>
        </div>
      </div>
      ${isCut ? html`<p class="notice" data-tone="attention">There are more SOPs than one page holds: the last are left out.</p>` : ''}
      ${sops.length === 0 ? NOTHING : html`<ul class="cards">${sops.map(readinessCard)}</ul>`}`;
}

const NOTHING = html`<div class="empty"><h2>There is no SOP yet</h2><p>Drop a document into a channel and type <code>/sop import</code>: its draft is scored here.</p></div>`;

function readinessCard(sop: SopReadiness): Markup {
  const [state, word] = VERDICTS[sop.verdict];
  return html`<li class="card ready">
          <div class="ready-head">
            <h2><a href="${sopPath(sop.id)}">${sop.title}</a></h2>
            <span class="badge" data-state="${state}">${word}</span>
          </div>
          <p class="row-meta">${sop.revision === 0 ? 'draft' : `revision ${sop.revision}`} · score ${sop.score} of 100</p>
          <ul class="clauses">
            ${sop.clauses.map(({ question, score }) => html`<li><span>${QUESTION_NAMES[question]}</span><meter min="0" max="100" low="50" high="75" optimum="100" value="${score}" aria-label="${QUESTION_NAMES[question]}">${score}</meter><span class="number">${score}</span></li>`)}
          </ul>
          <p class="next">${sop.reason}</p>
        </li>`;
}
