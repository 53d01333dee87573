import type { Token, Tokens } from 'marked';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The words of inline Markdown as a reader sees them: links by their text, pictures and code of HTML left out. */
export function plain(tokens: readonly Token[] | undefined): string {
  return entities((tokens ?? []).map(one).join('')).trim();
}

function one(token: Token): string {
  switch (token.type) {
    case 'image':
    case 'checkbox':
      return '';
    case 'html':
      if (/^<input\b[^>]*checkbox/i.test(token.raw)) return '☐ ';
      return /^<br\s*\/?>/i.test(token.raw) ? '\n' : '';
    case 'br':
      return '\n';
    case 'space':
      return ' ';
    case 'list':
      return (token as Tokens.List).items.map((item) => `${plain(item.tokens)} `).join('');
    case 'codespan':
      // A template's note to its own author, such as `TODO: link`, says nothing to whoever follows the procedure.
      return /^TODO\b/.test((token as Tokens.Codespan).text) ? '' : (token as Tokens.Codespan).text;
    case 'code':
    case 'table':
      return '';
  }
  if ('tokens' in token && token.tokens) return token.tokens.map(one).join('');
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}

function entities(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (decimal !== undefined || hex !== undefined) {
      const point = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    }
    return ENTITIES[String(name).toLowerCase()] ?? whole;
  });
}
