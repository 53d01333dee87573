/** The interactive reference: Swagger UI out of its own package, over our description. Nothing is fetched from elsewhere. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';
import { html } from 'hono/html';

/** Its styles are set by its script on elements: that takes `unsafe-inline` for styles, and for nothing else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const BEGIN = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  persistAuthorization: false,
  validatorUrl: null,
});
`;

export function referenceRoutes(): Hono {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/swagger-ui-bundle.js'));
  const known = new Map<string, Buffer<ArrayBuffer>>();
  return new Hono()
    .get('/reference', (c) => {
      c.header('content-security-policy', POLICY);
      return c.html(html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Sopwith: HTTP API</title>
    <link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/api/reference/swagger-ui.css">
    <script src="/api/reference/swagger-ui-bundle.js" defer></script>
    <script src="/api/reference/begin.js" defer></script>
  </head>
  <body><main id="reference"></main></body>
</html>`);
    })
    .get('/reference/begin.js', (c) => c.body(BEGIN, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
    .get('/reference/:file', (c) => {
      const file = c.req.param('file');
      const type = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
      if (type === undefined) return c.notFound();
      const bytes = known.get(file) ?? readFileSync(join(folder, file));
      known.set(file, bytes);
      return c.body(bytes, 200, { 'content-type': type, 'cache-control': 'public, max-age=3600' });
    });
}
