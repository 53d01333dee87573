import mammoth from 'mammoth';
import { LIMITS } from '../../../engine/limits.ts';
import { DocumentUnreadable } from '../../../runtime/ports.ts';
import { type ReadFormat, TextBudget } from '../format.ts';
import { htmlBlocks } from '../html-blocks.ts';
import { parsePiece } from '../html-tree.ts';
import { packed } from './pack.ts';
import { annotate } from './paragraphs.ts';
import { type Parts, partsOf } from './parts.ts';
import { readStyles } from './styles.ts';
import { WordBlocks } from './word-blocks.ts';

/**
 * Reads a Word document (.docx, and .docm without its macros). The words, tables and boxes come from mammoth; what it
 * leaves out (the numbers of lists, pages, styles) is read beforehand and tied to its paragraphs by bookmarks.
 */
export const readWord: ReadFormat = async (bytes, name, progress) => {
  progress({ doing: 'opening' });
  const parts = await partsOf(bytes);
  progress({ doing: 'reading' });
  const { xml, paragraphs, pages } = annotate(parts.document, readStyles(parts.styles), parts.numbering);
  if (pages > LIMITS.documentPages) throw new DocumentUnreadable('too_many_pages');
  const html = await convert(parts, xml);
  const word = new WordBlocks(paragraphs);
  const blocks = word.finish(htmlBlocks(parsePiece(html), word.refine), parts.title);
  const budget = new TextBudget(LIMITS.documentText, () => new DocumentUnreadable('too_large'));
  for (const block of blocks) budget.spend(block.text);
  return { name, pages, blocks };
};

/** The document as HTML with its paragraphs flat: lists and headings are told by what was read beforehand. */
async function convert(parts: Parts, document: string): Promise<string> {
  const text = new TextEncoder();
  const files = new Map([
    ['_rels/.rels', text.encode(MAIN)],
    ['word/document.xml', text.encode(document.replace(/^<\?xml[^>]*\?>/, ''))],
    // The converter needs a list of styles; it may be empty.
    ['word/styles.xml', text.encode(NO_STYLES)],
    ['word/_rels/document.xml.rels', text.encode(parts.relations.replace(/^<\?xml[^>]*\?>/, '') || NO_RELATIONS)],
  ]);
  const { value } = await mammoth.convertToHtml(
    { buffer: packed(files) },
    { includeDefaultStyleMap: false, includeEmbeddedStyleMap: false, styleMap: ['p => p:fresh'] },
  );
  return value;
}

const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const NO_RELATIONS = `<Relationships xmlns="${RELATIONS}"/>`;
const NO_STYLES = '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>';
const MAIN =
  `<Relationships xmlns="${RELATIONS}"><Relationship Id="main" Target="word/document.xml" ` +
  'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>';
