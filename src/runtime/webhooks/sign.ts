/** How a message proves that it is ours: as the specification “Standard Webhooks” has it (standardwebhooks.com, v1). */
import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

export function newSecret(): string {
  return `${PREFIX}${randomBytes(32).toString('base64')}`;
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
  secrets: readonly string[],
  { id, now, body }: Signing,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
