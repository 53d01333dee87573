/** The pages' styles and scripts, the official card renderer and pdf.js: read when first asked for, served with an ETag. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join, relative } from 'node:path';
import { Hono } from 'hono';
import { pdfjsFiles } from './review/pdfjs.ts';

interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** The worker decodes pictures with WebAssembly; a worker's policy is that of its own script. */
const WORKER = 'pdfjs/pdf.worker.min.mjs';
const WORKER_POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/** Serves `/:name`. The browser asks each time whether it still has the right version, so an upgrade shows at once. */
export function assets(): Hono {
  const paths = assetPaths();
  const known = new Map<string, Asset>();
  return new Hono().get('/:name{.+}', (c) => {
    const name = c.req.param('name');
    const path = paths.get(name);
    if (path === undefined) return c.notFound();
    const asset = known.get(name) ?? readAsset(path);
    known.set(name, asset);
    c.header('etag', asset.etag);
    c.header('cache-control', 'no-cache');
    if (name === WORKER) c.header('content-security-policy', WORKER_POLICY);
    if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304);
    return c.body(asset.body, 200, { 'content-type': asset.type });
  });
}

function assetPaths(): ReadonlyMap<string, string> {
  const folder = join(import.meta.dirname, 'assets');
  const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
  const own = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path).replaceAll('\\', '/'), path] as const);
  return new Map([...own, ['adaptivecards.min.js', renderer], ...pdfjsFiles()]);
}

function readAsset(path: string): Asset {
  const body = new Uint8Array(readFileSync(path));
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { body, etag, type: TYPES[extname(path)] ?? 'application/octet-stream' };
}
