/** One attempt at one delivery, and what becomes of it. */

import type { Database, Tx } from '../../store/database.ts';
import { putBeside } from '../../store/effects.ts';
import { dropOwed, type Outcome, returnDelivery, settleDelivery, type Taken } from '../../store/webhook-deliveries.ts';
import {
  findWebhook,
  noteArrived,
  noteMissed,
  type Off,
  removeWebhook,
  switchOff,
  type Webhook,
} from '../../store/webhooks.ts';
import { type Courier, CourierError } from '../ports.ts';
import { messageOf, type Telling } from './message.ts';
import { type Signers, signedHeaders } from './sign.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long is waited after each attempt that did not arrive: about a day and a third in all, then it has failed. */
const WAITS = [5_000, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR];
/** A receiver may ask for more time than that, up to here. */
const LONGEST = 24 * HOUR;
/** After so long without anything that arrives, and a delivery that has failed, it is switched off. */
const PATIENCE = 72 * HOUR;

/** How long whoever takes one has it, in milliseconds: a few of one run may go before it, each given up after 15 seconds. */
export const LEASE = 150_000;

export interface Sending extends Telling {
  readonly db: Database;
  readonly courier: Courier;
  readonly signers: Signers;
  readonly now: () => number;
  /** Notes outcomes (`settling.ts`). */
  readonly settle: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  /** Gives up what is under way. */
  readonly signal: AbortSignal;
}

/**
 * Sends it, and notes what became of it. What was given up at a stop is due at once again. `arrived`: called when it has, which may
 * be a moment before that is noted.
 */
export async function sendDelivery(sending: Sending, taken: Taken, arrived = () => {}): Promise<void> {
  const { db, now, signal, settle } = sending;
  const webhook = await findWebhook(db, taken.workspace, taken.webhook);
  // It was removed while somebody noted what it was owed: nobody would ever settle that.
  if (!webhook) return removeWebhook(db, { workspace: taken.workspace, id: taken.webhook });
  const answer = webhook.off && taken.event ? { error: SWITCHED_OFF } : await answerTo(sending, webhook, taken);
  if (signal.aborted && answer.error !== undefined) return putBack(sending, taken);
  const outcome = outcomeOf(taken, webhook, answer, now());
  if (outcome.status === 'delivered') arrived();
  await settle(async (tx) => {
    await settleDelivery(tx, taken, outcome, now());
    if (!webhook.off) await note(tx, { taken, webhook, answer, outcome, now: now() });
  });
}

/** Has it taken anew, at once: this was no attempt. */
export function putBack({ now, settle }: Sending, taken: Taken): Promise<void> {
  return settle((tx) => returnDelivery(tx, taken, now()));
}

interface Noted {
  readonly taken: Taken;
  readonly webhook: Webhook;
  readonly answer: Answer;
  readonly outcome: Outcome;
  readonly now: number;
}

/** What that says of the webhook itself. */
async function note(tx: Tx, { taken, webhook, answer, outcome, now }: Noted): Promise<void> {
  if (outcome.status === 'delivered') {
    if (webhook.failingSince !== undefined) await noteArrived(tx, webhook);
    return;
  }
  if (webhook.failingSince === undefined) await noteMissed(tx, webhook, now);
  const off = taken.event && offBecause(webhook, answer, outcome, now);
  if (!off) return;
  const { workspace, id } = webhook;
  // Others were under way to it, and are told the same.
  if (!(await switchOff(tx, webhook, off))) return;
  await dropOwed(tx, { workspace, webhook: id, now, error: SWITCHED_OFF });
  const effect = { type: 'show', view: { view: 'webhook_off', webhook: id, at: now } } as const;
  putBeside(tx, { workspace, stream: `webhook:${id}`, position: now, effect, now });
}

const SWITCHED_OFF = 'The webhook was switched off.';

interface Answer {
  readonly status?: number;
  readonly retryAfter?: number;
  readonly error?: string;
}

async function answerTo(sending: Sending, webhook: Webhook, taken: Taken): Promise<Answer> {
  const { courier, signers, now, signal } = sending;
  const keys = signers(webhook, now());
  if (!keys) return { error: UNREADABLE };
  const body = await messageOf(sending, taken);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Sopwith',
    ...signedHeaders(keys, { id: taken.id, now: now(), body }),
  };
  try {
    const answer = await courier.send({ url: webhook.url, headers, body, signal });
    return isArrived(answer.status) ? answer : { ...answer, error: complaint(answer.status) };
  } catch (error) {
    if (!(error instanceof CourierError)) throw error;
    return { error: error.message };
  }
}

const UNREADABLE = 'Its secret cannot be read any more: SOPWITH_SECRET has changed. Make a new secret.';

function isArrived(status: number): boolean {
  return status >= 200 && status < 300;
}

function complaint(status: number): string {
  if (status === 410) return 'It answered 410: nobody is there any more.';
  if (status >= 300 && status < 400)
    return `It answered ${status}: it wants to lead elsewhere. Set the address that it leads to.`;
  if (status === 401 || status === 403) return `It answered ${status}: check the secret on its side.`;
  return `It answered ${status}.`;
}

function outcomeOf({ attempts, event }: Taken, webhook: Webhook, answer: Answer, now: number): Outcome {
  const said = { answer: answer.status, error: answer.error };
  if (answer.error === undefined) return { ...said, status: 'delivered', due: now };
  const wait = event && !webhook.off && answer.status !== 410 ? WAITS[attempts - 1] : undefined;
  if (wait === undefined) return { ...said, status: 'failed', due: now };
  return { ...said, status: 'waiting', due: now + Math.max(wait, Math.min(LONGEST, answer.retryAfter ?? 0)) };
}

function offBecause(webhook: Webhook, answer: Answer, outcome: Outcome, now: number): Off | undefined {
  if (answer.status === 410) return 'gone';
  const isHopeless = outcome.status === 'failed' && now - (webhook.failingSince ?? now) >= PATIENCE;
  return isHopeless ? 'failing' : undefined;
}
