/** My work: what waits for whoever looks, what is due first, and what they started. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { progressOf } from '../../cards/progress.ts';
import { count } from '../../cards/sentence.ts';
import type { DecisionLine, OwedLine } from '../../cards/views/home.ts';
import type { OpenRun } from '../../engine/run/state.ts';
import { owedTo, startedBy, type Waiting } from '../../runtime/my-work.ts';
import type { Markup } from './document.ts';
import { frame } from './frame.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { time } from './time.ts';

/** Steps and runs on the page, at most; more are counted. */
const MOST = 100;

export function workRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  return new Hono<LibraryEnv>().get('/work', async (c) => {
    const { workspace, member } = c.get('visitor');
    const who = { workspace, member: member.id };
    const [owed, started] = await Promise.all([owedTo(parts, who, MOST), startedBy(parts, who, MOST)]);
    return c.html(frame(c, { title: 'My work', live: ['run'], main: workPage(owed, started, parts.now()) }));
  });
}

function workPage(owed: Waiting, started: readonly OpenRun[], now: number): Markup {
  const approvals = owed.lines.filter((one) => one.isApproval);
  const steps = owed.lines.filter((one) => !one.isApproval);
  const waits = owed.lines.length + owed.more + owed.decisions.length;
  return html`<div class="page-head">
        <div>
          <h1>My work</h1>
          <p class="lead">${summary(owed, now)}</p>
        </div>
      </div>
      ${waits === 0 && owed.proposals === 0 ? NOTHING : ''}
      ${owed.proposals === 0 ? '' : proposals(owed.proposals)}
      ${decisionSection(owed.decisions)}
      ${owedSection('Waiting for your approval', approvals, now)}
      ${owedSection('To do', steps, now)}
      ${owed.more === 0 ? '' : html`<p class="muted">and ${owed.more} more, due later</p>`}
      ${startedSection(started)}`;
}

function summary({ lines, more, decisions }: Waiting, now: number): string {
  const late = lines.filter((one) => isLate(one, now)).length;
  const waits = lines.length + more;
  const steps = `${count(waits, 'step waits', 'steps wait')} for you${late > 0 ? `, ${late} late` : ''}.`;
  const problems = `${count(decisions.length, 'problem waits', 'problems wait')} for your decision.`;
  if (decisions.length > 0) return waits === 0 ? problems : `${problems} ${steps}`;
  return waits === 0 ? 'What waits for you, by name or by a role of yours.' : steps;
}

const NOTHING = html`<div class="empty">
        <h2>Nothing waits for you</h2>
        <p>When it is your turn, the step is here and you are called in chat. <code>/sop run KEY</code> starts a run there.</p>
      </div>`;

function proposals(number: number): Markup {
  return html`<p class="notice" data-tone="accent">${count(number, 'change')} that runs taught ${number === 1 ? 'waits' : 'wait'} for your decision. ${number === 1 ? 'It stands' : 'They stand'} under Opportunities on the page of ${number === 1 ? 'its SOP' : 'their SOPs'}; <code>/sop lessons</code> shows ${number === 1 ? 'it' : 'them'} in chat.</p>`;
}

function decisionSection(lines: readonly DecisionLine[]): Markup | '' {
  if (lines.length === 0) return '';
  return html`<section class="section">
        <h2>Waiting for your decision<span class="count">${lines.length}</span></h2>
        <ul class="list">
          ${lines.map(decisionRow)}
        </ul>
        <p class="section-note">Decide in chat: the card of the problem is in the thread of its run.</p>
      </section>`;
}

function decisionRow({ run, runTitle, step, what, since }: DecisionLine): Markup {
  const at = step === undefined ? '' : `#step-${encodeURIComponent(step)}`;
  return html`<li class="row">
            <div class="row-main">
              <a class="row-title" href="/library/runs/${encodeURIComponent(run)}${at}">${what}</a>
              <p class="row-meta">${runTitle}${step === undefined ? ', the whole run is stopped' : ''}</p>
            </div>
            <p class="row-when">since ${time(since, 'day_time')}</p>
            <span class="badge" data-state="blocked">To decide</span>
          </li>`;
}

function owedSection(title: string, lines: readonly OwedLine[], now: number): Markup | '' {
  if (lines.length === 0) return '';
  return html`<section class="section">
        <h2>${title}<span class="count">${lines.length}</span></h2>
        <ul class="list">
          ${lines.map((line) => owedRow(line, now))}
        </ul>
      </section>`;
}

function owedRow(line: OwedLine, now: number): Markup {
  const { run, runTitle, step, stepTitle, isApproval, due, since } = line;
  const [state, word] = isLate(line, now)
    ? ['late', 'Late']
    : isApproval
      ? ['now', 'To approve']
      : ['now', 'Your turn'];
  const when =
    due === undefined
      ? html`since ${time(since, 'day_time')}`
      : html`${due < now ? 'was due' : 'due'} ${time(due, 'day_time')}`;
  return html`<li class="row">
            <div class="row-main">
              <a class="row-title" href="/library/runs/${encodeURIComponent(run)}#step-${encodeURIComponent(step)}">${stepTitle}</a>
              <p class="row-meta">${runTitle}</p>
            </div>
            <p class="row-when">${when}</p>
            <span class="badge" data-state="${state}">${word}</span>
          </li>`;
}

function startedSection(started: readonly OpenRun[]): Markup | '' {
  if (started.length === 0) return '';
  return html`<section class="section">
        <h2>You started<span class="count">${started.length}</span></h2>
        <ul class="list">
          ${started.map(startedRow)}
        </ul>
      </section>`;
}

function startedRow(run: OpenRun): Markup {
  const { done, total, label } = progressOf(run);
  return html`<li class="row">
            <div class="row-main">
              <a class="row-title" href="/library/runs/${encodeURIComponent(run.run)}">${run.title}</a>
              <p class="row-meta">${label}</p>
            </div>
            <p class="row-when">since ${time(run.startedAt, 'day_time')}</p>
            <progress class="progress" max="${total}" value="${done}" aria-label="${label}"></progress>
          </li>`;
}

function isLate({ due }: OwedLine, now: number): boolean {
  return due !== undefined && due < now;
}
