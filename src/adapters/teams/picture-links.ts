/** Pictures on cards: Teams shows only what it can fetch by an address, so the address itself is the right to see one. */
import { hash } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Clock, Files } from '../../runtime/ports.ts';
import type { Database } from '../../store/database.ts';
import { findFile } from '../../store/files.ts';
import { disposition, SHOWN_IMAGES, safeName } from '../http/file-kind.ts';
import { signWith } from './signed.ts';

const PATH = '/teams/pictures';
const MONTHS_OF_A_QUARTER = 3;
/** Seconds that a client may keep a picture without asking again: a day. */
const KEPT = 86_400;

export interface PictureLinks {
  readonly publicUrl: string;
  readonly secret: string;
  readonly clock: Clock;
}

/**
 * Gives the address of a picture (SHA-256 of its bytes) of a workspace. It works for nine months at least, and is the
 * same for a whole quarter: a card that shows what it showed before must not look changed.
 */
export function pictureLinks({ publicUrl, secret, clock }: PictureLinks): (workspace: string, file: string) => string {
  const tickets = signWith(secret, 'pictures');
  return (workspace, file) => `${publicUrl}${PATH}/${tickets.sign({ workspace, file }, yearFromQuarter(clock.now()))}`;
}

/** A year after the quarter began that `now` is in, by UTC. */
function yearFromQuarter(now: number): number {
  const day = new Date(now);
  const month = Math.floor(day.getUTCMonth() / MONTHS_OF_A_QUARTER) * MONTHS_OF_A_QUARTER;
  return Date.UTC(day.getUTCFullYear() + 1, month, 1);
}

const picture = z.object({ workspace: z.string(), file: z.string() });

export interface PictureRoutes {
  readonly db: Database;
  readonly files: Files;
  readonly clock: Clock;
  readonly secret: string;
  readonly failed: (error: unknown) => void;
}

/** `GET /teams/pictures/:ticket`. Whatever is wrong, the answer is the same 404. */
export function pictureRoutes({ db, files, clock, secret, failed }: PictureRoutes): Hono {
  const tickets = signWith(secret, 'pictures');
  const none = () => new Response('There is no such picture.', { status: 404, headers: NEVER_KEPT });
  const routes = new Hono().get(`${PATH}/:ticket`, async (c) => {
    const asked = picture.safeParse(tickets.read(c.req.param('ticket'), clock.now()));
    if (!asked.success) return none();
    const known = await findFile(db, asked.data.workspace, asked.data.file);
    if (!known || !SHOWN_IMAGES.has(known.mime)) return none();
    const bytes = await files.get(known.id);
    // Its name is its content: what is on the disk by now is not what was sent and recorded.
    if (!bytes || hash('sha256', bytes) !== known.id) {
      failed(new Error(`the bytes of the picture ${known.id} are missing from the file store, or were changed there`));
      return none();
    }
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': known.mime,
      'content-disposition': disposition('inline', safeName(known.name)),
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': `private, max-age=${KEPT}`,
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
      // Cards show it inside of Teams, which is another site.
      'cross-origin-resource-policy': 'cross-origin',
    });
  });
  return routes.onError((error) => {
    failed(error);
    return new Response('Something went wrong on our side. Try again.', { status: 500, headers: NEVER_KEPT });
  });
}

const NEVER_KEPT = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};
