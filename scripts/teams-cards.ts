/**
 * Draws the cards of the gallery as Teams does, light and dark, on a desk and on a phone, to be looked at: pages and
 * pictures in a folder. With them pictures of Microsoft's Agents Playground while somebody uses Sopwith there.
 *
 *   node scripts/teams-cards.ts OUT [cards|playground]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { activityOf } from '../src/adapters/teams/drawing.ts';
import { fillInCard } from '../src/adapters/teams/fill-in.ts';
import { formatOf } from '../src/adapters/teams/format.ts';
import { linkCard, uploadOffer } from '../src/adapters/teams/uploads.ts';
import { welcomeCard } from '../src/adapters/teams/welcome.ts';
import { toAdaptiveForm } from '../src/cards/adaptive.ts';
import { FORMS } from '../tests/cards/form-gallery.ts';
import { GALLERY } from '../tests/cards/gallery.ts';
import { CHANNEL, drawingOf, PERSONAL } from '../tests/cards/teams-drawing.ts';
import { drawnAt, pageOf, type Shown, type Theme } from '../tests/cards/teams-host.ts';
import { openBrowser } from '../tests/support/browser.ts';
import { png } from '../tests/support/png.ts';
import { tour } from './playground-tour.ts';

const out = resolve(process.argv[2] ?? join(tmpdir(), 'sopwith-teams-cards'));
const part = process.argv[3];

const contentOf = (activity: object) =>
  (activity as { attachments: readonly { content: object }[] }).attachments[0]?.content ?? {};
const cards: Shown[] = Object.entries(GALLERY).map(([name, card]) => ({
  name,
  card: contentOf(activityOf(card, drawingOf(card))),
}));
const plain: Shown[] = Object.entries(GALLERY).map(([name, card]) => ({
  name,
  card: contentOf(activityOf(card, drawingOf(card, { dialogs: false, conversation: PERSONAL }))),
  isUnfolded: true,
}));
const value = { v: 1, verb: 'record' } as const;
const form = (name: keyof typeof FORMS, isDialog: boolean): Shown => {
  const format = formatOf({ ...drawingOf(), isDialog });
  const asked = FORMS[name];
  return {
    name: `${isDialog ? 'dialog' : 'card'}: ${name}`,
    card: (asked && toAdaptiveForm({ form: asked, value }, format)) ?? {},
  };
};
const forms = Object.keys(FORMS).flatMap((name) => [form(name, true)]);
const shared = formatOf(drawingOf());
const own: Shown[] = [
  ...[PERSONAL, CHANNEL].map((conversation) => ({
    name: `welcome: ${conversation.kind}`,
    card: contentOf(activityOf(welcomeCard(conversation.kind), drawingOf({}, { conversation }))),
  })),
  { name: 'upload offer: document', card: uploadOffer({ purpose: 'import' }, shared) },
  { name: 'upload offer: evidence', card: uploadOffer({ purpose: 'evidence', run: 'r1' }, shared) },
  { name: 'upload link', card: linkCard('https://sopwith.example/teams/upload/x', shared) },
  ...Object.entries(FORMS)
    .slice(0, 2)
    .map(([name, asked]) => ({ name: `fill in: ${name}`, card: fillInCard({ form: asked, value }, shared) })),
];

const HEIGHT = 1_700;

const LOOKS: readonly (readonly [name: string, shown: readonly Shown[], theme: Theme, width: number])[] = [
  ['desk', cards, 'light', 600],
  ['desk-dark', cards, 'dark', 600],
  ['phone', cards, 'light', 320],
  ['plain', plain, 'light', 600],
  ['plain-phone', plain, 'light', 320],
  ['forms', [...own, ...forms], 'light', 600],
  ['forms-phone', [...own, ...forms], 'dark', 320],
];

mkdirSync(out, { recursive: true });
const browser = await openBrowser();
try {
  if (part !== 'playground') for (const look of LOOKS) await drawn(browser, ...look);
  if (part !== 'cards') await tour(browser, out);
} finally {
  await browser.close();
}

async function drawn(
  shown: Browser,
  name: string,
  figures: readonly Shown[],
  theme: Theme,
  width: number,
): Promise<void> {
  const path = join(out, `${name}.html`);
  writeFileSync(path, pageOf(figures, { theme, width }));
  const perRow = width > 500 ? 2 : 4;
  const tab = await shown.newPage({ viewport: { width: perRow * (width + 20) + 32, height: HEIGHT } });
  await tab.route('https://sopwith.example/**', (route) =>
    route.fulfill({ contentType: 'image/png', body: Buffer.from(png(640, 300)) }),
  );
  await tab.goto(pathToFileURL(path).href);
  await tab.waitForLoadState('networkidle');
  const { found } = await drawnAt(tab);
  for (const one of found) console.log(`${name}: ${one}`);
  const size = tab.viewportSize() ?? { width, height: HEIGHT };
  const all = Number(await tab.evaluate('document.documentElement.scrollHeight'));
  for (let top = 0, count = 1; top < all; top += HEIGHT, count += 1) {
    const clip = { x: 0, y: top, width: size.width, height: Math.min(HEIGHT, all - top) };
    await tab.screenshot({ path: join(out, `${name}-${String(count).padStart(2, '0')}.png`), clip, fullPage: true });
  }
  await tab.close();
}
