/** The messages of one place, oldest first: days, what is new, what only this person sees, and staying at the end. */
import { h, icon } from './dom.js';
import { createMessage } from './message.js';
import { reveal } from './reveal.js';
import { dayName, sameDay } from './time.js';
import { listen, loadEarlier, markRead, placeOf, workspace } from './workspace.js';

/** Messages of one person this close together (ms) stand under one name. */
const TOGETHER = 5 * 60 * 1000;
const NEAR_END = 80;

const open = new Set();
listen((change) => {
  for (const log of open) log.changed(change);
});

/** `place` is { channel, thread }; `empty` is shown when there is nothing. The place must be loaded. */
export function createLog({ place, label, empty, readOrder }) {
  const element = h('div', {
    class: 'log',
    role: 'log',
    'aria-live': 'polite',
    'aria-relevant': 'additions',
    'aria-label': label,
    tabindex: '0',
  });
  const jump = h('button', { type: 'button', class: 'jump', hidden: true, onclick: () => toEnd() }, 'New messages ↓');
  const messages = new Map();
  const answers = [];
  let atEnd = true;
  // Pictures and cards grow after they are drawn, and the box grows while one types.
  const grown = new ResizeObserver(() => atEnd && toEnd());
  grown.observe(element);

  const toEnd = () => {
    element.scrollTop = element.scrollHeight;
    jump.hidden = true;
  };
  const seen = () => void markRead(place.channel, place.thread);

  function messageElement(message, previous) {
    const known = messages.get(message.id) ?? createMessage(place);
    messages.set(message.id, known);
    const follows =
      previous !== undefined &&
      previous.author === message.author &&
      sameDay(previous.at, message.at) &&
      message.at - previous.at < TOGETHER &&
      previous.id !== place.thread;
    known.update(message, follows);
    return known.element;
  }

  /** All that should stand in the log now, in order; what stands there already is used again. */
  function contents() {
    const known = placeOf(place.channel, place.thread);
    const list = [...known.messages.values()].sort((a, b) => a.order - b.order);
    const out = [];
    let previous;
    let marked = readOrder === 0;
    if (known.earlier)
      out.push(h('button', { type: 'button', class: 'button more', onclick: earlier }, 'Show earlier messages'));
    if (place.thread && known.root) {
      out.push(messageElement(known.root));
      out.push(
        h(
          'div',
          { class: 'day' },
          list.length === 0 ? 'No replies yet' : list.length === 1 ? '1 reply' : `${list.length} replies`,
        ),
      );
    }
    for (const message of list) {
      const between = answers.filter((answer) => answer.at < message.at && answer.at >= (previous?.at ?? 0));
      out.push(...between.map((answer) => answer.element));
      const isNew = !marked && message.order > readOrder && message.author !== workspace.me;
      if (isNew) marked = true;
      const newDay = previous === undefined ? !place.thread : !sameDay(previous.at, message.at);
      if (newDay) out.push(h('div', { class: 'day' }, dayName(message.at)));
      if (isNew) out.push(h('div', { class: 'day new-mark' }, 'New'));
      out.push(messageElement(message, newDay || isNew || between.length > 0 ? undefined : previous));
      previous = message;
    }
    if (list.length === 0 && !place.thread && empty) out.push(empty);
    out.push(...answers.filter((answer) => answer.at >= (previous?.at ?? 0)).map((answer) => answer.element));
    return out;
  }

  /** Moves only what must move: an element that is taken out and put back would lose its focus and its open form. */
  function draw() {
    const wanted = contents();
    const keep = new Set(wanted);
    for (const child of [...element.children]) {
      if (keep.has(child)) continue;
      grown.unobserve(child);
      child.remove();
    }
    let cursor = element.firstChild;
    for (const child of wanted) {
      if (child === cursor) cursor = cursor.nextSibling;
      else element.insertBefore(child, cursor);
      // The log keeps its size when a picture in it is loaded or a form unfolds: only the message grows.
      grown.observe(child);
    }
  }

  async function earlier() {
    const before = element.scrollHeight - element.scrollTop;
    await loadEarlier(place.channel, place.thread);
    draw();
    element.scrollTop = element.scrollHeight - before;
  }

  function changed(change) {
    if (change.type === 'reset') return;
    if (change.type === 'message' && change.message.channel !== place.channel) return;
    const stay = atEnd;
    const bySelf = change.type === 'message' && change.message.author === workspace.me;
    draw();
    if (stay || (change.isNew && bySelf)) toEnd();
    else if (change.isNew && change.message.thread === (place.thread ?? null)) jump.hidden = false;
    if (stay) seen();
  }

  element.addEventListener('scroll', () => {
    atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    if (atEnd) jump.hidden = true;
    if (atEnd) seen();
  });
  const log = {
    element,
    jump,
    changed,
    /** Puts what only this person sees at the end. */
    show(answer) {
      answers.push({ at: Date.now(), element: answer });
      draw();
      // One that is taller than the log is read from its beginning.
      if (answer.offsetHeight < element.clientHeight) toEnd();
      else answer.scrollIntoView({ block: 'start' });
    },
    /** Shows one message, loading earlier ones until it is there. */
    async reveal(message) {
      // Now the end is not what is looked at.
      atEnd = false;
      while (!reveal(element, message) && placeOf(place.channel, place.thread).earlier) await earlier();
    },
    close() {
      open.delete(log);
      document.removeEventListener('visibilitychange', seen);
      grown.disconnect();
    },
  };
  open.add(log);
  draw();
  requestAnimationFrame(() => {
    if (atEnd) toEnd();
    seen();
  });
  document.addEventListener('visibilitychange', seen);
  return log;
}

/** What an empty channel says: what to do first. */
export function emptyChannel(name) {
  return h(
    'div',
    { class: 'empty' },
    h('div', { class: 'mark' }, icon('check', 26)),
    h('h3', {}, `#${name} is quiet`),
    h(
      'p',
      {},
      'Type ',
      h('kbd', {}, '/sop'),
      ' to see what can be run, or drop a PDF here and type ',
      h('kbd', {}, '/sop import'),
      ' to make an SOP of it.',
    ),
  );
}
