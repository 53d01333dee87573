/** The document around every page. Styles and scripts are files of their own: none runs that stands in a page. */
import { html } from 'hono/html';
import { assetPath } from './assets.ts';

export type Markup = ReturnType<typeof html>;

export interface Document {
  readonly title: string;
  readonly body: Markup;
  /** What scripts send with a change. */
  readonly csrf?: string;
}

export function documentOf({ title, body, csrf }: Document): Markup {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex, nofollow">
    ${csrf === undefined ? '' : html`<meta name="csrf" content="${csrf}">`}
    <title>${title} · Sopwith</title>
    <link rel="icon" href="${assetPath('mark.svg')}" type="image/svg+xml">
    <script src="${assetPath('theme.js')}"></script>
    <link rel="stylesheet" href="${assetPath('library.css')}">
    <script src="${assetPath('times.js')}" defer></script>
    <script src="${assetPath('elapsed.js')}" defer></script>
    <script src="${assetPath('menu.js')}" defer></script>
    <script src="${assetPath('live.js')}" defer></script>
  </head>
  <body>
    ${body}
  </body>
</html>`;
}
