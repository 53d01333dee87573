/** The local workspace: a web chat on this machine, for trying Sopwith and for teams that have no Slack or Teams. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { LIMITS } from '../../engine/limits.ts';
import { findWorkspace } from '../../store/workspaces.ts';
import { isCutOff } from '../http/cut-off.ts';
import { Failure } from '../http/failure.ts';
import { actionRoutes } from './actions.ts';
import { assets } from './assets.ts';
import { fileRoutes } from './files.ts';
import { onlyHosts, onlyOwnPage, strictHeaders } from './guard.ts';
import { messageRoutes } from './messages.ts';
import { page } from './page.ts';
import type { Parts } from './parts.ts';
import { sessionOf } from './session.ts';
import { stateRoutes } from './state.ts';
import { streamRoutes } from './stream.ts';

/** Bytes of a request that carries no file: the longest is a draft as YAML, whose characters JSON may double. */
const JSON_BYTES = 2 * LIMITS.yamlBytes + 64 * 1024;

/** The page at `/`, a draft's review at `/drafts/SOP`, their parts at `/assets`, files at `/files`, and what the page asks at `/api/local`. */
export function webWorkspace(parts: Parts): Hono {
  const app = new Hono();
  // By path, because this app may be mounted beside others that have visitors of their own.
  for (const path of ['/', '/drafts/*', '/assets/*', '/files/*', '/api/local/*']) {
    app.use(path, strictHeaders, onlyHosts(parts.hosts ?? []), onlyOwnPage);
  }

  app.get('/', async (c) => {
    const { member } = await sessionOf(c, parts);
    const workspace = await findWorkspace(parts.db, parts.workspace);
    return c.html(page({ workspace: workspace?.name ?? '', member: member.id }));
  });
  app.get('/drafts/:sop', async (c) => {
    const { member } = await sessionOf(c, parts);
    const sop = c.req.param('sop');
    const { reviewPage } = await import('./review/page.ts');
    const found = await (await parts.review()).open(parts.workspace, sop);
    const title = found?.sop.draft?.definition.title ?? found?.sop.title ?? 'No such draft';
    return c.html(reviewPage({ member: member.id, sop, title }), found ? 200 : 404);
  });
  app.route('/assets', assets());
  app.route('/files', fileRoutes(parts));

  const small = bodyLimit({
    maxSize: JSON_BYTES,
    onError: () => {
      throw new Failure(413, 'That is too much text for one message. Attach it as a file instead.');
    },
  });
  app.use('/api/local/*', (c, next) => (hasOwnLimit(c.req.path) ? next() : small(c, next)));
  app.route('/api/local', stateRoutes(parts));
  app.route('/api/local', streamRoutes(parts));
  app.route('/api/local', actionRoutes(parts));
  app.route('/api/local/channels', messageRoutes(parts));
  // Loaded when somebody reviews: a start waits for every file that is loaded.
  let reviewing: Promise<Hono> | undefined;
  app.all('/api/local/drafts/*', async (c) => {
    reviewing ??= reviewRooms(parts);
    return (await reviewing).fetch(c.req.raw, c.env);
  });

  return app.onError(answerFor(parts));
}

async function reviewRooms(parts: Parts): Promise<Hono> {
  const { reviewRoutes } = await import('./review/routes.ts');
  const routes = reviewRoutes(parts, await parts.review());
  return new Hono().route('/api/local/drafts', routes).onError(answerFor(parts));
}

function answerFor(parts: Parts): (error: Error) => Response {
  return (error) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (isCutOff(error)) return Response.json({ message: 'It did not come whole. Send it again.' }, { status: 400 });
    parts.failed(error);
    return Response.json(
      { message: 'Something went wrong on our side. Nothing was lost; try again.' },
      { status: 500 },
    );
  };
}

/** Files, and whole drafts. */
function hasOwnLimit(path: string): boolean {
  return path.endsWith('/files') || path.startsWith('/api/local/drafts/');
}
