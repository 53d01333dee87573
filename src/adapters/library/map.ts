/** The workflow map: what each step of each procedure may touch, who approves it, and what happens when it goes wrong. */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { approvalWords } from '../../cards/map/flow-words.ts';
import { consequenceWords, periodWords } from '../../cards/map/inventory-words.ts';
import type { MapFilter } from '../../engine/map/filter.ts';
import type { MapRow } from '../../engine/map/inventory.ts';
import {
  flowPicture,
  mapCsv,
  sopFlow,
  systemsPicture,
  type WorkflowMap,
  workflowMap,
} from '../../runtime/library/map.ts';
import { sopPath, withQuery } from './addresses.ts';
import type { Markup } from './document.ts';
import { frame } from './frame.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { pictures } from './pictures.ts';

/** Rows on the page; the file has all of them. */
const SHOWN = 300;

type Asked = Readonly<Record<(typeof FIELDS)[number], string | undefined>>;
const FIELDS = ['workstream', 'system', 'role', 'judgment', 'only'] as const;

export function mapRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  const mapFor = (c: Context<LibraryEnv>, asked: Asked) =>
    workflowMap(parts, { workspace: c.get('visitor').workspace, drafts: true }, filterOf(asked));
  return new Hono<LibraryEnv>()
    .get('/map', async (c) => {
      const asked = askedIn(c);
      const map = await mapFor(c, asked);
      return c.html(frame(c, { title: 'Map', live: ['sop'], main: mapPage(map, asked) }));
    })
    .get('/map.csv', async (c) => {
      const csv = await mapCsv(await mapFor(c, askedIn(c)));
      return c.body(csv, 200, file('text/csv; charset=utf-8', 'workflow-map.csv'));
    })
    .get('/map.svg', async (c) => {
      const map = await mapFor(c, askedIn(c));
      return c.body(
        systemsPicture(map, { id: 'map', standing: 'file', shape: 'wide' }),
        200,
        file('image/svg+xml', 'workflow-map.svg'),
      );
    })
    .get('/sops/:id/flow.svg', async (c) => {
      const found = await sopFlow(parts, c.get('visitor').workspace, c.req.param('id'));
      if (!found)
        throw new PageError(404, 'There is no such SOP', 'It was archived or thrown away, or the address is mistyped.');
      const svg = await flowPicture(parts.layout, found.sop.definition, {
        id: 'flow',
        standing: 'file',
        shape: 'wide',
      });
      return c.body(svg, 200, file('image/svg+xml', `${found.sop.key}.svg`));
    });
}

/** What is drawn by us is a file all the same: nothing in it runs, wherever it is opened. */
function file(type: string, name: string): Record<string, string> {
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  };
}

function askedIn(c: Context): Asked {
  const given = FIELDS.map((name) => [name, c.req.query(name)?.slice(0, 200) || undefined] as const);
  return Object.fromEntries(given) as Asked;
}

function filterOf({ workstream, system, role, judgment, only }: Asked): MapFilter {
  return {
    ...{ workstream, system, role },
    judgment: judgment === 'judgment' || judgment === 'deterministic' ? judgment : undefined,
    unapproved: only === 'unapproved' || only === 'unlooked' ? true : undefined,
    writing: only === 'writing' || only === 'unlooked' ? true : undefined,
  };
}

function mapPage(map: WorkflowMap, asked: Asked): Markup {
  const { rows, of, facets, isCut } = map;
  const isFiltered = FIELDS.some((name) => asked[name] !== undefined);
  const export_ = (to: string) => withQuery(to, asked);
  return html`<div class="page-head">
        <div>
          <h1>Map</h1>
          <p class="lead">What each step of each procedure may touch, who approves it, what is kept of it, and what happens when it goes wrong.</p>
        </div>
        <div class="buttons"><a class="button" href="${export_('/library/map.csv')}">CSV</a><a class="button" href="${export_('/library/map.svg')}">SVG</a></div>
      </div>
      ${
        of === 0
          ? NOTHING
          : html`${filters(facets, asked)}
      ${isCut ? html`<p class="notice" data-tone="attention">There is more than one map holds: the last SOPs are left out. Choose a workstream.</p>` : ''}
      ${systems(map)}
      <section class="section">
        <h2>Steps<span class="count">${isFiltered ? `${rows.length} of ${of}` : of}</span></h2>
        ${rows.length === 0 ? html`<p class="muted">No step fits. <a href="/library/map">Show all</a></p>` : table(map)}
        ${rows.length > SHOWN ? html`<p class="more muted">and ${rows.length - SHOWN} more; the CSV has all of them</p>` : ''}
      </section>`
      }`;
}

const NOTHING = html`<div class="empty"><h2>Nothing to draw yet</h2><p>The map shows the steps of your SOPs. Drop a document into a channel and type <code>/sop import</code>, or take a ready one with <code>/sop template</code>.</p></div>`;

function filters(facets: WorkflowMap['facets'], asked: Asked): Markup {
  return html`<form class="toolbar" method="get" action="/library/map" role="search">
        ${choice(
          'workstream',
          'Every workstream',
          facets.workstreams.map((one) => [one, one]),
          asked.workstream,
        )}
        ${choice(
          'system',
          'Every system',
          facets.systems.map((one) => [one, one]),
          asked.system,
        )}
        ${choice(
          'role',
          'Every role',
          facets.roles.map(({ id, title }) => [id, title]),
          asked.role,
        )}
        ${choice(
          'judgment',
          'Any kind of work',
          [
            ['deterministic', 'Deterministic'],
            ['judgment', 'Takes judgment'],
          ],
          asked.judgment,
        )}
        ${choice(
          'only',
          'All steps',
          [
            ['writing', 'That change a system'],
            ['unapproved', 'That nobody approves'],
            ['unlooked', 'That change a system, and nobody approves'],
          ],
          asked.only,
        )}
        <button class="button" type="submit">Show</button>
      </form>`;
}

function choice(
  name: string,
  every: string,
  options: readonly (readonly [string, string])[],
  chosen: string | undefined,
): Markup | '' {
  if (options.length === 0) return '';
  return html`<label class="visually-hidden" for="map-${name}">${every}</label>
        <select class="input input-narrow" id="map-${name}" name="${name}">
          <option value="">${every}</option>
          ${options.map(([value, title]) => (value === chosen ? html`<option value="${value}" selected>${title}</option>` : html`<option value="${value}">${title}</option>`))}
        </select>`;
}

function systems(map: WorkflowMap): Markup | '' {
  if (map.facets.systems.length === 0 || map.rows.length === 0) return '';
  const href = (sop: string) => sopPath(sop, 'map');
  const drawn = (shape: 'wide' | 'narrow') =>
    systemsPicture(map, { id: `systems-${shape}`, standing: 'page', shape, href });
  return html`<section class="section">
        <h2>Systems and procedures</h2>
        ${pictures('Systems and procedures', { wide: drawn('wide'), narrow: drawn('narrow') })}
      </section>`;
}

function table({ rows, sops }: WorkflowMap): Markup {
  const definitions = new Map(sops.map(({ id, definition }) => [id, definition]));
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="Steps">
          <table class="table map-table">
            <thead><tr><th scope="col">Step</th><th scope="col">Done by</th><th scope="col">Reads</th><th scope="col">Changes</th><th scope="col">Approved by</th><th scope="col">Kept</th><th scope="col">When it goes wrong</th></tr></thead>
            <tbody>
              ${rows.slice(0, SHOWN).map((row) => {
                const definition = definitions.get(row.sop.id);
                return definition ? tableRow(row, approvalIn(row, definition)) : '';
              })}
            </tbody>
          </table>
        </div>`;
}

function approvalIn(row: MapRow, definition: Parameters<typeof approvalWords>[0]): string {
  if (row.approval) return approvalWords(definition, row.step.id, row.approval);
  const before = row.approvedBefore.map(({ title }) => title);
  return before.length > 0 ? `before it: ${before.join(', ')}` : 'nobody';
}

function tableRow(row: MapRow, approval: string): Markup {
  const { sop, step, role, reads, writes, evidence, retention, judgment } = row;
  return html`<tr>
                <th scope="row"><a href="${sopPath(sop.id)}#step-${step.id}">${step.title}</a><br><span class="muted">${sop.title}, step ${step.order}${sop.status === 'draft' ? ', a draft' : ''}</span></th>
                <td>${role?.title ?? (step.kind === 'approval' ? '' : 'anybody')}${judgment === 'judgment' ? html`<br><span class="muted">takes judgment</span>` : ''}</td>
                <td>${reads.join(', ')}</td>
                <td>${writes.join(', ')}</td>
                <td>${approval}</td>
                <td>${evidence.length === 0 ? 'nothing' : evidence.map(({ title }) => title).join(', ')}${retention && evidence.length > 0 ? html`<br><span class="muted">for ${periodWords(retention.keep)}</span>` : ''}</td>
                <td>${troubles(row)}</td>
              </tr>`;
}

/** Only what can happen to the step. */
function troubles({ trouble }: MapRow): Markup | '' {
  const all = [
    ['Source stale', trouble.sourceStale],
    ['Tool failed', trouble.toolFailed],
    ['Out of limits', trouble.outOfLimits],
    ['Outside policy', trouble.outOfPolicy],
  ] as const;
  const possible = all.filter(([, { applies }]) => applies);
  return html`<dl class="troubles">${possible.map(([name, what]) => html`<dt class="muted">${name}</dt><dd>${consequenceWords(what)}</dd>`)}</dl>`;
}
