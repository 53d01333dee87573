/** What people see who send files: what is asked of them, and what came of it. `hono/html` escapes what is put in. */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import type { Tone } from '../../cards/card.ts';

export interface Asked {
  readonly purpose: 'evidence' | 'import';
  /** First name of whoever sends; may be empty. */
  readonly name: string;
  /** Title of the run that it is evidence of. */
  readonly run: string | undefined;
  /** Bytes of one file, at most. */
  readonly mostBytes: number;
  /** Why what was sent a moment ago was not taken. */
  readonly problem: string | undefined;
}

export interface Told {
  readonly title: string;
  readonly text: string;
  readonly tone: Tone;
  /** What to do now. */
  readonly next: string;
}

type Markup = ReturnType<typeof html>;

export interface UploadPages {
  /** The Content-Security-Policy of both: no style or script runs but their own. */
  readonly policy: string;
  ask(asked: Asked): Markup;
  tell(told: Told): Markup;
}

/** Reads the style and the script. */
export function uploadPages(): UploadPages {
  const style = readFileSync(new URL('./assets/upload.css', import.meta.url), 'utf8');
  const script = readFileSync(new URL('./assets/upload.js', import.meta.url), 'utf8');
  const page = (title: string, main: Markup) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <meta name="theme-color" content="#f6f6f4" media="(prefers-color-scheme: light)">
    <meta name="theme-color" content="#111214" media="(prefers-color-scheme: dark)">
    <meta name="robots" content="noindex, nofollow">
    <title>${title} · Sopwith</title>
    <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(MARK)}">
    <style>${raw(style)}</style>
  </head>
  <body>
    <header>${raw(MARK)}<span>Sopwith</span></header>
    ${main}
    <script>${raw(script)}</script>
  </body>
</html>`;
  return {
    policy: [
      "default-src 'none'",
      `style-src ${sourceOf(style)}`,
      `script-src ${sourceOf(script)}`,
      // Previews of what was chosen, and the icon.
      'img-src blob: data:',
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    ask: (asked) => page(WORDS[asked.purpose].title, askingMain(asked)),
    tell: (told) => page(told.title, tellingMain(told)),
  };
}

function sourceOf(text: string): string {
  return `'sha256-${hash('sha256', text, 'base64')}'`;
}

const WORDS = {
  evidence: {
    title: 'Send photos or files',
    pick: 'Take a photo or choose files',
    // Formats by name, not `image/*`: then Apple's devices send JPEG in place of HEIC, which few others can show. And
    // something besides pictures, without which Android's chooser offers the gallery alone and no camera.
    accept: [
      ...['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'application/pdf', 'text/plain', '.csv', '.md'],
      ...['.doc', '.docx', '.xls', '.xlsx', '.ods', '.odt', '.ppt', '.pptx', '.eml', '.msg', '.zip', 'video/mp4'],
    ],
  },
  import: {
    title: 'Send a document',
    pick: 'Choose a document or take a photo',
    // What can be read (docs/import.md).
    accept: [
      ...['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'text/plain', '.docx', '.docm', '.xlsx'],
      ...['.xlsm', '.xlsb', '.xls', '.ods', '.csv', '.tsv', '.md', '.html', '.htm', '.txt', '.zip', '.yaml', '.yml'],
    ],
  },
} as const;

function askingMain({ purpose, name, run, mostBytes, problem }: Asked): Markup {
  const { title, pick, accept } = WORDS[purpose];
  return html`<main data-answer="ask">
      <form method="post" enctype="multipart/form-data" data-most-bytes="${mostBytes}">
        <h1>${title}</h1>
        <p class="lead">${name && html`<bdi>${name}</bdi>, `}${leadOf(purpose, run, name === '')}</p>
        <p class="problem" id="problem" role="alert">${problem ?? ''}</p>
        <ul class="chosen" id="chosen" aria-label="Chosen files"></ul>
        <label class="pick" for="files">${raw(CAMERA)}<span id="pick">${pick}</span></label>
        <input type="file" id="files" name="file" multiple required accept="${accept.join(',')}">
        <div class="sending" id="sending" hidden>
          <progress id="progress" max="1" value="0" aria-label="Sent so far"></progress>
          <p id="state" role="status"></p>
        </div>
        <button type="submit" class="send" id="send">Send</button>
        <p class="hint">Several at once are fine, up to ${mostBytes / 1024 / 1024} MB each.</p>
      </form>
      <p class="foot">This link is for you alone. It works once, within 30 minutes of your tap in Teams.</p>
    </main>`;
}

function leadOf(purpose: Asked['purpose'], run: string | undefined, isFirst: boolean): Markup {
  if (purpose === 'import')
    return html`Sopwith reads it and drafts an SOP of it. The draft waits for you in Teams; nothing is published before it was reviewed.`;
  const what = isFirst ? 'What' : 'what';
  if (run === undefined)
    return html`${what} you send here is recorded as evidence in your name, in the conversation in Teams that you came from.`;
  return html`${what} you send here is recorded as evidence of <strong><bdi>${run}</bdi></strong> in your name, and appears in its thread in Teams.`;
}

function tellingMain({ title, text, tone, next }: Told): Markup {
  return html`<main data-answer="tell" class="told ${isWell(tone) ? 'well' : tone}">
      <div class="sign">${raw(isWell(tone) ? TICK : WARNING)}</div>
      <h1 tabindex="-1">${title}</h1>
      <p class="lead">${text}</p>
      ${next && html`<p class="next">${next}</p>`}
    </main>`;
}

/** Whether it went as whoever sent it wanted. */
export function isWell(tone: Tone): boolean {
  return tone !== 'attention' && tone !== 'bad';
}

const MARK =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect width="32" height="32" rx="9" fill="#4150c4"/><path d="m8.5 16.8 5.2 5.2 10-11.2" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>';

const icon = (paths: string) =>
  `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;
const CAMERA = icon(
  '<path d="M4 8h3l1.6-2.4a1 1 0 0 1 .8-.4h5.2a1 1 0 0 1 .8.4L17 8h3a1.5 1.5 0 0 1 1.5 1.5v8.5a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 18V9.5A1.5 1.5 0 0 1 4 8z"/><circle cx="12" cy="13.3" r="3.4"/>',
);
const TICK = icon('<path d="m5.5 12.5 4.3 4.3 8.7-9.6"/>');
const WARNING = icon('<path d="M12 6.5v6.5"/><path d="M12 17.3v.01"/>');
