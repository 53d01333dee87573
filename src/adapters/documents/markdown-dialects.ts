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
  return admonitions(fences(closedTables(text)));
}

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

/** Boxes of Docusaurus, VuePress and Pandoc: `:::warning Title` … `:::`. The title becomes a line of its own. */
function fences(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const match = /^:{3,}\s*(?:\{[^}]*\}|[\w.-]+)?(?:\s*\[([^\]]*)\]|\s+(\S.*))?$/.exec(line.trim());
      if (!match) return line;
      const title = match[1] ?? match[2];
      return title === undefined ? '' : `\n${line.slice(0, line.indexOf(':'))}${title}\n`;
    })
    .join('\n');
}

/**
 * Boxes of MkDocs (`!!! danger "Title"` and an indented body) would be read as code. The title becomes a line of its
 * own and the body loses its indent.
 */
function admonitions(text: string): string {
  let inside: number | undefined;
  return text
    .split('\n')
    .map((line) => {
      const indent = line.length - line.trimStart().length;
      const opening = /^\s*(?:!!!|\?\?\?\+?)\s+[\w-]+(?:\s+"(.*)")?\s*$/.exec(line);
      if (opening) {
        inside = indent;
        return opening[1] === undefined ? '' : `\n${' '.repeat(indent)}${opening[1]}\n`;
      }
      if (inside === undefined || line.trim() === '') return line;
      if (indent > inside) return line.slice(4);
      inside = undefined;
      return line;
    })
    .join('\n');
}
