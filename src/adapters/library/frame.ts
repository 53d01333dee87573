/** The frame of every page behind the sign-in: where one is, where one can go, and who one is. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { idOf } from '../http/changes-stream.ts';
import { assetPath } from './assets.ts';
import { documentOf, type Markup } from './document.ts';
import { CSRF_FIELD } from './guard.ts';
import { ICONS } from './icon.ts';
import { initials } from './initials.ts';
import { entryOf, type NavigationEntry } from './navigation.ts';
import type { LibraryEnv } from './parts.ts';
import type { Visitor } from './session.ts';
import { time } from './time.ts';

export interface Framed {
  /** Of the tab; the page's own heading is in `main`. */
  readonly title: string;
  readonly main: Markup;
  /** What the page shows, as `run ID`, `sop ID` or a kind alone: it is read again when that changes. */
  readonly live?: readonly string[];
}

export function frame(c: Context<LibraryEnv>, { title, main, live = [] }: Framed): Markup {
  const visitor = c.get('visitor');
  const here = entryOf(c.req.path);
  return documentOf({
    title: `${title} · ${visitor.workspaceName}`,
    csrf: visitor.csrf,
    body: html`<a class="skip" href="#main">Skip to the content</a>
    <header class="top">
      <div class="top-row">
        <a class="brand" href="/library">
          <img src="${assetPath('mark.svg')}" alt="" width="28" height="28">
          <span class="brand-name">${visitor.workspaceName}</span>
        </a>
        ${accountMenu(visitor)}
        <nav class="nav" aria-label="Main">
          <ul>
            ${c.get('navigation').map((entry) => navigationItem(entry, entry.path === here?.path))}
          </ul>
        </nav>
      </div>
    </header>
    <main id="main" class="main" tabindex="-1" data-live="${live.join(',')}" data-since="${idOf(c.get('since'))}">${main}</main>`,
  });
}

function navigationItem({ path, title }: NavigationEntry, isHere: boolean): Markup {
  return isHere
    ? html`<li><a href="${path}" aria-current="page">${title}</a></li>`
    : html`<li><a href="${path}">${title}</a></li>`;
}

function accountMenu(visitor: Visitor): Markup {
  const { member, workspaceName } = visitor;
  return html`<details class="account" data-menu>
          <summary>
            <span class="avatar" aria-hidden="true">${initials(member.name)}</span>
            <span class="visually-hidden">Account of</span> <span class="account-name">${member.name}</span>
            ${ICONS.chevron}
          </summary>
          <div class="menu">
            <p class="menu-who"><strong>${member.name}</strong><span>${workspaceName}${member.admin ? ' · Administrator' : ''}</span></p>
            <fieldset class="theme" data-theme-switch hidden>
              <legend>Appearance</legend>
              <div class="segmented">
                <label><input type="radio" name="theme" value="system"><span>System</span></label>
                <label><input type="radio" name="theme" value="light"><span>Light</span></label>
                <label><input type="radio" name="theme" value="dark"><span>Dark</span></label>
              </div>
            </fieldset>
            ${visitor.session ? signOut(visitor, visitor.session.endsAt) : ACTING}
          </div>
        </details>`;
}

function signOut(visitor: Visitor, endsAt: number): Markup {
  return html`<form method="post" action="/library/signout" class="menu-actions">
              ${csrfField(visitor)}
              <button type="submit" class="menu-item">Sign out</button>
              <button type="submit" class="menu-item" formaction="/library/signout/everywhere">Sign out everywhere</button>
            </form>
            <p class="menu-note">Signed in until ${time(endsAt, 'day_time')}</p>`;
}

const ACTING = html`<p class="menu-note">On this machine nobody signs in. You act as whom the chat says: <a href="/">choose somebody else there</a>.</p>`;

/** Belongs into every form. */
export function csrfField({ csrf }: Visitor): Markup {
  return html`<input type="hidden" name="${CSRF_FIELD}" value="${csrf}">`;
}
