/** One run: what it waits for, its steps, what was recorded, decided and objected to, its timeline, and its chain. */
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { html } from 'hono/html';
import { causeText } from '../../cards/cause.ts';
import { resolutionOf } from '../../cards/outcome.ts';
import { progressLabel } from '../../cards/progress.ts';
import { valueText } from '../../cards/recorded.ts';
import { stepLine } from '../../cards/views/step-lines.ts';
import { type Definition, stepOf } from '../../engine/definition.ts';
import type { EvidenceRecord, StepRun } from '../../engine/run/state.ts';
import { packOf } from '../../runtime/evidence-pack.ts';
import { seesRun } from '../../runtime/library/caller.ts';
import { runHistory } from '../../runtime/library/run-history.ts';
import type { KnownRun } from '../../runtime/rows.ts';
import { loadRun } from '../../runtime/talking.ts';
import { disposition } from '../http/file-kind.ts';
import { sentFile } from '../http/send-file.ts';
import { runPath, sopPath } from './addresses.ts';
import type { Markup } from './document.ts';
import { frame } from './frame.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { placeLink } from './place-link.ts';
import { approvalsSection } from './run-approvals.ts';
import { chainBadge, chainNotice, chainSection } from './run-chain.ts';
import { gallery } from './run-photos.ts';
import type { Shown } from './run-shown.ts';
import { timelineTab } from './run-timeline.ts';
import { waitingSection } from './run-waiting.ts';
import { callerOf } from './session.ts';
import { outcomeBadge } from './sop-runs.ts';
import { time } from './time.ts';
import { type Names, nameOf, words } from './words.ts';

export function runRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  const { db, memory } = parts;
  return new Hono<LibraryEnv>()
    .get('/runs/:id', async (c) => {
      const visitor = c.get('visitor');
      const { workspace } = visitor;
      const run = await loadRun(parts, workspace, c.req.param('id'));
      if (!run || !(await seesRun(parts, callerOf(visitor), run))) {
        throw new PageError(404, 'There is no such run', 'Or it is in a conversation that you are not in.');
      }
      const [definition, people, names, history] = await Promise.all([
        memory.definition(db, workspace, run.sop, run.revision),
        memory.people(db, workspace),
        memory.names(db, workspace),
        runHistory(db, workspace, run.run),
      ]);
      const shown: Shown = { run, definition, people, names, history, now: parts.now() };
      const tab = TABS.find(([one]) => one === c.req.query('tab'))?.[0] ?? 'steps';
      const content =
        tab === 'timeline'
          ? timelineTab(shown, c.req.query('before'))
          : stepsTab(shown, c.req.query('photos') === 'all');
      return c.html(
        frame(c, {
          title: run.title,
          main: runPage(shown, placeLink(workspace, run.place), { tab, content }),
          live: [`run ${run.run}`],
        }),
      );
    })
    .get('/runs/:id/:pack{pack\\.(?:pdf|zip)}', async (c) => {
      const visitor = c.get('visitor');
      const { workspace } = visitor;
      const run = await loadRun(parts, workspace, c.req.param('id'));
      const as = c.req.param('pack') === 'pack.pdf' ? 'pdf' : 'zip';
      const isSeen = run !== undefined && (await seesRun(parts, callerOf(visitor), run));
      const pack = isSeen ? await packOf(parts, { workspace, run: run.run, as, now: parts.now() }) : undefined;
      if (!pack) throw new PageError(404, 'There is no such run', 'Or it is in a conversation that you are not in.');
      return c.body(Readable.toWeb(Readable.from(pack.chunks)) as ReadableStream, 200, {
        'content-type': pack.mime,
        'content-disposition': disposition('attachment', pack.name),
        'content-security-policy': "default-src 'none'; sandbox",
      });
    })
    .get('/files/:file', etag(), async (c) => {
      const { workspace } = c.get('visitor');
      const sent = await sentFile(parts, { workspace, file: c.req.param('file'), name: c.req.query('name') });
      // Asked for again each time: whoever comes to the browser after a sign-out finds nothing of it.
      if ('bytes' in sent) return c.body(sent.bytes, 200, { ...sent.headers, 'cache-control': 'private, no-cache' });
      throw sent.problem === 'unknown'
        ? new PageError(404, 'There is no such file', 'No file of this workspace is at this address.')
        : new PageError(410, 'The file is gone', 'Its bytes are missing from the file store, or were changed there.');
    });
}

const TABS = [
  ['steps', 'Steps'],
  ['timeline', 'Timeline'],
] as const;
type Tab = (typeof TABS)[number][0];

function runPage(
  shown: Shown,
  place: Markup | string,
  { tab, content }: { readonly tab: Tab; readonly content: Markup },
): Markup {
  const { run, names } = shown;
  const outcome = run.status === 'ended' ? run.outcome : null;
  const ended = run.status === 'ended' ? html`, ended ${time(run.endedAt, 'day_time')}` : '';
  return html`<p class="crumbs"><a href="/library">Library</a> <a href="${sopPath(run.sop)}">${run.title}</a></p>
      <div class="page-head">
        <div>
          <h1>${run.title} ${outcomeBadge({ status: run.status, outcome })}</h1>
          <p class="lead">${progressLabel(run)}</p>
          <p class="row-meta">${run.routine === undefined ? html`Started by ${nameOf(run.startedBy, names)}` : 'Started by its routine'}, ${time(run.startedAt, 'day_time')}${ended} · revision ${run.revision} · ${place}${run.closes === undefined || run.status === 'ended' ? '' : html` · closes ${time(run.closes, 'day_time')}`} · ${chainBadge(shown)}</p>
        </div>
        <div class="buttons"><a class="button" href="${runPath(run.run)}/pack.pdf">Evidence as PDF</a><a class="button" href="${runPath(run.run)}/pack.zip">Evidence as ZIP</a></div>
      </div>
      ${chainNotice(shown)}
      ${waitingSection(shown)}
      <nav class="tabs" aria-label="About this run">
        ${TABS.map(([one, title]) => (one === tab ? html`<a href="${tabPath(run, one)}" aria-current="page">${title}</a>` : html`<a href="${tabPath(run, one)}">${title}</a>`))}
      </nav>
      ${content}
      ${chainSection(shown)}`;
}

function tabPath({ run }: KnownRun, tab: Tab): string {
  return `${runPath(run)}?tab=${tab}`;
}

function stepsTab(shown: Shown, isWhole: boolean): Markup {
  return html`${inputs(shown)}
      ${exceptions(shown)}
      <section class="section">
        <h2>Steps<span class="count">${shown.run.steps.length}</span></h2>
        <ol class="timeline">${shown.run.steps.map((step) => stepItem(shown, step))}</ol>
      </section>
      ${approvalsSection(shown)}
      ${gallery(shown, isWhole)}
      ${notes(shown)}`;
}

function inputs({ run, definition, names }: Shown): Markup | '' {
  const given = definition.inputs.filter(({ id }) => Object.hasOwn(run.inputs, id));
  if (given.length === 0) return '';
  return html`<dl class="facts card">${given.map((input) => html`<dt>${input.title}</dt><dd>${words(valueText(input, run.inputs[input.id] ?? ''), names)}</dd>`)}</dl>`;
}

const STATES = {
  todo: 'todo',
  now: 'now',
  late: 'late',
  blocked: 'blocked',
  done: 'done',
  accepted: 'late',
  skipped: 'skipped',
  missed: 'missed',
  not_applicable: 'not_applicable',
} as const;

function stepItem(shown: Shown, step: StepRun): Markup {
  const { run, definition, names } = shown;
  const line = stepLine(shown, step);
  const recorded = Object.values(step.recorded).flatMap((id) => run.evidence.find((one) => one.id === id) ?? []);
  const approvals = step.state === 'waiting_approval' && step.approvals.length > 0 ? step.approvals : [];
  return html`<li data-state="${STATES[line.mark as keyof typeof STATES] ?? 'todo'}" id="step-${step.id}">
          <h3>${words(line.text, names)}</h3>
          ${line.detail === undefined ? '' : html`<p class="row-meta">${words(line.detail, names)}</p>`}
          ${approvals.map(({ by, at }) => html`<p class="row-meta">approved by ${nameOf(by, names)}, ${time(at, 'day_time')}</p>`)}
          ${recorded.length === 0 ? '' : html`<ul class="chips">${recorded.map((one) => evidenceChip(definition, one, names))}</ul>`}
        </li>`;
}

function evidenceChip(definition: Definition, one: EvidenceRecord, names: Names): Markup {
  const item = stepOf(definition, one.step)?.evidence.find(({ id }) => id === one.item);
  const isOutside = one.within === false;
  const { value } = one;
  const said =
    typeof value === 'object'
      ? html`<a href="/library/files/${value.file}?name=${encodeURIComponent(value.name)}">${value.name}</a>`
      : words(valueText(item ?? { type: 'text', unit: one.unit }, value), names);
  return html`<li class="chip" data-tone="${isOutside ? 'bad' : ''}">${item?.title ?? one.item}: ${said}${isOutside ? ' (out of limits)' : ''}</li>`;
}

/** Exceptions, and notes, of a page; all are in the timeline. */
const MOST = 40;

function exceptions({ run, definition, names }: Shown): Markup | '' {
  if (run.exceptions.length === 0) return '';
  // What is open waits for somebody, however old it is.
  const open = run.exceptions.filter(({ status }) => status === 'open');
  const decided = run.exceptions.filter(({ status }) => status !== 'open').slice(-MOST);
  return html`<section class="section">
        <h2>Exceptions<span class="count">${run.exceptions.length}</span></h2>
        <ul class="list">
          ${[...open, ...decided].map((one) => {
            const outcome = resolutionOf(run, one);
            const title = one.step === undefined ? undefined : stepOf(definition, one.step)?.title;
            return html`<li class="row">
              <div class="row-main">
                <p class="row-name">${causeText(definition, one)}</p>
                <p class="row-meta">${title === undefined ? '' : `${title} · `}raised by ${nameOf(one.raisedBy, names)}, ${time(one.raisedAt, 'day_time')}</p>
                ${outcome ? html`<p class="row-meta">${words(outcome.text, names)}</p>` : ''}
              </div>
              <span class="badge" data-state="${one.status === 'open' ? 'blocked' : 'done'}">${one.status === 'open' ? 'Open' : 'Decided'}</span>
            </li>`;
          })}
        </ul>
        ${before(run.exceptions.length - open.length - decided.length)}
      </section>`;
}

function notes({ run, definition, names }: Shown): Markup | '' {
  if (run.notes.length === 0) return '';
  return html`<section class="section">
        <h2>Notes<span class="count">${run.notes.length}</span></h2>
        <ul class="list">
          ${run.notes.slice(-MOST).map((one) => html`<li class="row"><div class="row-main"><p>${one.text}</p><p class="row-meta">${one.step === undefined ? '' : `${stepOf(definition, one.step)?.title ?? one.step} · `}${nameOf(one.by, names)}, ${time(one.at, 'day_time')}</p></div></li>`)}
        </ul>
        ${before(run.notes.length - MOST)}
      </section>`;
}

function before(left: number): Markup | '' {
  return left > 0
    ? html`<p class="section-note">and ${left} before these, in the <a href="?tab=timeline">timeline</a></p>`
    : '';
}
