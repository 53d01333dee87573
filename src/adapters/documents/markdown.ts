import { Lexer, type Token, type Tokens } from 'marked';
import type { Block } from '../../engine/drafting/document.ts';
import { LIMITS } from '../../engine/limits.ts';
import { DocumentUnreadable } from '../../runtime/ports.ts';
import type { ReadFormat } from './format.ts';
import { htmlBlocks } from './html-blocks.ts';
import { parsePiece } from './html-tree.ts';
import { frontMatter, withoutDialects } from './markdown-dialects.ts';
import { plain } from './markdown-inline.ts';
import { markerOf } from './marker.ts';
import { decodeText } from './sniff.ts';

/** Deeper nesting than this is no document that a person wrote. */
const DEEPEST = 40;

/** Reads Markdown (GitHub's dialect): headings, nested lists, task lists, tables; front matter and code are left out. */
export const readMarkdown: ReadFormat = async (bytes, name, progress) => {
  progress({ doing: 'reading' });
  const text = decodeText(bytes);
  if (text.length > LIMITS.documentText) throw new DocumentUnreadable('too_large');
  const { title, body } = frontMatter(text);
  const walker = new Walker();
  walker.blocks(new Lexer({ gfm: true }).lex(withoutDialects(body)), 0);
  const blocks = walker.found;
  if (title && !blocks.some((one) => one.kind === 'heading' && one.level === 1)) {
    // It stands around the text, above its highest heading.
    blocks.unshift({ page: 1, kind: 'heading', text: title, level: 0 });
  }
  return { name, pages: 1, blocks };
};

class Walker {
  readonly found: Block[] = [];
  private tables = 0;

  blocks(tokens: readonly Token[], depth: number): void {
    if (depth > DEEPEST) throw new DocumentUnreadable('damaged');
    for (const token of tokens as readonly (Tokens.Generic | Token)[]) this.block(token as Token, depth);
  }

  private block(token: Token, depth: number): void {
    switch (token.type) {
      case 'heading':
        this.heading(token as Tokens.Heading);
        break;
      case 'paragraph':
      case 'text':
        this.paragraph(token as Tokens.Paragraph, depth);
        break;
      case 'list':
        for (const [index, one] of (token as Tokens.List).items.entries())
          this.item(token as Tokens.List, one, index, depth);
        break;
      case 'blockquote':
        // A quotation says what somebody else says; its headings and lists are not this document's.
        this.add({ page: 1, kind: 'paragraph', text: quoted(token as Tokens.Blockquote), level: 1 });
        break;
      case 'table':
        this.table(token as Tokens.Table);
        break;
      case 'html':
        this.html((token as Tokens.HTML).text, depth);
        break;
    }
  }

  private heading(token: Tokens.Heading): void {
    const text = plain(token.tokens).replace(/\s*#+$/, '');
    const marker = markerOf(text);
    const numbered = marker && (marker.ordered || marker.checkbox);
    const base = { page: 1, kind: 'heading', level: token.depth } as const;
    this.add(
      numbered ? { ...base, text: text.slice(marker.length), marker: marker.marker, ordered: true } : { ...base, text },
    );
  }

  /** Lines that begin with a box are items, with or without list syntax. */
  private paragraph(token: Tokens.Paragraph | Tokens.Text, depth: number): void {
    const tokens = token.tokens ?? [token];
    const bold =
      tokens.length > 0 && tokens.every((one) => one.type === 'strong' || !one.raw.trim().replace(/[.:]/, ''));
    this.lines(plain(tokens).split('\n'), depth, bold);
  }

  private lines(lines: readonly string[], depth: number, bold: boolean): void {
    let open: Block | undefined;
    for (const line of lines) {
      const marker = markerOf(line.trim());
      const listed =
        marker?.checkbox || marker?.class === 'word' || marker?.marker === '•' || this.goesOn(marker?.marker);
      if (marker && listed) {
        if (open) this.add(open);
        const text = line.trim().slice(marker.length);
        open = item(text, marker.marker, marker.ordered, marker.checkbox, depth + marker.depth);
      } else if (open) {
        open = { ...open, text: `${open.text} ${line.trim()}` };
      } else {
        open = { page: 1, kind: 'paragraph', text: line.trim(), level: depth, ...(bold ? { bold: true } : {}) };
      }
    }
    if (open) this.add(open);
  }

  /** "2." in the line after a remark below "1.": Markdown takes it for the remark's own words; people do not. */
  private goesOn(marker: string | undefined): boolean {
    const number = /^(\d{1,2})[.)]$/.exec(marker ?? '')?.[1];
    const last = this.found.findLast((block) => block.kind !== 'paragraph');
    return (
      number !== undefined && last?.ordered === true && last.kind === 'item' && `${Number(number) - 1}.` === last.marker
    );
  }

  private item(list: Tokens.List, token: Tokens.ListItem, index: number, depth: number): void {
    const own = token.tokens.filter((one) => one.type === 'text' || one.type === 'paragraph');
    const first = own[0];
    const whole = first ? plain('tokens' in first && first.tokens ? first.tokens : [first]) : '';
    // Markdown takes a line that begins with a box for the rest of the item above it; people do not.
    const lines = whole.split('\n');
    const next = lines.findIndex((line, at) => at > 0 && markerOf(line.trim())?.checkbox === true);
    const text = (next < 0 ? lines : lines.slice(0, next)).join(' ');
    const boxed = markerOf(text);
    const checkbox = token.task || (boxed?.checkbox ?? false);
    const start = typeof list.start === 'number' ? list.start : 1;
    const marker = checkbox ? '☐' : list.ordered ? `${start + index}.` : '•';
    const inner = first && 'tokens' in first ? (first.tokens ?? []) : [];
    const links = inner.filter((one) => one.raw.trim() !== '' && one.type !== 'checkbox');
    const link = links.length > 0 && links.every((one) => one.type === 'link');
    const words = boxed?.checkbox ? text.slice(boxed.length) : text;
    if (words.trim() !== '') {
      this.add({ ...item(words, marker, list.ordered, checkbox, depth), ...(link ? { link } : {}) });
    }
    if (next > 0) this.lines(lines.slice(next), depth, false);
    for (const one of token.tokens) {
      if (one === first || one.type === 'checkbox') continue;
      if (one.type === 'text' || one.type === 'paragraph') {
        this.add({
          page: 1,
          kind: 'paragraph',
          text: plain('tokens' in one && one.tokens ? one.tokens : [one]),
          level: depth + 1,
        });
      } else {
        this.blocks([one], depth + 1);
      }
    }
  }

  private table(token: Tokens.Table): void {
    const id = this.tables++;
    const headers = token.header.map((cell) => plain(cell.tokens));
    const blank = headers.every((one) => one === '');
    token.rows.forEach((row, at) => {
      row.forEach((cell, column) => {
        const header = blank ? undefined : headers[column];
        const text = plain(cell.tokens);
        if (text === '') return;
        const place = { id, row: at, column, ...(header ? { header } : {}) };
        this.add({ page: 1, kind: 'cell', text, level: 0, table: place });
      });
    });
  }

  /** HTML inside Markdown: mostly tables, and what folds away. */
  private html(text: string, depth: number): void {
    const first = this.tables;
    for (const block of htmlBlocks(parsePiece(text))) {
      if (!block.table) {
        this.add({ ...block, level: block.kind === 'heading' ? block.level : block.level + depth });
        continue;
      }
      this.tables = Math.max(this.tables, first + block.table.id + 1);
      this.add({ ...block, table: { ...block.table, id: first + block.table.id } });
    }
  }

  private add(block: Block): void {
    const text = block.text.replace(/\s+/g, ' ').trim();
    if (text !== '') this.found.push({ ...block, text });
  }
}

function item(text: string, marker: string, ordered: boolean, checkbox: boolean, level: number): Block {
  return { page: 1, kind: 'item', text, level, marker, ordered, ...(checkbox ? { checkbox } : {}) };
}

/** GitHub writes a warning as a quotation whose first line is `[!WARNING]`. */
function quoted(token: Tokens.Blockquote): string {
  return plain(token.tokens).replace(/^\[!(\w+)\]\s*/, (_whole, kind: string) => `${kind}: `);
}
