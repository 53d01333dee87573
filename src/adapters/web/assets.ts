/** The page's style and scripts, and the official card renderer: read once, served with an ETag. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { Hono } from 'hono';

interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Serves `/:name`. The browser asks each time whether it still has the right version, so an upgrade shows at once. */
export function assets(): Hono {
  const known = readAssets();
  return new Hono().get('/:name', (c) => {
    const asset = known.get(c.req.param('name'));
    if (!asset) return c.notFound();
    c.header('etag', asset.etag);
    c.header('cache-control', 'no-cache');
    if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304);
    return c.body(asset.body, 200, { 'content-type': asset.type });
  });
}

function readAssets(): ReadonlyMap<string, Asset> {
  const folder = join(import.meta.dirname, 'assets');
  const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
  const files = readdirSync(folder).map((name): [string, string] => [name, join(folder, name)]);
  return new Map(
    [...files, ['adaptivecards.min.js', renderer] as const].map(([name, path]) => [name, readAsset(path)]),
  );
}

function readAsset(path: string): Asset {
  const body = new Uint8Array(readFileSync(path));
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { body, etag, type: TYPES[extname(path)] ?? 'application/octet-stream' };
}
