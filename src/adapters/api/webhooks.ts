/** Webhooks over HTTP: who is told what happens in runs, and the log of what was sent. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { memberOf } from '../../engine/actor.ts';
import { EVENT_TYPES, TOPICS } from '../../runtime/webhooks/event-types.ts';
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
import { type Logged, listDeliveries } from '../../store/webhook-deliveries.ts';
import { listWebhooks, type Webhook } from '../../store/webhooks.ts';
import { body, json, PROBLEMS, scoped } from './described.ts';
import { hook } from './hook.ts';
import { idempotencyKey } from './issue.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { ProblemError } from './problem.ts';
import { idParam, list, pageOf } from './schemas.ts';

const tags = ['Webhooks'];
const address = z.string().min(1).max(2_000).openapi({ example: 'https://example.com/hooks/sopwith' });
const events = z
  .array(z.string().max(60))
  .min(1)
  .max(100)
  .openapi({
    description: `Topics (${TOPICS.join(', ')}) and types (${EVENT_TYPES.join(', ')})`,
    example: ['run', 'step.completed'],
  });

const webhook = z
  .object({
    ...{ id: z.string(), url: z.string(), events: list(z.string()), on: z.boolean() },
    offBecause: z.enum(['by_hand', 'gone', 'failing']).nullable(),
    failingSince: z.number().int().nullable(),
    ...{ createdBy: z.string(), createdAt: z.number().int() },
  })
  .openapi('Webhook');

const secret = z
  .string()
  .openapi({ description: 'Shown once; what is sent is signed with it (Standard Webhooks, v1)' });
const change = z
  .strictObject({ url: address.optional(), events: events.optional(), on: z.boolean().optional() })
  .refine((given) => Object.keys(given).length > 0, 'Say what to change: url, events or on.');
const withSecret = z.object({ webhook, secret });

const delivery = z
  .object({
    ...{ id: z.string(), type: z.string(), run: z.string().nullable(), seq: z.number().int().nullable() },
    ...{ at: z.number().int(), status: z.enum(['waiting', 'delivered', 'failed']), attempts: z.number().int() },
    nextAt: z.number().int().nullable(),
    ...{ answer: z.number().int().nullable(), error: z.string().nullable(), endedAt: z.number().int().nullable() },
  })
  .openapi('Delivery');

const message = z
  .object({
    type: z.enum(EVENT_TYPES),
    timestamp: z.iso.datetime(),
    data: z.object({
      workspace: z.string(),
      sop: z.object({ id: z.string(), key: z.string(), title: z.string(), revision: z.number().int() }),
      run: z.object({ id: z.string(), place: z.string(), url: z.url().optional() }),
      step: z.object({ id: z.string(), title: z.string() }).optional(),
      event: z.object({
        ...{ seq: z.number().int(), type: z.string(), at: z.number().int(), actor: z.unknown(), data: z.unknown() },
        hash: z.string(),
      }),
    }),
  })
  .openapi('WebhookMessage');

/** What is sent, for whoever reads the description. */
const sent = {
  method: 'post',
  path: 'happened',
  ...{ tags, summary: 'Something has happened in a run; signed as Standard Webhooks says (v1)' },
  request: {
    headers: z.object({ 'webhook-id': z.string(), 'webhook-timestamp': z.string(), 'webhook-signature': z.string() }),
    body: body(message),
  },
  responses: { '2XX': { description: 'Taken' }, default: { description: 'Not taken: it is sent again later' } },
} as const;

const common = { tags, ...scoped('webhooks') };
const one = { params: idParam };

const listing = createRoute({
  ...{ method: 'get', path: '/webhooks', summary: 'Webhooks, the newest first', ...common },
  responses: { 200: json(z.object({ webhooks: list(webhook) }), 'All of them'), ...PROBLEMS },
});
const making = createRoute({
  ...{ method: 'post', path: '/webhooks', summary: 'Have an address told what happens in runs', ...common },
  request: { body: body(z.strictObject({ url: address, events })) },
  responses: { 201: json(withSecret, 'Made; keep the secret'), ...PROBLEMS },
});
const changing = createRoute({
  ...{ method: 'patch', path: '/webhooks/{id}', summary: 'Change it, or switch it on or off', ...common },
  request: {
    ...one,
    body: body(change),
  },
  responses: { 200: json(z.object({ webhook }), 'As it is now'), ...PROBLEMS },
});
const removing = createRoute({
  ...{ method: 'delete', path: '/webhooks/{id}', summary: 'Remove it, with its log', ...common },
  request: one,
  responses: { 204: { description: 'Removed' }, ...PROBLEMS },
});
const renewing = createRoute({
  ...{ method: 'post', path: '/webhooks/{id}/secret', ...common },
  summary: 'Make a new secret; for a day what is sent is signed with the one of before too',
  request: one,
  responses: { 200: json(withSecret, 'The new secret'), ...PROBLEMS },
});
const pinging = createRoute({
  ...{
    method: 'post',
    path: '/webhooks/{id}/ping',
    summary: 'Send something that tells of nothing, to try it',
    ...common,
  },
  request: one,
  responses: { 200: json(z.object({ delivery }), 'What became of it'), ...PROBLEMS },
});
const log = createRoute({
  ...{ method: 'get', path: '/webhooks/{id}/deliveries', summary: 'What was sent, the newest first', ...common },
  request: { ...one, query: pageOf },
  responses: {
    200: json(z.object({ deliveries: list(delivery), next: z.string().nullable() }), 'A page of the log'),
    ...PROBLEMS,
  },
});
const resending = createRoute({
  ...{ method: 'post', path: '/webhooks/{id}/deliveries/{delivery}/again', summary: 'Send it once more', ...common },
  request: { params: idParam.extend({ delivery: z.string().min(1).max(120) }) },
  responses: { 200: json(z.object({ delivery }), 'What became of it'), ...PROBLEMS },
});

export function webhookRoutes({ webhooks }: ApiParts): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: hook });
  const { db } = webhooks;
  app.openAPIRegistry.registerWebhook(sent);

  /** Whose webhooks the caller may manage. */
  const managed = async (c: Context<ApiEnv>): Promise<string> => {
    const { workspace, actor } = c.get('access');
    await told(checkManager(webhooks, workspace, actor));
    return workspace;
  };
  const meant = async (c: Context<ApiEnv>, id: string): Promise<Webhook> =>
    told(webhookOf(webhooks, await managed(c), id));

  app.openapi(listing, async (c) => {
    const found = await listWebhooks(db, await managed(c));
    return c.json({ webhooks: found.map(shown) }, 200);
  });
  app.openapi(making, async (c) => {
    const workspace = await managed(c);
    const { actor, id } = c.get('access');
    const key = idempotencyKey(c);
    const by = memberOf(actor) ?? `api:${id}`;
    const made = await told(
      makeWebhook(webhooks, { ...c.req.valid('json'), workspace, by, ...(key === undefined ? {} : { key }) }),
    );
    return c.json({ webhook: shown(made.webhook), secret: made.secret }, 201);
  });
  app.openapi(changing, async (c) => {
    const before = await meant(c, c.req.valid('param').id);
    return c.json({ webhook: shown(await told(changeTo(webhooks, before, c.req.valid('json')))) }, 200);
  });
  app.openapi(removing, async (c) => {
    await remove(webhooks, await meant(c, c.req.valid('param').id));
    return c.body(null, 204);
  });
  app.openapi(renewing, async (c) => {
    const found = await meant(c, c.req.valid('param').id);
    return c.json({ webhook: shown(found), secret: await changeSecret(webhooks, found) }, 200);
  });
  app.openapi(pinging, async (c) => {
    const sent = await told(ping(webhooks, await meant(c, c.req.valid('param').id)));
    return c.json({ delivery: logged(sent) }, 200);
  });
  app.openapi(log, async (c) => {
    const { workspace, id } = await meant(c, c.req.valid('param').id);
    const { limit, after } = c.req.valid('query');
    const before = after === undefined ? undefined : cursorIn(after);
    const found = await listDeliveries(db, { workspace, webhook: id, limit, before });
    const last = found.at(-1);
    const next = last && found.length === limit ? `${last.at}.${last.id}` : null;
    return c.json({ deliveries: found.map(logged), next }, 200);
  });
  app.openapi(resending, async (c) => {
    const { id, delivery: wanted } = c.req.valid('param');
    const sent = await told(resend(webhooks, await meant(c, id), wanted));
    return c.json({ delivery: logged(sent) }, 200);
  });
  return app;
}

const STATUSES = {
  not_administrator: 403,
  webhook_unknown: 404,
  delivery_unknown: 404,
  webhook_invalid: 422,
  key_reused: 422,
  too_many: 409,
} as const satisfies Record<WebhookProblem['code'], number>;

async function told<Value>(doing: Promise<Value>): Promise<Value> {
  try {
    return await doing;
  } catch (error) {
    if (error instanceof WebhookProblem) throw new ProblemError(STATUSES[error.code], error.code, error.message);
    throw error;
  }
}

function shown({ id, url, events: wanted, off, failingSince, createdBy, createdAt }: Webhook): z.infer<typeof webhook> {
  return {
    ...{ id, url, events: wanted, on: off === undefined, offBecause: off ?? null },
    ...{ failingSince: failingSince ?? null, createdBy, createdAt },
  };
}

function logged({
  id,
  type,
  event,
  at,
  status,
  due,
  attempts,
  answer,
  error,
  endedAt,
}: Logged): z.infer<typeof delivery> {
  return {
    ...{ id, type, run: event?.run ?? null, seq: event?.seq ?? null, at, status, attempts },
    nextAt: status === 'waiting' ? due : null,
    ...{ answer: answer ?? null, error: error ?? null, endedAt: endedAt ?? null },
  };
}

function cursorIn(after: string): { readonly at: number; readonly id: string } {
  const [, at = '', id = ''] = /^(\d{1,15})\.(.+)$/.exec(after) ?? [];
  if (id === '') throw new ProblemError(400, 'malformed', 'after: take it from the `next` of the page before.');
  return { at: Number(at), id };
}
