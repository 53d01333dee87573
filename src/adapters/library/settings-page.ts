/** Settings: when nobody is called, days off, and who may call the HTTP API. */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { LIMITS } from '../../engine/limits.ts';
import { makeToken, SCOPES, type Scope, tokenState } from '../../runtime/access.ts';
import { type ApiToken, apiTokenOf, listApiTokens, revokeApiToken } from '../../store/api-tokens.ts';
import type { Markup } from './document.ts';
import { csrfField, frame } from './frame.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import type { Visitor } from './session.ts';
import { calendarOf, calendarRoutes, type NotDone } from './settings-calendar.ts';
import { calendarSections } from './settings-calendar-page.ts';
import { webhookSection } from './settings-webhooks.ts';
import { time } from './time.ts';
import type { Names } from './words.ts';

const LISTED = 500;
/** Tokens that somebody may have at a time: each may ask as often as every other one. */
const MOST = 20;
const DAY = 86_400_000;
const LASTING = [30, 90, 365] as const;

export function settingsRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  const { db, memory, now } = parts;
  const page = async (c: Context<LibraryEnv>, made?: string, notDone?: NotDone) => {
    const visitor = c.get('visitor');
    // Somebody's own, and for administrators everybody's.
    const whose = visitor.member.admin ? undefined : visitor.member.id;
    const tokens = await listApiTokens(db, visitor.workspace, { member: whose, now: now(), limit: LISTED });
    const names = await memory.names(db, visitor.workspace);
    const calendar = calendarSections(visitor, await calendarOf(parts, visitor, notDone));
    const webhooks = await webhookSection(parts, visitor);
    const main = html`${settingsPage(visitor, tokens, { names, made, now: now(), calendar })}${webhooks}`;
    return c.html(frame(c, { title: 'Settings', main }), notDone ? 409 : 200);
  };

  return new Hono<LibraryEnv>()
    .route(
      '/',
      calendarRoutes(parts, (c, notDone) => page(c, undefined, notDone)),
    )
    .get('/settings', (c) => page(c))
    .post('/settings/tokens', async (c) => {
      const visitor = c.get('visitor');
      const wanted = wantedIn(await c.req.parseBody(), visitor);
      const createdAt = now();
      const { workspace, member } = visitor;
      const own = await listApiTokens(db, workspace, { member: member.id, now: createdAt, limit: MOST });
      if (!member.admin && own.filter((one) => tokenState(one, createdAt) === 'valid').length >= MOST)
        throw new PageError(409, 'Not made', `You have ${MOST} tokens already. Revoke one that nobody needs.`);
      const { days, ...token } = wanted;
      const { token: made } = await makeToken(db, {
        ...token,
        workspace,
        createdBy: member.id,
        createdAt,
        expiresAt: createdAt + days * DAY,
      });
      return page(c, made);
    })
    .post('/settings/tokens/:id/revoke', async (c) => {
      const visitor = c.get('visitor');
      const { workspace } = visitor;
      const token = await apiTokenOf(db, workspace, c.req.param('id'));
      if (!token || !(visitor.member.admin || token.member === visitor.member.id)) {
        throw new PageError(
          404,
          'There is no such token',
          'Or it is somebody else’s, and only an administrator may revoke it.',
        );
      }
      await revokeApiToken(db, workspace, { id: token.id, at: now() });
      return c.redirect('/library/settings', 303);
    });
}

function wantedIn(form: Readonly<Record<string, unknown>>, { member }: Visitor) {
  const name = typeof form.name === 'string' ? form.name.trim() : '';
  if (name === '' || name.length > LIMITS.title)
    throw new PageError(409, 'Not made', 'Give the token a name that says what it is for.');
  const scopes = SCOPES.filter((scope) => form[`scope-${scope}`] !== undefined);
  if (scopes.length === 0) throw new PageError(409, 'Not made', 'Choose what the token is for.');
  const isService = form.whose === 'service';
  if (isService && !member.admin)
    throw new PageError(
      403,
      'Not made',
      'Only an administrator makes a token for a service: it sees the whole workspace.',
    );
  const days = LASTING.find((one) => String(one) === form.days) ?? LASTING[0];
  return { name, scopes, days, member: isService ? undefined : member.id };
}

interface Shown {
  readonly names: Names;
  /** A token that was made just now, to be shown once. */
  readonly made: string | undefined;
  readonly now: number;
  readonly calendar: Markup;
}

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  read: 'Read: look at SOPs, runs, evidence and the map',
  sops: 'SOPs: import, publish, revise, archive, set routines',
  runs: 'Runs: start them, and act in them',
  webhooks: 'Webhooks: set who is told what happens',
};

function settingsPage(visitor: Visitor, tokens: readonly ApiToken[], { names, made, now, calendar }: Shown): Markup {
  return html`<div class="page-head">
        <div>
          <h1>Settings</h1>
          <p class="lead">When nobody is called, on which days routines rest, and what other software may do.</p>
        </div>
      </div>
      ${calendar}
      <section class="section">
        <h2>API tokens<span class="count">${tokens.length}</span></h2>
        <p class="section-note">With a token other software reads and acts as you do here. <a href="/api/reference">What the API can do</a></p>
        ${made === undefined ? '' : html`<div class="notice" data-tone="good" role="status"><p>Here is the token. Keep it somewhere safe: it is not shown again.</p><p><code class="secret">${made}</code></p></div>`}
        ${tokens.length === 0 ? html`<p class="muted">There is none yet.</p>` : html`<ul class="list">${tokens.map((token) => tokenRow(visitor, token, { names, now }))}</ul>`}
      </section>
      <section class="section">
        <h2>Make a token</h2>
        ${form(visitor)}
      </section>`;
}

function tokenRow(visitor: Visitor, token: ApiToken, { names, now }: { names: Names; now: number }): Markup {
  const state = tokenState(token, now);
  const whose = token.member === undefined ? 'a service' : (names[token.member] ?? 'somebody');
  return html`<li class="row">
            <div class="row-main">
              <p class="row-name">${token.name}</p>
              <p class="row-meta">${whose} · ${token.scopes.join(', ')} · made ${time(token.createdAt, 'day_time')}${token.expiresAt === undefined || state !== 'valid' ? '' : html`, lasts until ${time(token.expiresAt, 'date')}`}</p>
            </div>
            ${
              state === 'valid'
                ? html`<form method="post" action="/library/settings/tokens/${encodeURIComponent(token.id)}/revoke">${csrfField(visitor)}<button class="button button-small" type="submit" aria-label="Revoke ${token.name}">Revoke</button></form>`
                : html`<span class="badge" data-state="archived">${state === 'revoked' ? 'Revoked' : 'Expired'}</span>`
            }
          </li>`;
}

function form(visitor: Visitor): Markup {
  return html`<form class="form card" method="post" action="/library/settings/tokens">
          ${csrfField(visitor)}
          <div class="field">
            <label for="token-name">What is it for?</label>
            <input class="input" id="token-name" name="name" required maxlength="${LIMITS.title}" autocomplete="off">
          </div>
          <fieldset class="field">
            <legend>What may it do?</legend>
            ${SCOPES.filter((scope) => scope !== 'webhooks' || visitor.member.admin).map((scope) => html`<div class="field-check"><input type="checkbox" id="scope-${scope}" name="scope-${scope}" ${scope === 'read' ? 'checked' : ''}><label for="scope-${scope}">${SCOPE_WORDS[scope]}</label></div>`)}
          </fieldset>
          <div class="field">
            <label for="token-whose">Whose is it?</label>
            <select class="input" id="token-whose" name="whose">
              <option value="own">Mine: it acts as ${visitor.member.name}</option>
              ${visitor.member.admin ? html`<option value="service">A service: it sees the whole workspace, and never approves</option>` : ''}
            </select>
          </div>
          <div class="field">
            <label for="token-days">How long does it last?</label>
            <select class="input" id="token-days" name="days">
              ${LASTING.map((days) => html`<option value="${days}">${days} days</option>`)}
            </select>
          </div>
          <button class="button button-primary" type="submit">Make the token</button>
        </form>`;
}
