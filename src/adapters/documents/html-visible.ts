import { attribute, type Element, textOf } from './html-tree.ts';

/** Never text of the document: programs, forms' own parts, and what leads about the site. */
const NOT_TEXT = new Set([
  ...['head', 'script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'canvas', 'audio', 'video', 'math'],
  ...['select', 'textarea', 'button', 'datalist', 'dialog', 'nav', 'aside', 'footer', 'pre', 'rp', 'rt'],
]);
const NOT_TEXT_ROLES =
  /^(?:navigation|banner|contentinfo|complementary|search|dialog|alertdialog|menu|menubar|toolbar|tooltip|doc-toc|doc-endnotes|doc-footnote|doc-noteref|doc-backlink)$/;
/** What authors call the parts that only a program reads aloud, contents lists and notes at the foot. */
const NOT_TEXT_NAMES =
  /(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|skip-?(?:link|nav|to-content)|toc|table-of-contents|breadcrumbs?|footnotes?|mw-editsection|headerlink|anchor-link|noprint)(?=\s|$)/i;
const NOTE_ID = /^(?:footnote|endnote|fn|cite_note)[-:_]?\d/;

/** Whether an element holds text of the document that a reader of the page sees. */
export function isVisible(element: Element): boolean {
  const role = attribute(element, 'role') ?? '';
  if (NOT_TEXT.has(element.tagName) || NOT_TEXT_ROLES.test(role)) return false;
  if (element.tagName === 'header' && !inArticle(element)) return false;
  if (attribute(element, 'hidden') !== undefined || attribute(element, 'aria-hidden') === 'true') return false;
  if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(element, 'style') ?? '')) return false;
  if (element.tagName === 'body' || element.tagName === 'main' || element.tagName === 'article') return true;
  if (NOT_TEXT_NAMES.test(`${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`)) return false;
  if (NOTE_ID.test(attribute(element, 'id') ?? '')) return false;
  return !isNoteMark(element);
}

/** The head of an article holds its title; the head of a page holds the site's. */
function inArticle(element: Element): boolean {
  for (let above = element.parentNode; above; above = 'parentNode' in above ? above.parentNode : null) {
    if ('tagName' in above && (above.tagName === 'article' || above.tagName === 'main')) return true;
  }
  return false;
}

/** `¹` or `[1]`, leading to a note; `¶` beside a heading, leading to itself. */
function isNoteMark(element: Element): boolean {
  if (element.tagName !== 'a' && element.tagName !== 'sup') return false;
  const inner = element.tagName === 'a' ? [element] : element.childNodes.filter((one) => 'tagName' in one);
  const text = textOf(element).trim();
  const leads = inner.some((one) => attribute(one as Element, 'href')?.includes('#') === true);
  return leads && (element.tagName === 'sup' ? /^\W*\d+\W*$|^\W*\w\W*$/.test(text) : /^[¶#§🔗\s]$/u.test(text));
}
