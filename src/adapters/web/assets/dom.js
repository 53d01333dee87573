/** Elements from plain calls. Text always goes in as text, so nothing a person typed is ever read as markup. */

/**
 * h('p', { class: 'x', onclick: f }, 'text', child): properties that start with `on` are listeners, `data-*` and
 * `aria-*` are attributes, false and undefined are left out.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false || value === null) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';
const PATHS = {
  back: 'M12.5 4.5 7 10l5.5 5.5',
  close: 'm5 5 10 10M15 5 5 15',
  clip: 'm14.5 9.2-5.1 5.1a3.2 3.2 0 0 1-4.6-4.6l5.6-5.5a2.1 2.1 0 0 1 3 3l-5.5 5.5a1 1 0 0 1-1.5-1.5l4.9-4.8',
  send: 'M10 16V4.5M5 9.3l5-5 5 5',
  check: 'm4.5 10.5 3.7 3.7 7.3-8',
  eye: 'M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5Zm7.5 2.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  sun: 'M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM10 2.5v1.6m0 11.8v1.6m7.5-7.5h-1.6M4.1 10H2.5m12.8-5.3-1.1 1.1M5.8 14.2l-1.1 1.1m10.6 0-1.1-1.1M5.8 5.8 4.7 4.7',
  moon: 'M16.5 11.6A6.9 6.9 0 0 1 8.4 3.5a6.9 6.9 0 1 0 8.1 8.1Z',
  undo: 'M7.5 4.5 4 8l3.5 3.5M4.2 8h7.3a4.3 4.3 0 0 1 0 8.6H9',
  redo: 'M12.5 4.5 16 8l-3.5 3.5M15.8 8H8.5a4.3 4.3 0 0 0 0 8.6H11',
  up: 'M10 16V4.5M5 9.3l5-5 5 5',
  down: 'M10 4v11.5M5 10.7l5 5 5-5',
  left: 'M12 5 7 10l5 5',
  right: 'm8 5 5 5-5 5',
  plus: 'M10 4.5v11M4.5 10h11',
  bin: 'M4 6h12M8 6V4.2h4V6m-6.5 0 .7 10h7.6l.7-10M8.5 9v4.5m3-4.5v4.5',
  merge: 'M10 3.5v4m-2.5-1.8L10 8.2l2.5-2.5M10 16.5v-4m-2.5 1.8L10 11.8l2.5 2.5',
  split: 'M10 8.5V3.8M7.5 5.9 10 3.4l2.5 2.5M10 11.5v4.7m-2.5-2.1L10 16.6l2.5-2.5M3.5 10h13',
  grip: 'M7.5 5h.01M12.5 5h.01M7.5 10h.01M12.5 10h.01M7.5 15h.01M12.5 15h.01',
  reply: 'M8 5 3.5 9.5 8 14m-4-4.5h7a5 5 0 0 1 5 5v1',
};

/** One of our line icons, decorative: the button around it carries the name. */
export function icon(name, size = 20) {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [key, value] of Object.entries({
    viewBox: '0 0 20 20',
    width: size,
    height: size,
    fill: 'none',
    'aria-hidden': 'true',
  }))
    svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, 'path');
  for (const [key, value] of Object.entries({
    d: PATHS[name],
    stroke: 'currentColor',
    'stroke-width': 1.6,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  }))
    path.setAttribute(key, value);
  svg.append(path);
  return svg;
}

/** Typed text with its addresses made into links and `code` set as code. */
export function prose(text) {
  const parts = [];
  let last = 0;
  for (const match of text.matchAll(/`([^`\n]+)`|https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]]/g)) {
    parts.push(text.slice(last, match.index));
    parts.push(
      match[1] === undefined
        ? h('a', { href: match[0], target: '_blank', rel: 'noreferrer noopener' }, match[0])
        : h('code', {}, match[1]),
    );
    last = match.index + match[0].length;
  }
  parts.push(text.slice(last));
  return parts.filter((part) => part !== '');
}
