/** The sheet that a picture of the map is drawn on: in a page, or as a file that stands alone. */
import { element, escaped, rounded } from '../svg.ts';
import { clean } from '../text.ts';
import { FILE_STYLE, filePaint, type Paint, pagePaint } from './colours.ts';
import type { BoxLine } from './flow-boxes.ts';

export interface Sheet {
  /** What its title and description are called by in the page; another one for each picture. */
  readonly id: string;
  readonly title: string;
  /** What is to be seen, in words. */
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

/** `page`: in the page's own colours and letters, without a style. `file`: with all that it needs. */
export type Standing = 'page' | 'file';

export function paintFor(standing: Standing): Paint {
  return standing === 'page' ? pagePaint : filePaint;
}

/** `hasLinks`: a picture hides what is in it from those who have it read out, so it is a group then. */
export function sheet(
  { id, title, alt, width, height }: Sheet,
  { standing, hasLinks }: { readonly standing: Standing; readonly hasLinks: boolean },
  drawn: string,
): string {
  const about = [
    element('title', { id: `${id}-title` }, escaped(title)),
    element('desc', { id: `${id}-desc` }, escaped(alt)),
  ];
  const paper =
    standing === 'page'
      ? []
      : [
          element('style', {}, FILE_STYLE),
          element('rect', { width: '100%', height: '100%', ...filePaint({ fill: 'paper' }) }),
        ];
  const described = {
    role: hasLinks ? 'group' : 'img',
    'aria-labelledby': `${id}-title`,
    'aria-describedby': `${id}-desc`,
  };
  const size = { viewBox: `0 0 ${rounded(width)} ${rounded(height)}`, width: rounded(width), height: rounded(height) };
  const space = { xmlns: 'http://www.w3.org/2000/svg' };
  const picture = element('svg', { ...space, ...size, ...described }, [...about, ...paper, drawn].join(''));
  return standing === 'page' ? picture : `<?xml version="1.0" encoding="UTF-8"?>\n${picture}\n`;
}

export function drawLine(paint: Paint, { text, x, y, size, isBold, ink, align }: BoxLine): string {
  const look = { 'font-size': size, ...(isBold ? { 'font-weight': 600 } : {}) };
  // `dominant-baseline` is not known to every program that opens a file.
  const at = { x: rounded(x), y: rounded(y + size * 0.35), ...(align ? { 'text-anchor': 'middle' } : {}) };
  return element('text', { ...at, ...look, ...paint({ fill: ink }) }, escaped(text));
}

/** What a browser shows for whoever points at it, and what is read out. */
export function about(text: string): string {
  return element('title', {}, escaped(text));
}

/** A link around what is drawn, named by the title in it, where there is an address: of a page of ours, or of the web. */
export function linked(href: string | undefined, drawn: string): string {
  const isAddress = href !== undefined && /^(?:https?:\/\/|\/(?!\/)|#|\?)/i.test(clean(href));
  return isAddress ? element('a', { href }, drawn) : element('g', {}, drawn);
}
