/** One SOP: its steps as they stand, its runs, its revisions and what they changed, and where it came from. */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { optional } from '../../engine/optional.ts';
import { accountableMembers } from '../../engine/sop/accountable.ts';
import type { SopCommand } from '../../engine/sop/commands.ts';
import { type SopDetail, sopDetail } from '../../runtime/library/sop.ts';
import { knownSop, type LibrarySop } from '../../runtime/library/sops.ts';
import { acted } from './act.ts';
import { runPath, sopPath } from './addresses.ts';
import type { Markup } from './document.ts';
import { reviewPath } from './drafts.ts';
import { csrfField, frame } from './frame.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { proposalRoutes } from './proposal.ts';
import { routineRoutes } from './routine.ts';
import { callerOf, type Visitor } from './session.ts';
import { draftTab } from './sop-draft.ts';
import { historyTab } from './sop-history.ts';
import { mapTab } from './sop-map.ts';
import { opportunitiesTab } from './sop-opportunities.ts';
import { routinesTab } from './sop-routines.ts';
import { runsTab } from './sop-runs.ts';
import { sourceTab } from './sop-source.ts';
import { stepsTab } from './sop-steps.ts';
import { STATUS_WORDS } from './sops.ts';
import { placesFor, startRoutes } from './start.ts';
import { time } from './time.ts';

const TABS = [
  ['steps', 'Steps'],
  ['draft', 'Draft'],
  ['map', 'Map'],
  ['runs', 'Runs'],
  ['routines', 'Routines'],
  ['opportunities', 'Opportunities'],
  ['history', 'History'],
  ['source', 'Source'],
] as const;
type Tab = (typeof TABS)[number][0];

const MOVES = ['publish', 'archive', 'revise'] as const;
type Move = (typeof MOVES)[number];

export function sopRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  const app = new Hono<LibraryEnv>();
  app.route('/', startRoutes(parts));
  app.route('/', routineRoutes(parts));
  app.route('/', proposalRoutes(parts));

  app.get('/sops/:id', async (c) => {
    const sop = await found(parts, c);
    const tab = TABS.find(([one]) => one === c.req.query('tab'))?.[0] ?? 'steps';
    const state = await stateOf(parts, c);
    const content = await contentOf(parts, c, { sop, state }, tab);
    const visitor = c.get('visitor');
    const people = await parts.memory.people(parts.db, visitor.workspace);
    // Before the first revision anybody may publish: there is nobody yet who answers for it.
    const { members } = accountableMembers(sop.definition, people);
    const answers = sop.revision === 0 || members.includes(visitor.member.id);
    return c.html(
      frame(c, {
        title: sop.title,
        live: [`sop ${sop.id}`, 'run', 'routine'],
        main: sopPage(visitor, sop, { tab, content, answers, review: reviewPath(parts, c)(sop.id) }),
      }),
    );
  });

  for (const move of MOVES) {
    app.post(`/sops/:id/${move}`, async (c) => {
      const sop = await stateOf(parts, c);
      const form = await c.req.parseBody();
      const edit = Number(form.edit);
      const seen = Number.isSafeInteger(edit) && form.edit !== undefined ? edit : undefined;
      const [place] = move === 'revise' ? await placesFor(parts, c.get('visitor'), sop) : [''];
      if (place === undefined)
        throw new PageError(
          409,
          'Begin it in chat',
          `It is not known where the draft's card should go. Type /sop revise ${sop.key} there.`,
        );
      await acted(parts, c, { command: commandFor(move, sop.sop, { seen, place }), form });
      return c.redirect(sopPath(sop.sop), 303);
    });
  }
  return app;
}

async function found(parts: LibraryParts, c: Context<LibraryEnv>): Promise<SopDetail> {
  const sop = await sopDetail(parts, callerOf(c.get('visitor')), c.req.param('id') ?? '');
  if (!sop) throw unknown();
  return sop;
}

async function stateOf(parts: LibraryParts, c: Context<LibraryEnv>): Promise<LibrarySop> {
  const sop = await knownSop(parts, c.get('visitor').workspace, c.req.param('id') ?? '');
  if (!sop) throw unknown();
  return sop;
}

function unknown(): PageError {
  return new PageError(404, 'There is no such SOP', 'It may have been thrown away, or the address is mistyped.');
}

/** `seen`: the edit of the draft that the page showed: nobody publishes what they did not see. */
function commandFor(move: Move, sop: string, { seen, place }: { seen: number | undefined; place: string }): SopCommand {
  switch (move) {
    case 'publish':
      return { type: 'publishDraft', sop, ...optional('edit', seen) };
    case 'archive':
      return { type: 'archiveSop', sop };
    case 'revise':
      return { type: 'reviseSop', sop, place };
  }
}

interface Looked {
  readonly sop: SopDetail;
  readonly state: LibrarySop;
}

async function contentOf(
  parts: LibraryParts,
  c: Context<LibraryEnv>,
  { sop, state }: Looked,
  tab: Tab,
): Promise<Markup> {
  const visitor = c.get('visitor');
  const names = await parts.memory.names(parts.db, visitor.workspace);
  switch (tab) {
    case 'steps':
      return stepsTab(sop, names, parts.now());
    case 'runs':
      return runsTab(parts, callerOf(visitor), sop, c.req.query('after'));
    case 'routines':
      return routinesTab(parts, visitor, state, names);
    case 'draft':
      return state.draft ? draftTab(state, state.draft, names) : stepsTab(sop, names, parts.now());
    case 'opportunities':
      return opportunitiesTab(parts, visitor, { sop, state }, names);
    case 'map':
      return mapTab(parts.layout, sop);
    case 'history':
      return historyTab(parts, visitor.workspace, sop, { names, from: c.req.query('from'), to: c.req.query('to') });
    case 'source':
      return sourceTab(sop);
  }
}

interface Shown {
  readonly tab: Tab;
  readonly content: Markup;
  /** Whoever looks may replace and archive what is in force. */
  readonly answers: boolean;
  /** Where its draft is reviewed. */
  readonly review: string;
}

function sopPage(visitor: Visitor, sop: SopDetail, shown: Shown): Markup {
  const { tab, content, answers } = shown;
  return html`<p class="crumbs"><a href="/library">Library</a></p>
      <div class="page-head">
        <div>
          <h1>${sop.title} <span class="badge" data-state="${sop.status}">${STATUS_WORDS[sop.status]}</span></h1>
          ${sop.purpose === null ? '' : html`<p class="lead">${sop.purpose}</p>`}
          <p class="row-meta">${sop.key}${sop.workstream === null ? '' : ` · ${sop.workstream}`}${sop.revision === 0 ? '' : ` · revision ${sop.revision}`} · ${ownerWords(sop)} · readiness ${sop.readiness}</p>
        </div>
        <div class="buttons">${actions(visitor, sop, answers)}</div>
      </div>
      ${draftNotice(visitor, sop, shown)}
      ${facts(sop)}
      <nav class="tabs" aria-label="About this SOP">
        ${TABS.filter(([one]) => one !== 'draft' || sop.draft !== null).map(([one, title]) => (one === tab ? html`<a href="${sopPath(sop.id, one)}" aria-current="page">${title}</a>` : html`<a href="${sopPath(sop.id, one)}">${title}</a>`))}
      </nav>
      ${content}`;
}

function ownerWords({ owner }: SopDetail): string {
  if (owner === null) return 'nobody answers for it';
  const { members, title } = owner;
  return members.length === 0 ? `${title} (nobody holds it)` : `${title}: ${members.map((one) => one.name).join(', ')}`;
}

function actions(visitor: Visitor, sop: SopDetail, answers: boolean): Markup {
  const isBusy = sop.definition.one_at_a_time && sop.openRuns > 0;
  const run =
    sop.status !== 'active' || isBusy
      ? html`<button class="button button-primary" type="button" disabled title="${isBusy ? 'A run is in flight, and this SOP runs one at a time' : 'Only an active SOP can run'}">Run</button>`
      : html`<a class="button button-primary" href="${sopPath(sop.id)}/start">Run</a>`;
  return html`${sop.status !== 'draft' && sop.draft === null ? move(visitor, sop, 'revise', 'Revise') : ''}
      ${answers && sop.status === 'active' ? move(visitor, sop, 'archive', 'Archive') : ''}
      ${run}`;
}

function move(visitor: Visitor, { id }: SopDetail, which: Move, label: string, edit?: number): Markup {
  return html`<form method="post" action="${sopPath(id)}/${which}">
          ${csrfField(visitor)}
          ${edit === undefined ? '' : html`<input type="hidden" name="edit" value="${edit}">`}
          <button class="button${which === 'publish' ? ' button-primary' : ''}" type="submit">${label}</button>
        </form>`;
}

function draftNotice(visitor: Visitor, sop: SopDetail, { answers, tab, review }: Shown): Markup | '' {
  const { draft } = sop;
  if (draft === null) return '';
  const open = draft.openQuestions;
  const questions = open === 0 ? '' : ` ${open} ${open === 1 ? 'question is' : 'questions are'} open.`;
  return html`<div class="notice notice-row" data-tone="accent">
        <p>A draft of the ${sop.revision === 0 ? 'first' : 'next'} revision waits to be published.${questions} Edited ${time(draft.editedAt, 'day_time')}.</p>
        <div class="buttons">${tab === 'draft' && review === sopPath(sop.id, 'draft') ? '' : html`<a class="button" href="${review}">Review</a>`}${answers ? move(visitor, sop, 'publish', 'Publish', draft.edit) : ''}</div>
      </div>`;
}

function facts({ id, run, routine, lately, openRuns }: SopDetail): Markup {
  const next = routine?.next ? html`, next ${time(routine.next, 'day_time')}` : '';
  const rows: readonly (readonly [string, Markup | string])[] = [
    [
      'Now',
      run
        ? html`<a href="${runPath(run.id)}">${run.ended} of ${run.of} steps</a> since ${time(run.startedAt, 'day_time')}${run.isLate ? html` <span class="late">late</span>` : ''}`
        : openRuns > 0
          ? 'runs in a conversation that you are not in'
          : 'nothing runs',
    ],
    [
      'Routine',
      routine
        ? html`<a href="${sopPath(id, 'routines')}">${routine.when} (${routine.timeZone})</a>${routine.status === 'paused' ? ', paused' : next}`
        : 'none',
    ],
    ['Last 30 days', `${lately.completed} completed, ${lately.incomplete} incomplete, ${lately.cancelled} cancelled`],
  ];
  return html`<dl class="facts card">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}
