/**
 * The markdown that cards use, and no more: bold, italic, code, links, lines that start with a dash. Everything is
 * escaped first, so text can never become an element of its own.
 */
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Stands for an escaped character while the marks are read. A private-use character, dropped from the input. */
const HELD = '\uE000';

export function markdown(text) {
  const held = [];
  const hold = (html) => `${HELD}${held.push(html) - 1}${HELD}`;
  const escaped = text
    .replaceAll(HELD, '')
    .replace(/\\([\\`*_{}[\]()#+\-.!<>~|&])/g, (_, character) => hold(ESCAPES[character] ?? character))
    .replace(/[&<>"']/g, (character) => ESCAPES[character])
    .replace(/`([^`\n]+)`/g, (_, code) => hold(`<code>${code}</code>`));
  const marked = escaped
    .replace(
      /\[([^\]\n]+)\]\((https?:[^\s)]+|\/[^\s)]*)\)/g,
      (_, label, url) =>
        `${hold(`<a class="ac-anchor" target="_blank" rel="noreferrer noopener" href="${unhold(url, held)}">`)}${label}</a>`,
    )
    .replace(/\*\*([^\n]+?)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[^\w*])[*_]([^\s*_](?:[^*_\n]*[^\s*_])?)[*_](?!\w)/g, '$1<em>$2</em>')
    .replace(/^- /gm, '• ')
    .replace(/\r?\n/g, '<br>');
  return `<p>${unhold(marked, held)}</p>`;
}

/** Puts back what was held; a code span may hold escaped characters itself. */
function unhold(text, held) {
  let out = text;
  while (out.includes(HELD)) out = out.replace(/\uE000(\d+)\uE000/g, (_, index) => held[Number(index)]);
  return out;
}
