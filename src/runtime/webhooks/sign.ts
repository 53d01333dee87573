/** How a message proves that it is ours: as the specification “Standard Webhooks” has it (standardwebhooks.com, v1). */
import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Webhook } from '../../store/webhooks.ts';
import { remember } from '../remember.ts';
import type { Seal } from '../sealed.ts';

const PREFIX = 'whsec_';

export function newSecret(): string {
  return `${PREFIX}${randomBytes(32).toString('base64')}`;
}

/** What signs for a webhook, the newest first; undefined: its secrets were closed with another secret of the installation. */
export type Signers = (webhook: Webhook, now: number) => readonly KeyObject[] | undefined;

/** Secrets that are kept open: opening one takes longer than signing with it. */
const OPEN = 1_000;

export function signersWith(seal: Seal): Signers {
  const known = new Map<string, KeyObject>();
  const opened = ({ workspace, id }: Webhook, sealed: string): KeyObject => {
    const name = `${workspace} ${id} ${sealed}`;
    const key = known.get(name) ?? keyOf(seal.open(sealed, `${workspace} ${id}`));
    remember(OPEN, known, [name, key]);
    return key;
  };
  return (webhook, now) => {
    const { secret, before } = webhook;
    const kept = [secret, ...(before && before.until > now ? [before.secret] : [])];
    try {
      return kept.map((one) => opened(webhook, one));
    } catch {
      return undefined;
    }
  };
}

function keyOf(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret.slice(PREFIX.length), 'base64'));
}

export interface Signing {
  /** Of the delivery: the same for all attempts. */
  readonly id: string;
  /** Of this attempt, in milliseconds. */
  readonly now: number;
  readonly body: string;
}

/** The headers that whoever receives it checks: one signature by each secret that counts. */
export function signedHeaders(
  signers: readonly KeyObject[],
  { id, now, body }: Signing,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1_000));
  const signatures = signers.map(
    (key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
