/** Starting a run from its SOP's page: where its card goes, and what it is told. */
import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { limits } from '../../cards/recorded.ts';
import type { Input } from '../../engine/definition.ts';
import type { InputValue } from '../../engine/run/values.ts';
import { placeFor, seesPlace } from '../../runtime/library/place-for.ts';
import { knownSop, type LibrarySop } from '../../runtime/library/sops.ts';
import { listWebChannels } from '../../store/web-places.ts';
import { FORM_FIELD, refusalWords, tried } from './act.ts';
import { runPath, sopPath } from './addresses.ts';
import type { Markup } from './document.ts';
import { csrfField, frame } from './frame.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { callerOf, type Visitor } from './session.ts';
import { placeWords } from './sop-runs.ts';

const PLACE_FIELD = '_place';

export function startRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  const page = async (
    c: Context<LibraryEnv>,
    sop: LibrarySop,
    sent: Sent = {},
    problem = '',
    status: 200 | 409 = 200,
  ) => {
    const places = await placesFor(parts, c.get('visitor'), sop);
    return c.html(
      frame(c, { title: `Run ${sop.title}`, main: startPage(c.get('visitor'), sop, { places, sent, problem }) }),
      status,
    );
  };

  return new Hono<LibraryEnv>()
    .get('/sops/:id/start', async (c) => page(c, await startable(parts, c)))
    .post('/sops/:id/start', async (c) => {
      const visitor = c.get('visitor');
      const sop = await startable(parts, c);
      const sent = textsIn(await c.req.parseBody());
      const place = sent[PLACE_FIELD] ?? '';
      if (!(await placesFor(parts, visitor, sop)).includes(place)) {
        throw new PageError(409, 'Not there', 'Choose one of the conversations: its card is posted there.');
      }
      const inputs = inputsIn(sop.active?.inputs ?? [], sent);
      const command = { type: 'startRun', run: randomUUIDv7(), sop: sop.sop, inputs, place } as const;
      const reply = await tried(parts, c, { command, form: sent });
      if (reply.status === 'refused') return page(c, sop, sent, refusalWords(reply.refusal, parts.now()), 409);
      return c.redirect(runPath(reply.stream), 303);
    });
}

async function startable(parts: LibraryParts, c: Context<LibraryEnv>): Promise<LibrarySop> {
  const sop = await knownSop(parts, c.get('visitor').workspace, c.req.param('id') ?? '');
  if (!sop)
    throw new PageError(404, 'There is no such SOP', 'It may have been thrown away, or the address is mistyped.');
  if (sop.status !== 'active')
    throw new PageError(409, 'It cannot run', 'Only an active SOP can run: publish its draft first.');
  return sop;
}

/** Where it ran last comes first; the local workspace knows all its channels. */
export async function placesFor(parts: LibraryParts, visitor: Visitor, sop: LibrarySop): Promise<readonly string[]> {
  const caller = callerOf(visitor);
  const last = await placeFor(parts, caller, sop);
  const isLocal = visitor.workspace === parts.local.workspace;
  const channels = isLocal ? (await listWebChannels(parts.db, visitor.workspace)).map(({ id }) => `web:${id}`) : [];
  const all = [...new Set([...(last === undefined ? [] : [last]), ...channels])];
  const seen = await Promise.all(all.map((place) => seesPlace(parts, caller, place)));
  return all.filter((_, at) => seen[at]);
}

export type Sent = Readonly<Record<string, string>>;

/** Only what was sent is in it: a field may be called `constructor`. */
export function textsIn(form: Readonly<Record<string, unknown>>): Sent {
  const texts = Object.entries(form).filter(([, value]) => typeof value === 'string');
  return Object.assign(Object.create(null), Object.fromEntries(texts));
}

/** As typed: the engine reads numbers and dates. A box that is not ticked is not sent at all. */
export function inputsIn(inputs: readonly Input[], sent: Sent): Record<string, InputValue> {
  const given = inputs.flatMap(({ id, type }): [string, InputValue][] => {
    if (type === 'checkbox') return [[id, sent[id] !== undefined]];
    return sent[id] === undefined || sent[id] === '' ? [] : [[id, sent[id]]];
  });
  return Object.fromEntries(given);
}

interface Drawing {
  readonly places: readonly string[];
  readonly sent: Sent;
  /** Why it was refused. */
  readonly problem: string;
}

function startPage(visitor: Visitor, sop: LibrarySop, { places, sent, problem }: Drawing): Markup {
  const head = html`<p class="crumbs"><a href="/library">Library</a> <a href="${sopPath(sop.sop)}">${sop.title}</a></p>
      <div class="page-head"><h1>Run ${sop.title}</h1></div>`;
  if (places.length === 0) {
    return html`${head}<div class="empty"><h2>Start it in chat</h2><p>It has not run in a conversation that you are in, so it is not known where its card should go. Type <code>/sop run ${sop.key}</code> there.</p></div>`;
  }
  return html`${head}
      <form class="form card" method="post" action="${sopPath(sop.sop)}/start">
        ${csrfField(visitor)}
        <input type="hidden" name="${FORM_FIELD}" value="${randomUUID()}">
        ${problem === '' ? '' : html`<p class="notice" data-tone="bad" role="alert">${problem}</p>`}
        <div class="field">
          <label for="${PLACE_FIELD}">Conversation</label>
          <select class="input" id="${PLACE_FIELD}" name="${PLACE_FIELD}">
            ${places.map((place) => (place === sent[PLACE_FIELD] ? html`<option value="${place}" selected>${placeLabel(place)}</option>` : html`<option value="${place}">${placeLabel(place)}</option>`))}
          </select>
          <p class="hint">Its card and its steps appear there.</p>
        </div>
        ${(sop.active?.inputs ?? []).map((input) => inputField(input, sent[input.id]))}
        <div class="buttons">
          <button class="button button-primary" type="submit">Run</button>
          <a class="button" href="${sopPath(sop.sop)}">Not now</a>
        </div>
      </form>`;
}

export function placeLabel(place: string): string {
  return place.startsWith('web:') ? placeWords(place) : `Where it ran last, ${placeWords(place)}`;
}

export function inputField(input: Input, value = ''): Markup {
  const { id, title, required, unit, type } = input;
  const label = html`<label for="in-${id}">${title}${unit === undefined ? '' : ` (${unit})`}${required ? '' : html` <span class="muted">(optional)</span>`}</label>`;
  if (type === 'checkbox') {
    return html`<div class="field field-check"><input type="checkbox" id="in-${id}" name="${id}" ${value === '' ? '' : 'checked'}>${label}</div>`;
  }
  if (type === 'choice') {
    return html`<div class="field">${label}<select class="input" id="in-${id}" name="${id}">
            ${required ? '' : html`<option value=""></option>`}
            ${(input.options ?? []).map((one) => (one.id === value ? html`<option value="${one.id}" selected>${one.title}</option>` : html`<option value="${one.id}">${one.title}</option>`))}
          </select></div>`;
  }
  const kind = type === 'date' ? 'date' : type === 'link' ? 'url' : 'text';
  return html`<div class="field">${label}<input class="input" id="in-${id}" name="${id}" type="${kind}" ${type === 'number' ? html`inputmode="decimal"` : ''} value="${value}" maxlength="${input.max_length ?? 4_000}" ${required ? 'required' : ''}>${hint(input)}</div>`;
}

function hint(input: Input): Markup | '' {
  const words = limits(input);
  return words === undefined ? '' : html`<p class="hint">${words}</p>`;
}
