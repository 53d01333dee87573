/** `POST /api/messages`, where the Bot Framework brings what happens in Teams. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { UnderWay } from '../../runtime/under-way.ts';
import { type Activity, activityIn, tenantOf } from './activity.ts';
import { type Authentication, admission } from './bot.ts';
import type { Invoked } from './invoke.ts';
import { isFromOutside } from './outside.ts';
import type { TeamsSettings } from './settings.ts';

/** Bytes of one request. The largest is a form with a draft in it. */
const MOST_BYTES = 512 * 1024;

interface Routing {
  readonly settings: TeamsSettings;
  readonly authentication: Authentication;
  readonly underWay: UnderWay;
  /** Undefined while nobody listens. */
  readonly listener: () => Listener | undefined;
  readonly failed: (error: unknown) => void;
  /** Why a request was turned away: an operator may have set something wrong. */
  readonly refused: (why: string) => void;
}

export interface Listener {
  hear(activity: Activity): Promise<void>;
  answer(activity: Activity): Promise<Invoked>;
}

export function messageRoutes({ settings, authentication, underWay, listener, failed, refused }: Routing): Hono {
  const routes = new Hono();
  routes.onError((error, c) => {
    failed(error);
    return c.body(null, 500);
  });
  routes.post('/api/messages', bodyLimit({ maxSize: MOST_BYTES, onError: (c) => c.body(null, 413) }), async (c) => {
    const activity = activityIn(json(await c.req.text()));
    if (!activity) return c.body(null, 400);
    const why = wrongWith(settings, activity, (name) => c.req.header(name));
    const authorization = c.req.header('authorization') ?? '';
    const admitted = why ? 'refused' : await admission(authentication, settings, { activity, authorization });
    if (admitted === 'unknown') return c.body(null, 503);
    if (admitted === 'refused') {
      refused(why ?? 'it was not signed by the Bot Framework for this bot');
      return c.body(null, why ? 403 : 401);
    }
    const listening = listener();
    if (!listening) return c.body(null, 503);
    if (activity.type !== 'invoke') {
      underWay.during(() => listening.hear(activity)).catch(failed);
      return c.body(null, 200);
    }
    const { status, body } = await underWay.during(() => listening.answer(activity));
    return body === undefined ? c.body(null, status as 200) : c.json(body, status as 200);
  });
  return routes;
}

/** Undefined if it may be let in, once it has shown who it is. */
function wrongWith(
  { appId, tenant }: TeamsSettings,
  activity: Activity,
  headers: (name: string) => string | undefined,
): string | undefined {
  const from = tenantOf(activity)?.toLowerCase();
  if (from === undefined) return 'it names no tenant';
  if (tenant !== undefined && from !== tenant.toLowerCase())
    return `it is of the tenant ${from}, which is not the one that is served`;
  if (appId === undefined && isFromOutside(headers))
    return 'it came from outside, and TEAMS_ANONYMOUS is for this machine alone';
  return undefined;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
