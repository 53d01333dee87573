/**
 * Draws the cards of the gallery as Slack does, light and dark, on a desk and on a phone, to be looked at: pages and
 * pictures in a folder.
 *
 *   node scripts/slack-cards.ts OUT
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createElement, type ReactElement } from 'react';
import { Message } from 'slack-blocks-to-jsx';
import { toBlocks, toCardView, toFormView } from '../src/cards/block-kit.ts';
import { FORMS } from '../tests/cards/form-gallery.ts';
import { GALLERY } from '../tests/cards/gallery.ts';
import { SLACK_FORMAT } from '../tests/cards/slack-format.ts';
import { openBrowser } from '../tests/support/browser.ts';

const out = resolve(process.argv[2] ?? 'shots/slack');
const require = createRequire(import.meta.url);
// The package brings no types.
const { renderToStaticMarkup }: { renderToStaticMarkup: (element: ReactElement) => string } =
  require('react-dom/server');
const style = readFileSync(require.resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8');

const NAMES = ['Ana', 'Ben', 'Cem', 'Dee', 'Eli'].map((name) => ({ id: `U${name.toUpperCase()}`, name }));

/** Machines without a font for emoji draw boxes. */
const SIGNS: Readonly<Record<string, readonly [colour: string, sign: string]>> = {
  information_source: ['#1d9bd1', 'i'],
  white_check_mark: ['#2eb67d', '✓'],
  warning: ['#ecb22e', '!'],
  octagonal_sign: ['#e01e5a', '–'],
};
function emoji({ name }: { name: string }): ReactElement {
  const [background, sign] = SIGNS[name] ?? ['#999', name];
  const round = {
    display: 'inline-block',
    width: 18,
    borderRadius: 4,
    textAlign: 'center',
    lineHeight: '18px',
  } as const;
  return createElement('span', { style: { ...round, background, color: '#fff', fontWeight: 700, fontSize: 13 } }, sign);
}

type Drawn = Parameters<typeof Message>[0]['blocks'];
const drawn = (name: string, all: unknown, theme: 'light' | 'dark') => {
  // The package takes `verbatim` for plain text; Slack still reads dates and marks in it.
  const blocks = JSON.parse(JSON.stringify(all, (key, value) => (key === 'verbatim' ? undefined : value))) as Drawn;
  return figure(name, { blocks, theme });
};
const figure = (name: string, { blocks, theme }: { blocks: Drawn; theme: 'light' | 'dark' }) =>
  `<figure><figcaption>${name}</figcaption>${renderToStaticMarkup(
    createElement(Message, {
      ...{
        blocks,
        theme,
        hooks: { emoji },
        name: 'Sopwith',
        logo: LOGO,
        time: new Date(Date.UTC(2026, 4, 4, 6, 42)),
        data: { users: NAMES },
      },
    }),
  )}</figure>`;

const LOGO = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="8" fill="#0f6b5c"/><path d="M10 19l6 6 11-13" fill="none" stroke="#fff" stroke-width="3"/></svg>')}`;

function page(theme: 'light' | 'dark', figures: readonly string[]): string {
  const [ink, paper] = theme === 'light' ? ['#1d1c1d', '#fff'] : ['#d1d2d3', '#1a1d21'];
  return `<!doctype html><meta charset="utf-8"><style>${style}
    body { margin: 0; padding: 16px; background: ${paper}; color: ${ink}; font-family: Lato, "Open Sans", sans-serif; }
    main { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(560px, 100%), 1fr)); gap: 20px; align-items: start; }
    figure { margin: 0; border-bottom: 1px solid #8884; padding-bottom: 8px; overflow: hidden; }
    figcaption { font-size: 11px; opacity: .6; text-transform: uppercase; letter-spacing: .06em; }
  </style><main>${figures.join('\n')}</main>`;
}

const blocksOf = (view: object) => (view as { blocks: unknown }).blocks;
const titleOf = (view: object) => (view as { title: { text: string } }).title.text;

const cards = Object.entries(GALLERY).map(([name, card]) => [name, toBlocks(card, SLACK_FORMAT).blocks] as const);
const forms = Object.entries(FORMS).map(([name, form]) => {
  const view = toFormView(form, { v: 1, verb: 'record' }, '');
  return [`${name}: ${titleOf(view)}`, blocksOf(view)] as const;
});
const read = (['evidence of an open run', 'steps of a run'] as const).flatMap((name) => {
  const card = GALLERY[name];
  if (!card) return [];
  const view = toCardView(card, SLACK_FORMAT, '');
  return [[`modal: ${titleOf(view)}`, blocksOf(view)] as const];
});

mkdirSync(out, { recursive: true });
const browser = await openBrowser();
const looks = [
  ['desk', 'light', cards, 1_240],
  ['desk-dark', 'dark', cards, 1_240],
  ['phone', 'light', cards, 390],
  ['forms', 'light', [...read, ...forms], 1_240],
] as const;
for (const [name, theme, shown, width] of looks) {
  const path = join(out, `${name}.html`);
  writeFileSync(
    path,
    page(
      theme,
      shown.map(([title, blocks]) => drawn(title, blocks, theme)),
    ),
  );
  const tab = await browser.newPage({ viewport: { width, height: 1_600 } });
  await tab.goto(pathToFileURL(path).href);
  const height = Number(await tab.evaluate('document.documentElement.scrollHeight'));
  for (let top = 0, part = 1; top < height; top += 1_600, part += 1) {
    const clip = { x: 0, y: top, width, height: Math.min(1_600, height - top) };
    await tab.screenshot({ path: join(out, `${name}-${part}.png`), clip, fullPage: true });
  }
  await tab.close();
}
await browser.close();
