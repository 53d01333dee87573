/** The pages' style and scripts: read once, and addressed by what is in them, so that browsers need not ask again. */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly version: string;
}

const TYPES = {
  'library.css': 'text/css; charset=utf-8',
  'theme.js': 'text/javascript; charset=utf-8',
  'times.js': 'text/javascript; charset=utf-8',
  'elapsed.js': 'text/javascript; charset=utf-8',
  'live.js': 'text/javascript; charset=utf-8',
  'menu.js': 'text/javascript; charset=utf-8',
  'mark.svg': 'image/svg+xml',
} as const;

type Name = keyof typeof TYPES;
const known = new Map<Name, Asset>();

/** The address of one of them. */
export function assetPath(name: Name): string {
  return `/library/assets/${name}?v=${assetOf(name).version}`;
}

export function assetRoutes(): Hono {
  return new Hono().get('/assets/:name', (c) => {
    const name = c.req.param('name');
    if (!isName(name)) return c.notFound();
    const { body, type, version } = assetOf(name);
    // Only what was asked for by its own version is that for ever.
    const isExact = c.req.query('v') === version;
    c.header('cache-control', isExact ? 'public, max-age=31536000, immutable' : 'no-cache');
    return c.body(body, 200, { 'content-type': type });
  });
}

function assetOf(name: Name): Asset {
  const before = known.get(name);
  if (before) return before;
  const body = new Uint8Array(readFileSync(new URL(`./assets/${name}`, import.meta.url)));
  const asset = { body, type: TYPES[name], version: hash('sha256', body, 'base64url').slice(0, 16) };
  known.set(name, asset);
  return asset;
}

function isName(name: string): name is Name {
  return Object.hasOwn(TYPES, name);
}
