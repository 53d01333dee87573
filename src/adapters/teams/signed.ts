/** Tickets: what an address lets people do, written into the address itself. Without the secret nobody makes or changes one. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Each has a key of its own: a ticket for one is nothing for the other. */
export type Purpose = 'uploads' | 'pictures' | 'offers';

/** Characters of a ticket: with what stands around it, an address that Teams and every browser take. */
const MOST = 1_800;

export interface Tickets {
  /** The same payload and instant give the same ticket. Throws if it would be too long for an address. */
  sign(payload: object, until: number): string;
  /** What was signed; undefined from the instant `until` on, and if it is not exactly what was signed here. */
  read(ticket: string, now: number): unknown;
}

/** `secret` is the installation's. What a payload says is not hidden from who has the ticket. */
export function signWith(secret: string, purpose: Purpose): Tickets {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `sopwith teams ${purpose}`, 32));
  const codeOf = (body: string) => createHmac('sha256', key).update(body).digest('base64url');
  return {
    sign(payload, until) {
      const body = Buffer.from(JSON.stringify([until, payload])).toString('base64url');
      const ticket = `${body}.${codeOf(body)}`;
      if (ticket.length > MOST) throw new Error(`a ticket has ${MOST} characters at most, this one ${ticket.length}`);
      return ticket;
    },
    read(ticket, now) {
      if (ticket.length > MOST) return undefined;
      const [body = '', code = '', ...rest] = ticket.split('.');
      if (rest.length > 0 || !isSame(code, codeOf(body))) return undefined;
      const [until, payload] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [number, unknown];
      return now < until ? payload : undefined;
    },
  };
}

/** Takes as long wherever they differ: the time would tell a forger how much is right already. */
function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
