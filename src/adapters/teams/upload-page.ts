/**
 * Files from people whom Teams lets send us none: in channels and group chats a bot is not given what they attach. They
 * tap a button, get a link that works once, and send the photo or document on this page instead.
 */
import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Tone } from '../../cards/card.ts';
import { LIMITS } from '../../engine/limits.ts';
import type { RunState } from '../../engine/run/state.ts';
import { atMostEach } from '../../runtime/at-most.ts';
import type { StoredFile } from '../../runtime/conversation.ts';
import { splitPlace } from '../../runtime/place.ts';
import type { Clock, Files } from '../../runtime/ports.ts';
import type { Database } from '../../store/database.ts';
import { saveFileRow } from '../../store/files.ts';
import { loadStream } from '../../store/streams.ts';
import { freeTeamsUpload, takeTeamsUpload } from '../../store/teams-uploads.ts';
import { Failure } from '../http/failure.ts';
import { receiveUpload } from '../http/upload.ts';
import { isWell, uploadPages } from './upload-html.ts';
import { CLOSED, type Closed, type Open, openUpload, usedAs } from './upload-opening.ts';
import { UPLOAD_PATH, type UploadTicket, uploadTickets } from './upload-ticket.ts';

/** Bytes of a refused request that are taken in all the same: as much as is ever accepted. */
const MOST_DISCARDED = 2 * LIMITS.fileBytes;

export interface UploadRoutes {
  readonly db: Database;
  readonly files: Files;
  readonly clock: Clock;
  readonly secret: string;
  readonly failed: (error: unknown) => void;
  /**
   * What is done with the files, which are stored by then: gives what the page says of it. If it throws, the link works
   * again, so it may be called once more for the same `nonce`: let that be the request's key.
   */
  readonly received: (ticket: UploadTicket, files: readonly StoredFile[]) => Promise<Outcome>;
}

export interface Outcome {
  readonly title: string;
  readonly text: string;
  readonly tone: Tone;
}

/** `GET` and `POST /teams/upload/:ticket`: the page, which changes nothing, and what it sends. */
export function uploadRoutes(parts: UploadRoutes): Hono {
  const { db, files, failed } = parts;
  const tickets = uploadTickets(parts);
  const pages = uploadPages();
  const close = (c: Context, closed: Closed) => c.html(pages.tell(closed), closed.status);
  const ask = async ({ ticket, member }: Open, problem?: string) =>
    pages.ask({
      ...{ purpose: ticket.purpose, name: firstName(member.name), run: await titleOf(db, ticket) },
      ...{ mostBytes: LIMITS.fileBytes, problem },
    });

  const inTurn = atMostEach(MOST_AT_ONCE);

  const routes = new Hono().basePath(UPLOAD_PATH);
  routes.use(async (c, next) => {
    await next();
    c.header('content-security-policy', pages.policy);
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
  });
  routes.get('/:ticket', async (c) => {
    const found = await openUpload(db, tickets, c.req.param('ticket'));
    return 'closed' in found ? close(c, found.closed) : c.html(await ask(found.open));
  });
  routes.post('/:ticket', async (c) => {
    if (c.req.header('sec-fetch-site') === 'cross-site') return close(c, CLOSED.foreign);
    const found = await openUpload(db, tickets, c.req.param('ticket'));
    if ('closed' in found) {
      if (found.closed !== CLOSED.forged) await discard(c.req.raw);
      return close(c, found.closed);
    }
    try {
      const { workspace, member } = found.open.ticket;
      const received = await inTurn(`${workspace} ${member}`, () => receiveUpload(c.req.raw, files));
      const sent = received.files.filter((file) => file.bytes > 0);
      if (sent.length === 0) throw new Failure(400, 'No file arrived, or an empty one. Choose it and send it again.');
      const outcome = await handOver(parts, found.open.ticket, sent);
      if (outcome === 'used') return close(c, CLOSED.used);
      return c.html(pages.tell({ ...outcome, next: isWell(outcome.tone) ? DONE : BACK }));
    } catch (error) {
      if (error instanceof HTTPException) return c.html(await ask(found.open, error.message), error.status);
      failed(error);
      return c.html(await ask(found.open, FAILED), 500);
    }
  });
  return routes.onError((error, c) => {
    failed(error);
    return c.html(pages.tell({ title: 'That did not work', text: FAILED, tone: 'bad', next: '' }), 500);
  });
}

/** Requests of one person that are taken in at once: each is held in memory until all of it has come. */
const MOST_AT_ONCE = 2;

const DONE = 'Done: you can go back to Teams.';
const BACK = 'You can go back to Teams.';
const FAILED = 'Something went wrong on our side. Nothing was kept; try again.';

/** Of every answer. The address is the right to send: no other site is told it, and nothing keeps the page. */
const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * Once for each ticket, which is taken only when all has come: a phone that lost its connection while it sent may begin
 * again at once. Whatever is thrown here, the ticket was given back.
 */
async function handOver(
  { db, clock, failed, received }: UploadRoutes,
  ticket: UploadTicket,
  sent: readonly StoredFile[],
): Promise<Outcome | 'used'> {
  const { workspace } = ticket;
  const at = clock.now();
  if (!(await takeTeamsUpload(db, { ...usedAs(ticket), at }))) return 'used';
  try {
    for (const { file, ...about } of sent) await saveFileRow(db, { workspace, id: file, ...about, at });
    return await received(ticket, sent);
  } catch (error) {
    await freeTeamsUpload(db, usedAs(ticket)).catch(failed);
    throw error;
  }
}

/** Of “Ana Silva”, and of “Silva, Ana” as many organisations write it. */
function firstName(name: string): string {
  const [before = '', after] = name.split(',');
  return (after?.trim() || before.trim()).split(/\s+/)[0] ?? '';
}

/** Which run a link is for is the word of a client: of one that is elsewhere not even the title is told. */
async function titleOf(db: Database, { workspace, run, place }: UploadTicket): Promise<string | undefined> {
  if (run === undefined) return undefined;
  const state = (await loadStream(db, 'run', workspace, run))?.state as RunState | undefined;
  if (state === undefined || state.status === 'none') return undefined;
  return splitPlace(state.place)[1] === place ? state.title : undefined;
}

/** Takes in what is sent and keeps none of it: a browser that is cut off while it sends shows no answer. */
async function discard({ body }: Request): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of body ?? []) {
      bytes += (chunk as Uint8Array).length;
      if (bytes > MOST_DISCARDED) return;
    }
  } catch {
    // Whoever sent it is gone, and nobody waits for the answer.
  }
}
