/** Dragging a step by its handle, with a mouse, a pen or a finger. The keyboard has Alt and the arrows. */
import { h } from '../dom.js';

/** A press that moves less than this is a press, in pixels. */
const STILL = 5;
/** So near to the edge of what scrolls, it scrolls, by so much a frame. */
const EDGE = 60;
const SCROLL = 9;

/** `drop(to)`: the place from 0 that the step was let go at. */
export function startDrag(event, { list, drop }) {
  if (event.button !== 0) return;
  const grip = event.currentTarget;
  const card = grip.closest('.step');
  const scroller = list.closest('.draft');
  const line = h('li', { class: 'drop-line', 'aria-hidden': 'true' });
  const from = event.clientY;
  let y = from;
  let to;
  let isMoving = false;
  let frame;

  const others = () => [...list.querySelectorAll('.step')].filter((one) => one !== card);
  function place() {
    const cards = others();
    to = cards.filter((one) => {
      const { top, height } = one.getBoundingClientRect();
      return top + height / 2 < y;
    }).length;
    const box = list.getBoundingClientRect();
    const above = cards[to - 1]?.getBoundingClientRect().bottom;
    const below = cards[to]?.getBoundingClientRect().top;
    line.style.top = `${((above ?? below ?? box.top) + (below ?? above ?? box.top)) / 2 - box.top}px`;
  }
  function step() {
    const { top, bottom } = scroller.getBoundingClientRect();
    if (y < top + EDGE) scroller.scrollTop -= SCROLL;
    else if (y > bottom - EDGE) scroller.scrollTop += SCROLL;
    place();
    frame = requestAnimationFrame(step);
  }
  function moved(next) {
    y = next.clientY;
    if (isMoving || Math.abs(y - from) < STILL) return;
    isMoving = true;
    card.classList.add('dragged');
    list.append(line);
    step();
  }
  function end(isDropped) {
    cancelAnimationFrame(frame);
    card.classList.remove('dragged');
    line.remove();
    grip.removeEventListener('pointermove', moved);
    grip.removeEventListener('pointerup', letGo);
    grip.removeEventListener('pointercancel', letBe);
    document.removeEventListener('keydown', onKey, true);
    if (isDropped && isMoving && to !== undefined) drop(to);
  }
  const letGo = () => end(true);
  const letBe = () => end(false);
  const onKey = (key) => {
    if (key.key !== 'Escape') return;
    key.stopPropagation();
    end(false);
  };
  grip.setPointerCapture(event.pointerId);
  grip.addEventListener('pointermove', moved);
  grip.addEventListener('pointerup', letGo);
  grip.addEventListener('pointercancel', letBe);
  document.addEventListener('keydown', onKey, true);
}
