import { Lexer } from 'marked';
import { plain } from './markdown-inline.ts';

/** YAML between `---` or TOML between `+++`. */
const FRONT =
  /^(?:---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n\+\+\+)[ \t]*(?:\r?\n|$)/;

/** The title is all that front matter says to a reader. */
export function frontMatter(text: string): { title: string | undefined; body: string } {
  const match = FRONT.exec(text);
  if (!match) return { title: undefined, body: text };
  const facts = match[1] ?? match[2] ?? '';
  const title = /^title[ \t]*[:=](.*)$/m
    .exec(facts)?.[1]
    ?.trim()
    .replace(/^(["'])(.*)\1.*$/, '$2');
  return { title: !title ? undefined : plain(Lexer.lexInline(title)), body: text.slice(match[0].length) };
}

/** What sites add to Markdown, as plain Markdown: boxes of text lose their fences, tables in HTML their empty lines. */
export function withoutDialects(text: string): string {
  return boxes(closedTables(text)).replace(ICON, '');
}

/** `:sign-w001:{ .icon }`: a picture by its name, with how it looks. */
const ICON = /:[\w+-]{2,60}:\{[^{}\n]{0,200}\}[ \t]*/g;

/** An empty line ends a piece of HTML in Markdown, but not the table in it. */
function closedTables(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const opening of text.matchAll(/<table\b/gi)) {
    if (opening.index < at) continue;
    const closing = /<\/table/gi;
    closing.lastIndex = opening.index;
    const end = closing.exec(text)?.index;
    if (end === undefined) break;
    parts.push(text.slice(at, opening.index), text.slice(opening.index, end).replace(/\n(?:[ \t]*\r?\n)+/g, '\n'));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

interface Opening {
  readonly kind: string;
  readonly title: string | undefined;
}

/** Docusaurus, VuePress and Pandoc: `:::warning Title` … `:::`. */
function fenceIn(line: string): Opening | undefined {
  const match = /^:{3,}\s*(\{[^}]*\}|[\w.-]+)?(?:\s*\[([^\]]*)\]|\s+(\S.*))?$/.exec(line.trim());
  return match ? { kind: match[1] ?? '', title: match[2] ?? match[3] } : undefined;
}

/** MkDocs: `!!! danger "Title"` and an indented body, which would be read as code. */
function admonitionIn(line: string): Opening | undefined {
  const match = /^\s*(?:!!!|\?\?\?\+?)\s+([\w-]+)(?:\s+"(.*)")?\s*$/.exec(line);
  return match ? { kind: match[1] ?? '', title: match[2] } : undefined;
}

/**
 * Boxes of text. The title becomes a line of its own and the body loses its indent. A remark in one paragraph says so in
 * front of its first words, as a quotation that begins with `[!NOTE]` does; a longer box may hold a procedure.
 */
function boxes(text: string): string {
  let inside: number | undefined;
  let remark: string | undefined;
  const lines = text.split('\n');
  return lines
    .flatMap((line, at): string[] => {
      const indent = line.length - line.trimStart().length;
      const admonition = admonitionIn(line);
      const opening = admonition ?? fenceIn(line);
      if (opening) {
        if (admonition) inside = indent;
        const { kind, title = '' } = opening;
        const label = REMARK.exec(kind.toLowerCase())?.[1];
        remark =
          label !== undefined && !CASE.test(title) && isShort(lines, at)
            ? `${label === 'tip' ? label : 'note'}: ${title}`.trim()
            : undefined;
        return remark !== undefined || title === '' ? [''] : ['', ' '.repeat(indent) + title, ''];
      }
      if (line.trim() === '') return [line];
      if (inside !== undefined && indent <= inside) inside = undefined;
      const own = inside === undefined ? line : line.replace(OUTDENT, '');
      const before = remark;
      remark = undefined;
      return [before === undefined ? own : `${' '.repeat(own.length - own.trimStart().length)}${before} ${own.trim()}`];
    })
    .join('\n');
}

/** One step of indent: a tab, or up to four blanks. */
const OUTDENT = /^(?: {0,3}\t| {1,4})/;

/** A warning may ask for something. */
const REMARK = /^\W*(note|tip|hint|info)\W*$/;
/** A title that names a case stands above what to do in it. */
const CASE = /^\W*(?:if|in case|when|wenn|falls|bei|si|en cas|quand|cuando|en caso|se|em caso|in caso|quando)\b/i;
const PROSE = /^\s*(?:[\p{L}"'“«„(]|\*\*)/u;

/** Whether the body of the box that opens in a line is one paragraph of prose. */
function isShort(lines: readonly string[], opening: number): boolean {
  let at = opening + 1;
  while (lines[at]?.trim() === '') at++;
  const first = lines[at];
  if (first === undefined || !PROSE.test(first)) return false;
  const indent = first.length - first.trimStart().length;
  const fenced = fenceIn(lines[opening] ?? '') !== undefined;
  for (; at < lines.length && lines[at]?.trim() !== ''; at++) {
    if (fenced && fenceIn(lines[at] ?? '')) return true;
    if (LISTED.test(lines[at] ?? '')) return false;
  }
  while (lines[at]?.trim() === '') at++;
  const next = lines[at];
  if (next === undefined) return true;
  return fenced ? fenceIn(next) !== undefined : next.length - next.trimStart().length < indent;
}

const LISTED = /^\s*(?:[*+-]|\d{1,3}[.)])\s/;
