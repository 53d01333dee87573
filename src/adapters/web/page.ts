/** The one page: an empty frame of three panes, which the scripts fill. `hono/html` escapes what is put into it. */
import { html } from 'hono/html';

/** In this order: later ones adjust what earlier ones say. */
const STYLES = [
  'base',
  'frame',
  'side',
  'messages',
  'files',
  'composer',
  'controls',
  'cards',
  'chart',
  'small-screens',
];

/** `member` is the id of whom this browser acts as. */
export function page({ workspace, member }: { workspace: string; member: string }) {
  return html`<!doctype html>
<html lang="en" data-theme="light" data-member="${member}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
    <meta name="color-scheme" content="light dark">
    <title>Sopwith</title>
    <link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
    <script src="/assets/early-theme.js"></script>
    ${STYLES.map(
      (name) => html`<link rel="stylesheet" href="/assets/${name}.css">
    `,
    )}    <script src="/assets/adaptivecards.min.js" defer></script>
    <script src="/assets/main.js" type="module"></script>
  </head>
  <body>
    <a class="skip" href="#main">Skip to the messages</a>
    <div class="frame" id="frame" data-pane="messages" data-thread="closed">
      <nav class="pane side" aria-label="Channels and people">
        <div class="bar">
          <div class="brand">
            <img class="mark" src="/assets/mark.svg" alt="" width="28" height="28">
            <span class="brand-name">${workspace}<span class="brand-sub">Only on this machine</span></span>
          </div>
          <button type="button" class="icon-button" id="theme" aria-label="Use the dark theme"></button>
        </div>
        <div class="side-scroll">
          <a class="side-item side-link" href="/library">
            <svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M4 3.5h3v13H4zM8.5 3.5h3v13h-3zM13 4.2l2.9-.7 2.9 12.5-2.9.7z" transform="translate(-1.4 0)"/></svg>
            <span class="side-link-name">Library<span class="brand-sub">Procedures, runs, evidence</span></span>
          </a>
          <section class="side-section" aria-labelledby="channels-title">
            <h2 class="side-title" id="channels-title">Channels</h2>
            <ul id="channels"></ul>
          </section>
          <section class="side-section" aria-labelledby="people-title">
            <h2 class="side-title" id="people-title">Act as</h2>
            <ul id="people"></ul>
          </section>
        </div>
      </nav>
      <main class="pane main" id="main" tabindex="-1">
        <header class="bar">
          <button type="button" class="icon-button back" id="channel-back" aria-label="Back to the channels"></button>
          <div class="bar-title"><h1 id="channel-name"></h1><span class="topic" id="channel-topic"></span></div>
        </header>
        <div class="connection" id="connection" role="status" hidden></div>
        <div class="pane-body" data-body></div>
      </main>
      <aside class="pane thread" id="thread" aria-label="Thread" hidden>
        <header class="bar">
          <button type="button" class="icon-button back" id="thread-back" aria-label="Back to the channel"></button>
          <div class="bar-title"><h2>Thread</h2><span class="topic" id="thread-of"></span></div>
          <button type="button" class="icon-button close" id="thread-close" aria-label="Close the thread" title="Close (Esc)"></button>
        </header>
        <div class="pane-body" data-body></div>
      </aside>
    </div>
    <div class="toasts" id="toasts" role="status" aria-live="polite"></div>
    <noscript>The local workspace needs JavaScript.</noscript>
  </body>
</html>`;
}
