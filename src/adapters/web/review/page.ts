/** The frame of the review page: a document beside its draft, which the scripts fill. */
import { html } from 'hono/html';

/** In this order: later ones adjust what earlier ones say. */
const STYLES = [
  'base',
  'controls',
  'review/frame',
  'review/document',
  'review/draft',
  'review/step',
  'review/items',
  'review/small',
];

/** `member` is the id of whom this browser acts as; `sop` that of the SOP whose draft it is. */
export function reviewPage({ member, sop, title }: { member: string; sop: string; title: string }) {
  return html`<!doctype html>
<html lang="en" data-theme="light" data-member="${member}" data-sop="${sop}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
    <meta name="color-scheme" content="light dark">
    <title>${title} · Sopwith</title>
    <link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
    <script src="/assets/early-theme.js"></script>
    ${STYLES.map(
      (name) => html`<link rel="stylesheet" href="/assets/${name}.css">
    `,
    )}    <script src="/assets/review/main.js" type="module"></script>
  </head>
  <body>
    <a class="skip" href="#steps">Skip to the steps</a>
    <div class="review" id="review" data-tab="draft">
      <header class="review-bar">
        <a class="icon-button" id="back" href="/" aria-label="Back to the workspace"></a>
        <div class="review-title"><h1 id="name">${title}</h1><span class="review-sub" id="about"></span></div>
        <span class="save-state" id="save-state" role="status"></span>
        <div class="review-tools">
          <button type="button" class="icon-button" id="undo" aria-label="Undo" title="Undo (Ctrl Z)" disabled></button>
          <button type="button" class="icon-button" id="redo" aria-label="Redo" title="Redo (Ctrl Shift Z)" disabled></button>
          <button type="button" class="icon-button" id="theme" aria-label="Use the dark theme"></button>
          <button type="button" class="button danger" id="discard" disabled>Discard</button>
          <button type="button" class="button primary" id="publish" disabled>Publish</button>
        </div>
      </header>
      <div class="connection" id="connection" role="status" hidden></div>
      <div class="notices" id="notices" role="status" aria-live="polite"></div>
      <div class="review-tabs" role="tablist" aria-label="What is shown">
        <button type="button" role="tab" id="tab-document" aria-controls="document" aria-selected="false">Document</button>
        <button type="button" role="tab" id="tab-draft" aria-controls="draft" aria-selected="true">Draft</button>
      </div>
      <section class="document" id="document" aria-label="Document"></section>
      <main class="draft" id="draft" aria-label="Draft" tabindex="-1"></main>
    </div>
    <div class="visually-hidden" id="spoken" role="status" aria-live="polite"></div>
    <div class="toasts" id="toasts" role="status" aria-live="polite"></div>
    <noscript>The review needs JavaScript.</noscript>
  </body>
</html>`;
}
