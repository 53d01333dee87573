/** A photographed or scanned checklist: the picture with the places of its steps. */
import { h } from '../dom.js';
import { createOverlay } from './marks.js';

/** A picture counts as a page of this width, in points, wherever its text was recognised. */
const WIDTH = 595;

export function createPicture(body, { file, name, press }) {
  const overlay = createOverlay(press);
  const image = h('img', { src: `/files/${file}`, alt: name });
  const page = h('div', { class: 'page picture' }, image, overlay.element);
  body.replaceChildren(h('div', { class: 'pages' }, page));
  let drawn = [[], undefined];
  const place = () => {
    if (image.naturalWidth === 0) return;
    const [marks, current] = drawn;
    const size = { width: WIDTH, height: (WIDTH * image.naturalHeight) / image.naturalWidth };
    overlay.update(
      marks.filter((mark) => mark.box),
      current,
      size,
    );
  };
  image.addEventListener('load', place);
  return {
    mark(marks, current) {
      drawn = [marks, current];
      place();
    },
    show: (id) => overlay.elementOf(id)?.scrollIntoView({ block: 'nearest' }),
    goTo() {},
    elementOf: ({ id }) => overlay.elementOf(id),
  };
}
