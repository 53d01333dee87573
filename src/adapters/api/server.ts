/** The HTTP API at `/api`: what other software reads and does, as its description at `/api/openapi.json` says. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { etag } from 'hono/etag';
import { HTTPException } from 'hono/http-exception';
import { SCOPES } from '../../runtime/access.ts';
import { isCutOff } from '../http/cut-off.ts';
import { carriesFiles } from '../http/upload.ts';
import { fileRoutes } from './files.ts';
import { onlyWithToken } from './gate.ts';
import { importRoutes } from './imports.ts';
import { mapRoutes } from './map.ts';
import { packRoutes } from './pack.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { answered, ProblemError, problem } from './problem.ts';
import { referenceRoutes } from './reference.ts';
import { routineRoutes } from './routines.ts';
import { runRoutes } from './runs.ts';
import { sopRoutes } from './sops.ts';
import { streamRoutes } from './stream.ts';
import { webhookRoutes } from './webhooks.ts';

/** Bytes of a request that carries no file: the largest is a step with all its evidence. */
const JSON_BYTES = 256 * 1024;

const ABOUT = {
  openapi: '3.1.0',
  info: {
    title: 'Sopwith',
    version: '1',
    description: [
      'Read and run standard operating procedures. Whoever calls is a member or a service, and can do nothing that chat would refuse them:',
      'a service never approves. Send a token as `Authorization: Bearer TOKEN`, and an `Idempotency-Key` with whatever changes something:',
      'sent again, it is done once. What is not done is told as problem details (RFC 9457). Reads carry an ETag.',
    ].join(' '),
  },
  servers: [{ url: '/' }],
};

export function httpApi(parts: ApiParts): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>().basePath('/api');
  app.use('*', async (c, next) => {
    await next();
    for (const [name, value] of HEADERS) if (!c.res.headers.has(name)) c.header(name, value);
  });
  app.get('/openapi.json', (c) => c.json(described));
  app.route('/', referenceRoutes());

  app.use('*', onlyWithToken(parts));
  // Before what reads a whole answer to name it by its content: this one has no end.
  app.route('/', streamRoutes(parts));
  app.route('/', packRoutes(parts));
  app.use('*', etag({ weak: true }));
  const small = bodyLimit({
    maxSize: JSON_BYTES,
    onError: () => {
      throw new ProblemError(413, 'too_large', 'That is too much for one request. Send files to /api/files.');
    },
  });
  app.use('*', (c, next) => (carriesFiles(c.req.header('content-type')) ? next() : small(c, next)));
  for (const routes of [
    importRoutes(parts),
    sopRoutes(parts),
    routineRoutes(parts),
    runRoutes(parts),
    fileRoutes(parts),
    mapRoutes(parts),
    webhookRoutes(parts),
  ]) {
    app.route('/', routes);
  }
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    ...{ type: 'http', scheme: 'bearer', description: `A token, made for some of: ${SCOPES.join(', ')}` },
  });
  const described = app.getOpenAPI31Document(ABOUT);

  app.notFound((c) =>
    answered(c, problem(404, 'not_found', 'There is nothing at this address. /api/reference tells what there is.')),
  );
  app.onError((error, c) => {
    if (error instanceof ProblemError)
      return answered(c, problem(error.status, error.code, error.message), error.headers);
    if (error instanceof HTTPException)
      return answered(c, problem(error.status, 'malformed', error.message || 'This request cannot be read.'));
    if (isCutOff(error))
      return answered(c, problem(400, 'malformed', 'The request did not come whole. Send it again.'));
    parts.failed(error);
    return answered(c, problem(500, 'failed', 'Something went wrong on our side. Nothing was lost; try again.'));
  });
  return app;
}

const HEADERS = [
  ['cache-control', 'private, no-cache'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
] as const;
