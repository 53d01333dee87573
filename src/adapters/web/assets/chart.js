/**
 * A chart in the place of its picture: its words grow with the page and can be read aloud, and its colours are those of the
 * theme. `charts`: SVG by the address of the picture, one for a desk and one for a phone.
 */
import { h } from './dom.js';

export function placeCharts(element, charts = {}) {
  for (const image of element.querySelectorAll('img')) {
    const drawn = charts[image.getAttribute('src')];
    if (!drawn) continue;
    const wide = h('div', { class: 'chart-wide' }, parsed(drawn.wide));
    image.replaceWith(h('div', { class: 'chart' }, wide, h('div', { class: 'chart-narrow' }, parsed(drawn.narrow))));
  }
}

/** Our own server drew it; read as a picture, not as a page, it holds nothing that could run. */
function parsed(svg) {
  return document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
}
