/**
 * Cards drawn as Teams draws them, in a page: by the official renderer, in the colours and sizes that Microsoft publishes
 * for its own client (microsoft/AdaptiveCards, samples/HostConfig), with buttons and boxes that look like Teams'.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

export type Theme = 'light' | 'dark';

const RENDERER = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');

interface Colours {
  readonly text: string;
  readonly quiet: string;
  readonly accent: string;
  readonly attention: string;
  readonly card: string;
  readonly emphasis: string;
  readonly page: string;
  readonly line: string;
}

const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: {
    ...{ text: '#252424', quiet: '#bf252424', accent: '#6264a7', attention: '#c4314b' },
    ...{ card: '#ffffff', emphasis: '#f9f8f7', page: '#f5f5f5', line: '#d1d1d1' },
  },
  dark: {
    ...{ text: '#ffffff', quiet: '#bfffffff', accent: '#a6a7dc', attention: '#d74654' },
    ...{ card: '#2d2c2c', emphasis: '#292828', page: '#1f1f1f', line: '#666666' },
  },
};

/** Good and warning are as light on white as on black; boxes are light in the dark too, with dark words. */
const GOOD = '#92c353';
const WARNING = '#f8d22a';
const BOXES = { accent: '#c7def9', good: '#ccffcc', attention: '#ffc5b2', warning: '#ffe2b2' } as const;

function hostConfig(theme: Theme): object {
  const { text, quiet, accent, attention, card, emphasis } = COLOURS[theme];
  const box = (backgroundColor: string, ink = text, faint = quiet) => {
    const coloured = { accent, good: GOOD, warning: WARNING, attention };
    const foregroundColors = Object.fromEntries(
      Object.entries(coloured).map(([name, colour]) => [name, { default: colour, subtle: colour }]),
    );
    const plain = { default: ink, subtle: faint };
    const light = { default: '#ffffff', subtle: theme === 'light' ? '#f3f2f1' : '#bfffffff' };
    const dark =
      theme === 'light' ? { default: '#252424', subtle: '#bf252424' } : { default: '#201f1f', subtle: '#2d2c2c' };
    return { backgroundColor, foregroundColors: { ...foregroundColors, default: plain, light, dark } };
  };
  const boxes = Object.entries(BOXES).map(([name, colour]) => [
    name,
    theme === 'light' ? box(colour) : box(colour, '#201f1f', '#2d2c2c'),
  ]);
  const sizes = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 };
  const weights = { lighter: 200, default: 400, bolder: 600 };
  const family = "'Segoe UI', 'Open Sans', 'DejaVu Sans', sans-serif";
  return {
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: theme === 'light' ? '#eeeeee' : '#4a4a4a' },
    imageSizes: { small: 32, medium: 52, large: 100 },
    fontTypes: {
      default: { fontFamily: family, fontSizes: sizes, fontWeights: weights },
      monospace: { fontFamily: "'Courier New', 'DejaVu Sans Mono', monospace", fontSizes: sizes, fontWeights: weights },
    },
    containerStyles: { default: box(card), emphasis: box(emphasis), ...Object.fromEntries(boxes) },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'bolder' },
      },
      errorMessage: { color: 'attention', size: 'small', spacing: 'small' },
    },
    actions: {
      ...{
        maxActions: 6,
        spacing: 'default',
        buttonSpacing: 8,
        actionsOrientation: 'horizontal',
        actionAlignment: 'left',
      },
      showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    },
    adaptiveCard: { allowCustomStyle: false },
    imageSet: { imageSize: 'medium', maxImageHeight: 100 },
  };
}

export interface Shown {
  readonly name: string;
  /** The card's JSON. */
  readonly card: object;
  /** Buttons that unfold a form are pressed. */
  readonly isUnfolded?: boolean;
}

/** A page with all of them, each `width` pixels wide. What the renderer finds wrong it says in `window.found`. */
export function pageOf(cards: readonly Shown[], { theme, width }: { theme: Theme; width: number }): string {
  const data = JSON.stringify({ cards, hostConfig: hostConfig(theme) }).replaceAll('<', '\\u003c');
  return `<!doctype html><meta charset="utf-8"><style>${style(theme, width)}</style><main></main>
<script>${readFileSync(RENDERER, 'utf8')}</script><script>(${draw})(${data})</script>`;
}

/** What a page of cards came to: what is wrong with which, and how many were drawn. */
export async function drawnAt(page: Page): Promise<{ readonly found: readonly string[]; readonly count: number }> {
  return { found: await page.evaluate('window.found'), count: await page.locator('.card > .ac-adaptiveCard').count() };
}

function style(theme: Theme, width: number): string {
  const { text, accent, attention, card, page, line } = COLOURS[theme];
  const primary = '#5b5fc7';
  return `
  body { margin: 0; padding: 16px; background: ${page}; color: ${text}; font: 14px/20px 'Segoe UI', 'Open Sans', 'DejaVu Sans', sans-serif; }
  main { columns: ${width}px; column-gap: 20px; }
  figure { margin: 0 0 14px; width: ${width}px; break-inside: avoid; }
  figcaption { font-size: 11px; opacity: .6; text-transform: uppercase; }
  .card { box-sizing: border-box; width: ${width}px; border: 1px solid ${line}66; border-radius: 4px; overflow: hidden; background: ${card}; }
  .ac-actionSet, .ac-actionSet div { flex-wrap: wrap !important; row-gap: 8px; }
  .ac-pushButton { min-height: 32px; padding: 5px 12px; border: 1px solid ${line}; border-radius: 4px; background: ${card}; color: ${text}; font: 600 14px/20px inherit; font-family: inherit; cursor: pointer; max-width: 100%; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  .ac-pushButton.style-positive { background: ${primary}; border-color: ${primary}; color: #fff; }
  .ac-pushButton.style-destructive { background: #c4314b; border-color: #c4314b; color: #fff; }
  .ac-input { box-sizing: border-box; width: 100%; min-height: 32px; padding: 5px 10px; border: 1px solid ${line}; border-radius: 4px; background: ${card}; color: ${text}; font: inherit; }
  .ac-multichoiceInput, .ac-toggleInput { font: inherit; }
  input[type=checkbox] { width: auto; min-height: 0; }
  .at { color: ${accent}; font-weight: 600; }
  .ac-inputRequired { color: ${attention}; }`;
}

/** Runs in the page. */
const draw = `function ({ cards, hostConfig }) {
  const AC = window.AdaptiveCards;
  window.found = [];
  const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
    const marked = escaped(text)
      .replace(/\\\\([\\\\*_[\\]])/g, '$1')
      .replace(/&lt;at&gt;(.*?)&lt;\\/at&gt;/g, '<span class="at">$1</span>');
    result.outputHtml = '<p>' + marked + '</p>';
    result.didProcess = true;
  };
  for (const { name, card: json, isUnfolded } of cards) {
    const card = new AC.AdaptiveCard();
    card.hostConfig = new AC.HostConfig(hostConfig);
    const context = new AC.SerializationContext(AC.Versions.v1_5);
    card.parse(json, context);
    const say = (message) => window.found.push(name + ': ' + message);
    for (let at = 0; at < context.eventCount; at += 1) say(context.getEventAt(at).message);
    // Six, and a menu of five: the renderer makes the menu, and counts it all the same.
    card.hostConfig.actions.maxActions = 11;
    for (const event of card.validateProperties().validationEvents) say(event.message);
    const figure = document.createElement('figure');
    const caption = figure.appendChild(document.createElement('figcaption'));
    caption.textContent = name;
    const frame = figure.appendChild(document.createElement('div'));
    frame.className = 'card';
    document.querySelector('main').append(figure);
    card.hostConfig.actions.maxActions = 6;
    const drawn = card.render();
    if (!drawn) { say('is not drawn'); continue; }
    frame.append(drawn);
    if (isUnfolded) for (const one of frame.querySelectorAll('.ac-pushButton.expandable')) one.click();
    if (frame.scrollWidth > frame.clientWidth + 1) say('is wider than its place: ' + frame.scrollWidth);
    for (const one of drawn.querySelectorAll('p, label, .ac-pushButton')) {
      if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow === 'hidden') say('cuts off: ' + one.textContent.slice(0, 60));
    }
  }
}`;
