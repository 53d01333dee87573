/** What administrators do with webhooks, from a page or over HTTP. */
import { hash, randomUUIDv7 } from 'node:crypto';
import type { Actor } from '../../engine/actor.ts';
import { memberOf } from '../../engine/actor.ts';
import { presentPosition } from '../../store/changes.ts';
import type { Database } from '../../store/database.ts';
import { VersionConflict } from '../../store/errors.ts';
import {
  beginTelling,
  claimDelivery,
  type DeliveryKey,
  findDelivery,
  type Logged,
  putDelivery,
  type Taken,
} from '../../store/webhook-deliveries.ts';
import {
  addWebhook,
  changeWebhook,
  findWebhook,
  listWebhooks,
  removeWebhook,
  renewSecret,
  switchOff,
  switchOn,
  type Webhook,
} from '../../store/webhooks.ts';
import type { Memory } from '../memory.ts';
import type { Courier } from '../ports.ts';
import type { Seal } from '../sealed.ts';
import { EVENT_TYPES, PING, TOPICS } from './event-types.ts';
import { LEASE } from './send.ts';
import { newSecret } from './sign.ts';

/** How many a workspace may have. */
const MOST = 20;
/** How long what is sent is also signed with the secret before a new one, in milliseconds: time to change it over there. */
const OVERLAP = 24 * 3_600_000;

export interface Managing {
  readonly db: Database;
  readonly memory: Memory;
  readonly courier: Courier;
  readonly seal: Seal;
  readonly now: () => number;
  /** There may be somebody new to be told. */
  readonly look: () => void;
  /** Sends what was taken, and notes what became of it. */
  readonly send: (taken: Taken) => Promise<void>;
}

/** Why something is not done, as a sentence. `code`: for programs. */
export class WebhookProblem extends Error {
  readonly code:
    | 'not_administrator'
    | 'webhook_unknown'
    | 'webhook_invalid'
    | 'too_many'
    | 'key_reused'
    | 'delivery_unknown';

  constructor(code: WebhookProblem['code'], text: string) {
    super(text);
    this.code = code;
  }
}

/** Whoever tells others what happens everywhere sees everything: an administrator, or a service that was given a token for it. */
export async function checkManager({ db, memory }: Managing, workspace: string, actor: Actor): Promise<void> {
  const member = memberOf(actor);
  if (member === undefined) return;
  const { admins } = await memory.people(db, workspace);
  if (!admins.includes(member)) {
    throw new WebhookProblem(
      'not_administrator',
      'Only an administrator sets webhooks: they tell of all runs, also of those in private conversations.',
    );
  }
}

export interface Wanted {
  readonly url: string;
  readonly events: readonly string[];
}

interface Made {
  readonly webhook: Webhook;
  readonly secret: string;
}

/**
 * Makes one, and gives its secret: it is shown once. The same `key` gives the same webhook again. Throws `WebhookProblem`.
 */
export async function makeWebhook(
  managing: Managing,
  wanted: Wanted & { readonly workspace: string; readonly by: string; readonly key?: string },
): Promise<Made> {
  const { db, seal, now } = managing;
  const { workspace, by, key } = wanted;
  const { url, events } = checked(managing, wanted);
  const id = key === undefined ? randomUUIDv7() : hash('sha256', `${workspace} ${by} ${key}`).slice(0, 32);
  const before = await findWebhook(db, workspace, id);
  if (before) return madeBefore(managing, before, { url, events });
  if ((await listWebhooks(db, workspace)).length >= MOST) {
    throw new WebhookProblem('too_many', `A workspace has ${MOST} webhooks at most. Remove one that nobody needs.`);
  }
  const secret = newSecret();
  const from = await presentPosition(db);
  await beginTelling(db, from);
  const sealed = seal.close(secret, `${workspace} ${id}`);
  const webhook = { workspace, id, url, events, secret: sealed, from, createdBy: by, createdAt: now() };
  try {
    await addWebhook(db, webhook);
  } catch (error) {
    // The same was asked twice at once.
    const other = error instanceof VersionConflict ? await findWebhook(db, workspace, id) : undefined;
    if (!other) throw error;
    return madeBefore(managing, other, { url, events });
  }
  managing.look();
  return { webhook, secret };
}

function madeBefore({ seal }: Managing, webhook: Webhook, { url, events }: Wanted): Made {
  if (webhook.url !== url || webhook.events.join() !== events.join()) {
    throw new WebhookProblem('key_reused', 'This Idempotency-Key was used for another request.');
  }
  return { webhook, secret: seal.open(webhook.secret, `${webhook.workspace} ${webhook.id}`) };
}

/** Throws `WebhookProblem`. */
export async function webhookOf({ db }: Managing, workspace: string, id: string): Promise<Webhook> {
  const found = await findWebhook(db, workspace, id);
  if (!found) throw new WebhookProblem('webhook_unknown', 'There is no such webhook.');
  return found;
}

export interface Change {
  readonly url?: string | undefined;
  readonly events?: readonly string[] | undefined;
  readonly on?: boolean | undefined;
}

/** What is left out stays as it is. Throws `WebhookProblem`. */
export async function changeTo(managing: Managing, webhook: Webhook, change: Change): Promise<Webhook> {
  const { db } = managing;
  const { url = webhook.url, events = webhook.events, on } = change;
  // An address that was allowed once can be left as it is.
  const wanted = url === webhook.url ? { url, events: checkedEvents(events) } : checked(managing, { url, events });
  const from = await presentPosition(db);
  await db.transaction(async (tx) => {
    await changeWebhook(tx, webhook, wanted);
    if (on === false) await switchOff(tx, webhook, 'by_hand');
    if (on === true) await switchOn(tx, webhook, from);
  });
  managing.look();
  return webhookOf(managing, webhook.workspace, webhook.id);
}

export async function remove({ db }: Managing, webhook: Webhook): Promise<void> {
  await removeWebhook(db, webhook);
}

/** Gives a new secret, to be shown once. For a day what is sent is signed with the one of before too. */
export async function changeSecret({ db, seal, now }: Managing, webhook: Webhook): Promise<string> {
  const { workspace, id } = webhook;
  const secret = newSecret();
  await renewSecret(db, webhook, { secret: seal.close(secret, `${workspace} ${id}`), until: now() + OVERLAP });
  return secret;
}

/** Sends something that tells of nothing, once, also where the webhook is off. Gives what became of it. */
export async function ping(managing: Managing, { workspace, id: webhook }: Webhook): Promise<Logged> {
  const { db, now } = managing;
  const delivery = { workspace, webhook, id: `evt_${randomUUIDv7()}`, type: PING, at: now() };
  await db.transaction(async (tx) => putDelivery(tx, delivery, { due: now() + LEASE }));
  return sentNow(managing, delivery);
}

/** Sends one of the log once more, and gives what became of it; it is tried again as if it were new. Throws `WebhookProblem`. */
export async function resend(managing: Managing, webhook: Webhook, id: string): Promise<Logged> {
  if (webhook.off) throw new WebhookProblem('webhook_invalid', 'The webhook is off. Switch it on first.');
  return sentNow(managing, { workspace: webhook.workspace, webhook: webhook.id, id });
}

async function sentNow({ db, now, send }: Managing, key: DeliveryKey): Promise<Logged> {
  const taken = await claimDelivery(db, key, now() + LEASE);
  if (taken) await send(taken);
  const logged = await findDelivery(db, key);
  if (!logged) throw new WebhookProblem('delivery_unknown', 'The log has no such delivery, or not any more.');
  return logged;
}

function checked({ courier }: Managing, { url, events }: Wanted): Wanted {
  const address = url.trim();
  const objection = courier.objection(address);
  if (objection !== undefined) throw new WebhookProblem('webhook_invalid', objection);
  return { url: address, events: checkedEvents(events) };
}

function checkedEvents(events: readonly string[]): readonly string[] {
  const unknown = events.find(
    (one) => !TOPICS.some((topic) => topic === one) && !EVENT_TYPES.some((type) => type === one),
  );
  if (unknown !== undefined) {
    throw new WebhookProblem(
      'webhook_invalid',
      `There are no events “${unknown.slice(0, 40)}”. There are: ${TOPICS.join(', ')}.`,
    );
  }
  if (events.length === 0) throw new WebhookProblem('webhook_invalid', 'Choose what it is told of.');
  return [...new Set(events)].sort();
}
