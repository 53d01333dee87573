import type { Block } from '../../engine/drafting/document.ts';
import { LIMITS } from '../../engine/limits.ts';
import { DocumentUnreadable } from '../../runtime/ports.ts';
import { type ReadFormat, TextBudget } from './format.ts';
import { htmlBlocks } from './html-blocks.ts';
import { attribute, type Element, elementsIn, type Parent, parsePage, textOf } from './html-tree.ts';
import { isVisible } from './html-visible.ts';
import { decodeText } from './sniff.ts';

/** Pictures inside a saved page make it long; more than this no page of text comes to. */
const LONGEST = 20_000_000;

/**
 * Reads a web page: its main content, without what leads about the site; the page's title if no heading gives one. Throws
 * `not_a_document` for a page to sign in.
 */
export const readHtml: ReadFormat = async (bytes, name, progress) => {
  progress({ doing: 'reading' });
  const html = decodePage(bytes);
  if (html.length > LONGEST) throw new DocumentUnreadable('too_large');
  const page = parsePage(html);
  if (asksForPassword(page)) throw new DocumentUnreadable('not_a_document');
  const blocks = htmlBlocks(contentOf(page));
  const budget = new TextBudget(LIMITS.documentText, () => new DocumentUnreadable('too_large'));
  for (const block of blocks) budget.spend(block.text);
  return { name, pages: 1, blocks: withTitle(blocks, page) };
};

/** A page to sign in, saved in place of the one behind it. */
function asksForPassword(page: Parent): boolean {
  const fields = elementsIn(page, (one) => one.tagName === 'input' && attribute(one, 'type') === 'password');
  const [body] = elementsIn(page, (one) => one.tagName === 'body');
  return fields.length > 0 && body !== undefined && textOf(body).replace(/\s+/g, ' ').length < 1500;
}

/** A page may say in which letters it is written; what a byte order mark says counts more. */
function decodePage(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const said = /<meta\b[^>]*?charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
  const marked = /^(?:\xEF\xBB\xBF|\xFE\xFF|\xFF\xFE)/.test(head);
  if (said === undefined || marked || /^utf-?(?:8|16)/.test(said)) return decodeText(bytes);
  try {
    return new TextDecoder(said).decode(bytes);
  } catch (error) {
    // An encoding of an unknown name is decoded by what the bytes look like.
    if (!(error instanceof RangeError)) throw error;
    return decodeText(bytes);
  }
}

/** What the page marks as its main part, if most of the text is there; else the article; else the whole page. */
function contentOf(page: Parent): Parent {
  const mains = elementsIn(page, (one) => one.tagName === 'main' || attribute(one, 'role') === 'main');
  const articles = elementsIn(page, (one) => one.tagName === 'article' || attribute(one, 'role') === 'article');
  const candidates = [mains, articles].filter((found) => found.length === 1).flat();
  return candidates.find((one) => isVisible(one) && says(one)) ?? page;
}

function says(element: Element): boolean {
  return textOf(element).replace(/\s+/g, '').length >= 80;
}

/** Pages are titled "Opening checks | Handbook | Company": the part before the first bar. */
function withTitle(blocks: readonly Block[], page: Parent): readonly Block[] {
  if (blocks.length === 0 || blocks.some((one) => one.kind === 'heading' && one.level === 1)) return blocks;
  const [title] = elementsIn(page, (one) => one.tagName === 'title');
  const text = (title ? textOf(title) : '').replace(/\s+/g, ' ').trim();
  const own = text.split(/ [|·»–—-] /)[0]?.trim() || text;
  return own === '' ? blocks : [{ page: 1, kind: 'heading', text: own, level: 1 }, ...blocks];
}
