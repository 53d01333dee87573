/** The places of steps upon a page or a picture: boxes that are pressed, in parts of its width and height. */
import { h } from '../dom.js';

/** Around the words, in points. */
const AIR = 2;

/** Boxes over something of `width` by `height` points; kept from one drawing to the next. */
export function createOverlay(press) {
  const element = h('div', { class: 'overlay' });
  const known = new Map();
  return {
    element,
    elementOf: (id) => known.get(id),
    update(marks, current, { width, height }) {
      const ids = new Set(marks.map((mark) => mark.id));
      for (const [id, box] of known) {
        if (ids.has(id)) continue;
        box.remove();
        known.delete(id);
      }
      const told = numbersAt(marks);
      for (const mark of marks) {
        const box = known.get(mark.id) ?? h('button', { type: 'button' });
        known.set(mark.id, box);
        box.onclick = () => press(mark);
        box.className = `mark-box of-${mark.kind} ${mark.id === current ? 'current' : ''}`;
        // Steps are reached by the keyboard on their own side; lines that were left out are also listed there.
        box.tabIndex = -1;
        box.setAttribute('aria-label', mark.label);
        box.title = mark.label;
        box.dataset.number = told.get(mark) ?? '';
        const { x, y, width: wide, height: high } = mark.box;
        box.style.left = percent(x - AIR, width);
        box.style.top = percent(y - AIR, height);
        box.style.width = percent(wide + 2 * AIR, width);
        box.style.height = percent(high + 2 * AIR, height);
        if (box.parentNode !== element) element.append(box);
      }
    },
  };
}

const percent = (part, whole) => `${(part / whole) * 100}%`;

/** What is written beside each box: of several at one place the first says all their numbers. */
function numbersAt(marks) {
  const places = Map.groupBy(marks, ({ box: { x, y, width, height } }) => [x, y, width, height].join());
  return new Map([...places.values()].map((own) => [own[0], numbersOf(own)]));
}

/** In the margin there is room for two lines: `3` over `4`, `3…` over `6`. */
export function numbersOf(marks) {
  const numbers = marks.map((mark) => String(mark.number ?? '+'));
  return numbers.length > 2 ? `${numbers[0]}…\n${numbers.at(-1)}` : numbers.join('\n');
}
