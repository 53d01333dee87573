/** Webhooks: who is told what happens in runs, and what became of what was sent. For administrators alone. */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { clip } from '../../cards/text.ts';
import { TOPICS } from '../../runtime/webhooks/event-types.ts';
import {
  changeSecret,
  changeTo,
  checkManager,
  makeWebhook,
  ping,
  remove,
  resend,
  WebhookProblem,
  webhookOf,
} from '../../runtime/webhooks/manage.ts';
import { listDeliveries } from '../../store/webhook-deliveries.ts';
import { listWebhooks, type Webhook } from '../../store/webhooks.ts';
import { FORM_FIELD } from './act.ts';
import type { Markup } from './document.ts';
import { csrfField, frame } from './frame.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { callerOf, type Visitor } from './session.ts';
import { deliveryRow, stateBadge, stateWords, topicWords, type Wanted, webhookForm } from './webhook-parts.ts';

const LOGGED = 50;
/** Characters of an address in a list. */
const SHOWN = 80;

export function webhookRoutes({ webhooks }: LibraryParts): Hono<LibraryEnv> {
  const managed = async (c: Context<LibraryEnv>): Promise<Visitor> => {
    const visitor = c.get('visitor');
    await told(checkManager(webhooks, visitor.workspace, callerOf(visitor).actor));
    return visitor;
  };
  const meant = async (c: Context<LibraryEnv>): Promise<Webhook> => {
    // One of another workspace is as good as none, whoever asks.
    const found = await told(webhookOf(webhooks, c.get('visitor').workspace, c.req.param('id') ?? ''));
    await managed(c);
    return found;
  };
  const page = async (c: Context<LibraryEnv>, webhook: Webhook, notice?: Markup, wanted: Wanted = webhook) => {
    const { workspace, id } = webhook;
    const deliveries = await listDeliveries(webhooks.db, {
      workspace,
      webhook: id,
      limit: LOGGED,
      before: beforeIn(c),
    });
    const last = deliveries.length === LOGGED ? deliveries.at(-1) : undefined;
    const older = last && `${path(id)}?before=${encodeURIComponent(`${last.at}.${last.id}`)}`;
    const title = new URL(webhook.url).host;
    const main = html`${head(c.get('visitor'), webhook)}${notice ?? ''}
      <section class="section">
        <h2>What was sent</h2>
        ${
          deliveries.length === 0
            ? html`<p class="muted">Nothing yet. Send a try, or wait until something happens in a run.</p>`
            : html`<ul class="list">${deliveries.map((one) => deliveryRow(c.get('visitor'), webhook, one))}</ul>`
        }
        ${older === undefined ? '' : html`<p class="more"><a class="button" href="${older}">Older</a></p>`}
      </section>
      <section class="section">
        <h2>Change it</h2>
        ${webhookForm(c.get('visitor'), wanted, id)}
      </section>
      <details class="section">
        <summary>Remove it</summary>
        <form class="form card" method="post" action="${path(id)}/remove">${csrfField(c.get('visitor'))}<p class="field">Nothing is sent to it any more, and its log is lost.</p><button class="button button-danger" type="submit">Remove the webhook</button></form>
      </details>`;
    // What happens in runs is what is sent.
    return c.html(frame(c, { title, main, live: ['run'] }));
  };

  return new Hono<LibraryEnv>()
    .get('/settings/webhooks/new', async (c) => {
      const visitor = await managed(c);
      return c.html(frame(c, { title: 'Add a webhook', main: newPage(visitor) }));
    })
    .post('/settings/webhooks', async (c) => {
      const visitor = await managed(c);
      const { workspace, member } = visitor;
      const form = await c.req.parseBody();
      const key = typeof form[FORM_FIELD] === 'string' ? { key: `page ${form[FORM_FIELD]}` } : {};
      const wanted = wantedIn(form);
      const made = await toldBeside(makeWebhook(webhooks, { ...wanted, workspace, by: member.id, ...key }));
      if ('problem' in made) {
        const main = newPage(visitor, wanted, problemNotice(made.problem));
        return c.html(frame(c, { title: 'Add a webhook', main }), 409);
      }
      return page(c, made.webhook, secretNotice(made.secret));
    })
    .get('/settings/webhooks/:id', async (c) => page(c, await meant(c)))
    .post('/settings/webhooks/:id', async (c) => {
      const webhook = await meant(c);
      const wanted = wantedIn(await c.req.parseBody());
      const changed = await toldBeside(changeTo(webhooks, webhook, wanted));
      if ('problem' in changed) {
        c.status(409);
        return page(c, webhook, problemNotice(changed.problem), wanted);
      }
      return c.redirect(path(webhook.id), 303);
    })
    .post('/settings/webhooks/:id/on', async (c) => switched(c, await meant(c), true))
    .post('/settings/webhooks/:id/off', async (c) => switched(c, await meant(c), false))
    .post('/settings/webhooks/:id/secret', async (c) => {
      const webhook = await meant(c);
      const secret = await changeSecret(webhooks, webhook);
      return page(c, webhook, secretNotice(secret, 'For 24 hours what is sent is signed with the old secret as well.'));
    })
    .post('/settings/webhooks/:id/try', async (c) => {
      const webhook = await meant(c);
      await told(ping(webhooks, webhook));
      return c.redirect(path(webhook.id), 303);
    })
    .post('/settings/webhooks/:id/again', async (c) => {
      const webhook = await meant(c);
      const { delivery } = await c.req.parseBody();
      await told(resend(webhooks, webhook, typeof delivery === 'string' ? delivery : ''));
      return c.redirect(path(webhook.id), 303);
    })
    .post('/settings/webhooks/:id/remove', async (c) => {
      await remove(webhooks, await meant(c));
      return c.redirect('/library/settings#webhooks', 303);
    });

  async function switched(c: Context<LibraryEnv>, webhook: Webhook, on: boolean): Promise<Response> {
    await told(changeTo(webhooks, webhook, { on }));
    return c.redirect(path(webhook.id), 303);
  }
}

/** The part of the settings that leads to them. */
export async function webhookSection({ webhooks }: LibraryParts, { workspace, member }: Visitor): Promise<Markup> {
  const { admins } = await webhooks.memory.people(webhooks.db, workspace);
  const names = await webhooks.memory.names(webhooks.db, workspace);
  const whom = admins.map((one) => names[one] ?? one).join(', ');
  const found = member.admin ? await listWebhooks(webhooks.db, workspace) : [];
  return html`<section class="section" id="webhooks">
        <h2>Webhooks${member.admin ? html`<span class="count">${found.length}</span>` : ''}</h2>
        <p class="section-note">Other software is told what happens in runs, at an address of its own, as it happens. ${
          member.admin
            ? ''
            : `Administrators set that (ask ${whom}): it tells of all runs, also of those in private conversations.`
        }</p>
        ${
          found.length === 0
            ? ''
            : html`<ul class="list">${found.map(
                (one) => html`<li class="row">
            <div class="row-main">
              <a class="row-title break" href="${path(one.id)}">${shortly(one.url)}</a>
              <p class="row-meta">${topicWords(one.events)}${one.off === undefined && one.failingSince === undefined ? '' : html` · ${stateWords(one)}`}</p>
            </div>
            ${stateBadge(one)}
          </li>`,
              )}</ul>`
        }
        ${member.admin ? html`<p class="after-list"><a class="button" href="/library/settings/webhooks/new">Add a webhook</a></p>` : ''}
      </section>`;
}

function path(id: string): string {
  return `/library/settings/webhooks/${encodeURIComponent(id)}`;
}

/** Two of one host are told apart by where there they lead. */
function shortly(url: string): string {
  const { host, pathname } = new URL(url);
  return clip(`${host}${pathname === '/' ? '' : pathname}`, SHOWN);
}

function head(visitor: Visitor, webhook: Webhook): Markup {
  const { id, url, off } = webhook;
  const button = (what: string, label: string, kind = '') =>
    html`<form method="post" action="${path(id)}/${what}">${csrfField(visitor)}<button class="button ${kind}" type="submit">${label}</button></form>`;
  return html`<nav class="crumbs" aria-label="Where you are"><a href="/library/settings">Settings</a><a href="/library/settings#webhooks">Webhooks</a></nav>
      <div class="page-head">
        <div>
          <h1>${new URL(url).host} ${stateBadge(webhook)}</h1>
          <p class="lead break">${url}</p>
          <p class="row-meta">Told of ${topicWords(webhook.events)}.</p>
        </div>
        <div class="buttons">
          ${button('try', 'Send a try', 'button-primary')}
          ${off === undefined ? button('off', 'Switch off') : button('on', 'Switch on')}
          ${button('secret', 'New secret')}
        </div>
      </div>
      ${off === undefined && webhook.failingSince === undefined ? '' : html`<div class="notice" data-tone="${off === 'by_hand' ? 'attention' : 'bad'}"><p>${stateWords(webhook)}</p></div>`}`;
}

function secretNotice(secret: string, more = ''): Markup {
  return html`<div class="notice" data-tone="good" role="status"><p>Here is the secret. Keep it somewhere safe: it is not shown again. ${more}</p><p><code class="secret">${secret}</code></p></div>`;
}

function problemNotice(problem: string): Markup {
  return html`<p class="notice" data-tone="bad" role="alert">${problem}</p>`;
}

function newPage(visitor: Visitor, wanted?: Wanted, notice?: Markup): Markup {
  return html`<nav class="crumbs" aria-label="Where you are"><a href="/library/settings">Settings</a><a href="/library/settings#webhooks">Webhooks</a></nav>
      <div class="page-head">
        <div>
          <h1>Add a webhook</h1>
          <p class="lead">Each thing that happens in a run is sent to its address as JSON, signed as the specification <a href="https://www.standardwebhooks.com" rel="noreferrer noopener">Standard Webhooks</a> says: there are libraries that check it. It tells of all runs, also of those in private conversations.</p>
        </div>
      </div>
      ${notice ?? ''}
      ${webhookForm(visitor, wanted)}`;
}

function wantedIn(form: Readonly<Record<string, unknown>>): Wanted {
  const kept = typeof form.types === 'string' ? form.types.split(' ').filter((one) => one !== '') : [];
  return {
    url: typeof form.url === 'string' ? form.url : '',
    events: [...TOPICS.filter((topic) => form[`topic-${topic}`] !== undefined), ...kept],
  };
}

function beforeIn(c: Context): { readonly at: number; readonly id: string } | undefined {
  const [, at = '', id = ''] = /^(\d{1,15})\.(.{1,120})$/.exec(c.req.query('before') ?? '') ?? [];
  return id === '' ? undefined : { at: Number(at), id };
}

/** What was filled in wrongly is said beside the form, which keeps what was typed; anything else is a page of its own. */
async function toldBeside<Value>(doing: Promise<Value>): Promise<Value | { readonly problem: string }> {
  try {
    return await doing;
  } catch (error) {
    if (error instanceof WebhookProblem && error.code === 'webhook_invalid') return { problem: error.message };
    return told(Promise.reject(error));
  }
}

async function told<Value>(doing: Promise<Value>): Promise<Value> {
  try {
    return await doing;
  } catch (error) {
    if (!(error instanceof WebhookProblem)) throw error;
    const isUnknown = error.code === 'webhook_unknown' || error.code === 'delivery_unknown';
    const status = isUnknown ? 404 : error.code === 'not_administrator' ? 403 : 409;
    throw new PageError(status, isUnknown ? 'There is no such webhook' : 'Not done', error.message);
  }
}
